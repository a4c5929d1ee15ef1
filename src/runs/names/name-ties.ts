import { isSameFile } from '../read/locate/file-path.ts';
import type { TestName } from './test-name.ts';

/**
 * How two names fit. `equal`: all words of the one and the other, files aside. `ending`: one ends with the other, where a
 * container ends. `loose`: one ends with the other, anywhere.
 */
type TieKind = 'equal' | 'ending' | 'loose';

export interface Tie {
  readonly kind: TieKind;
  /** Words in common, and folders of agreeing files: the more, the better. */
  readonly common: number;
}

const ORDER: Readonly<Record<TieKind, number>> = { equal: 0, ending: 1, loose: 2 };

/** Their classes have the names of their files, so that a file of another name is another class. */
const CLASS_FILE = /\.(?:java|kts?|scala|groovy)$/;

/** Negative where the first tie is the better one, 0 where they are as good. */
export function compareTies(a: Tie, b: Tie): number {
  return ORDER[a.kind] - ORDER[b.kind] || b.common - a.common;
}

/** Whether names fit so that they can be one test: what ends a sentence (`never adds items`) may be another test. */
export function isFirm({ tie }: { readonly tie: Tie }): boolean {
  return tie.kind !== 'loose';
}

/** Whether nothing that two names say of their files keeps them apart. */
export function mayShareFile(a: TestName, b: TestName): boolean {
  return a.file === '' || b.file === '' || isSameFile(a.file, b.file);
}

/** How two names fit, whichever comes first; undefined where they are names of two tests. */
export function tieOf(a: TestName, b: TestName): Tie | undefined {
  if (!mayShareFile(a, b)) return undefined;
  if (a.file !== '' && b.file === '') return tieWithFile(a, b);
  if (a.file === '' && b.file !== '') return tieWithFile(b, a);
  return tieWords(a, b, Math.min(foldersOf(a), foldersOf(b)));
}

/** Names whose files agree, or that have none. */
function tieWords(a: TestName, b: TestName, folders: number): Tie | undefined {
  const [long, short] = sizeOf(a) < sizeOf(b) ? [b, a] : [a, b];
  const size = sizeOf(short);
  if (commonEnd(a, b) < size) return undefined;
  return size === sizeOf(long)
    ? { kind: 'equal', common: size + folders }
    : tieAt(long, size, size + folders);
}

/** A name in a file and one without, which may tell the file as its class or module. */
function tieWithFile(inFile: TestName, other: TestName): Tie | undefined {
  const size = sizeOf(inFile);
  const common = commonEnd(inFile, other);
  if (common === other.words.length)
    return common < size ? tieAt(inFile, common, common) : { kind: 'equal', common };
  if (common < size || (common === size && CLASS_FILE.test(inFile.file))) return undefined;
  return tieAt(other, common === inFile.words.length ? common : size, common);
}

/**
 * One name is the end of a longer one. A single word within a sentence says too little, and so does a part of an identifier
 * (`a_test_b`). A word for a kind of test is no part of the name: `it adds items`, `test_adds_items`.
 */
function tieAt({ words, isStep, isPart }: TestName, size: number, common: number): Tie | undefined {
  const at = words.length - size;
  if (isStep[at]) return { kind: 'ending', common };
  if (size === 1) return undefined;
  if (isStep[at - 1] && KIND.test(words[at - 1] ?? '')) return { kind: 'ending', common };
  return isPart[at] ? undefined : { kind: 'loose', common };
}

const KIND = /^(?:test|it|property|doctest|feature|scenario|example):?$/i;

/** Words without those of the file. */
function sizeOf({ words, start }: TestName): number {
  return words.length - start;
}

function foldersOf({ file }: TestName): number {
  return file === '' ? 0 : file.split('/').length;
}

function commonEnd(a: TestName, b: TestName): number {
  const most = Math.min(a.words.length, b.words.length);
  let common = 0;
  while (common < most && a.words.at(-1 - common) === b.words.at(-1 - common)) common += 1;
  return common;
}
