import type { Body } from '../records/body/section.ts';
import { sectionsOf } from '../records/body/section.ts';
import { walk } from '../text/walk.ts';
import { genericTextWith } from './generic.ts';
import { findIn, type Message, readWanted, type Wanted } from './message.ts';
import { plainText } from './normalise.ts';

/** What a failure printed, as the body of an issue shows it: a fence of a section `Symptom`. */
export interface Symptom {
  /** The test's letter, where the section names one. */
  readonly letter?: string;
  readonly text: string;
}

export function symptomsOf(body: Body): readonly Symptom[] {
  return sectionsOf(body, 'symptom').flatMap(({ id, content }) => {
    const symptoms: Symptom[] = [];
    walk({ type: 'root', children: [...content] }, (node) => {
      if (node.type !== 'code') return;
      symptoms.push(id === undefined ? { text: node.value } : { letter: id, text: node.value });
    });
    return symptoms;
  });
}

/** A line of a symptom that says which failure it is. */
export interface SymptomLine extends Wanted {
  /** How much it says: letters and digits, those of placeholders apart. */
  readonly weight: number;
}

/** The lines by which a symptom is recognised; none where it says nothing of its own. */
export interface SymptomLines {
  readonly lines: readonly SymptomLine[];
  /** All of them are said of many kinds of failure: it tells nothing without the test. */
  readonly isGeneric: boolean;
}

/** Letters that a line needs to be more than a heading. */
const MIN_LETTERS = 10;

/** Lines of runners and stacks: where it failed, not how. */
const AROUND: readonly RegExp[] = [
  /^(?:at|from|in) \S+(?: |\(|:\d|$)/,
  /^(?:❯|›|→|\^|~|\||>|#\d+|\d+ ?\||={3,}|-{3,}|_{3,}|⎯{3,}|•{3,})/,
  /^(?:--- |=== )?(?:FAIL|FAILED|PASS|RUN|PAUSE|CONT|ok)\b(?!:)/,
  /^\[(?:FAIL|FAILED|PANICKED|TIMEDOUT)\]/,
  /^(?:✗|×|✕|✖|●|○|✓|√)/,
  /^File "[^"]*", line \d+/,
  /^(?:Traceback \(most recent|Stack trace|Call log|Serialized Error|goroutine \d+|\.\.\. \d+ more)/,
  /^(?:Error Trace|Test):/,
  /^[\w./\\@-]+\.\w{1,6}:\d+(?::\d+)?(?::|\)|$| \+0x)/,
  /^(?:Tests?|Test Files|Test Suites|Ran|Duration|Start at|Snapshots|Time):? +\d/,
];

/** What test runners put before what a failure says. */
const BEFORE = /^(?:E |(?:[\w$]+\.)*(?:Error|AssertionError|AssertionFailedError|Exception): )+/;

export function readSymptom(text: string): SymptomLines {
  const lines = text.split('\n').flatMap(readLine);
  const telling = lines.filter(({ normal }) => genericTextWith(normal) === undefined);
  const isGeneric = telling.length === 0;
  return { lines: isGeneric ? lines : telling, isGeneric };
}

function readLine(text: string): SymptomLine[] {
  const line = plainText(text);
  if (AROUND.some((pattern) => pattern.test(line))) return [];
  const wanted = readWanted(line.replace(BEFORE, ''));
  const said = wanted.normal.replace(/<[a-z]+>/g, ' ');
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  const words = said.match(/\p{L}{2,}/gu)?.length ?? 0;
  // Scripts without spaces between words say as much in fewer letters.
  const isDense = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{4}/u.test(said);
  if (!isDense && (letters < MIN_LETTERS || words < 2)) return [];
  return [{ ...wanted, weight: said.match(/[\p{L}\p{N}]/gu)?.length ?? 0 }];
}

/** The line that says most of those that the message has, where they are more than half of what the symptom says. */
export function findSymptom(
  { lines }: SymptomLines,
  message: Message,
): { readonly line: SymptomLine; readonly isExact: boolean; readonly said: string } | undefined {
  const hits = lines.flatMap((line) => {
    const fit = findIn(line, message);
    return fit === undefined ? [] : [{ line, fit }];
  });
  const found = hits.map(({ line }) => line);
  if (2 * weigh(found) <= weigh(lines)) return undefined;
  const line = found.reduce((best, other) => (other.weight > best.weight ? other : best));
  const said = found.map(({ plain }) => plain).join('\n');
  return { line, isExact: hits.every(({ fit }) => fit === 'exact'), said };
}

function weigh(lines: readonly SymptomLine[]): number {
  return lines.reduce((sum, { weight }) => sum + weight, 0);
}
