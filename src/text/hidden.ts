import type { FileFinding, Place } from '../core/finding.ts';
import { finding } from './rules.ts';

/**
 * Characters that steer a terminal or an editor instead of showing: control characters but tab and line feed, halves of
 * characters, and those that turn the direction of text.
 */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cs}]+|[\u202a-\u202e\u2066-\u2069]+/gu;

/** Characters that look like a space, or like nothing, and are letters for YAML. */
const ODD_SPACE = /[^\P{Zs} ]+|\p{Cf}+/uy;

export interface OddSpace {
  /** What `yaml-syntax` calls it. */
  readonly code: 'ODD_SPACE' | 'UNSEEN';
  /** Of its first character, such as `U+00A0`. */
  readonly problem: string;
  readonly range: readonly [number, number];
}

/** The run of such characters that begins at an offset. */
export function oddSpaceAt(text: string, at: number): OddSpace | undefined {
  ODD_SPACE.lastIndex = at;
  const [run] = ODD_SPACE.exec(text) ?? [];
  if (run === undefined) return undefined;
  const code = /\p{Zs}/u.test(run) ? 'ODD_SPACE' : 'UNSEEN';
  return { code, problem: codeOf(run.charCodeAt(0)), range: [at, at + run.length] };
}

export function hasHidden(text: string): boolean {
  return text.search(HIDDEN) !== -1;
}

/** The first such character of a text, such as `U+202E`. */
export function firstHidden(text: string): string | undefined {
  const at = text.search(HIDDEN);
  return at === -1 ? undefined : codeOf(text.charCodeAt(at));
}

function codeOf(code: number): string {
  return `U+${code.toString(16).padStart(4, '0').toUpperCase()}`;
}

/**
 * Each run of such characters in a text.
 * @param placeOf the place of a stretch of the text.
 * @param source what a value was written as, where only escapes are looked for: in the bytes of a file, others were found.
 */
export function* hiddenCharacters(
  text: string,
  placeOf: (start: number, end: number) => Place,
  source = () => '',
): Iterable<FileFinding> {
  for (const { 0: run, index } of text.matchAll(HIDDEN)) {
    const first = run.charCodeAt(0);
    if (source().includes(run.charAt(0))) continue;
    const code = codeOf(first);
    const place = placeOf(index, index + run.length);
    const turns = first >= 0x202a && first <= 0x2069;
    yield turns ? finding('text-direction', place, { code }) : finding('control-character', place, { code });
  }
}
