import { once } from '../../core/kept.ts';
import { plainLines } from '../../match/reading.ts';
import { PLACE } from '../../match/tokens.ts';
import { type Identity, identifyTests, type NamedTest } from '../../runs/names/identify.ts';
import { namedTestsOf } from '../../runs/names/named-tests.ts';
import { isSameFile } from '../../runs/read/locate/file-path.ts';
import type { FailureBook } from './failure-book.ts';

/** A test of the book that a text names. */
export interface NamedInText {
  readonly tests: readonly NamedTest[];
  /** `name`: the text has its name. `line`: it has its file and line. `file`: it has its file, and another line. */
  readonly by: 'name' | 'line' | 'file';
  /** Nothing else stands in the text. */
  readonly isAll: boolean;
}

/** Lines of a text that are looked at, and characters of one: nobody's name is longer. */
const MAX_LINES = 300;
const MAX_NAME = 1000;

/**
 * Finds the one test that a text names: by a line that is its name as tools print it, or by its place in the source.
 * Nothing where it names several: then nobody can tell which of them it is about.
 */
export function createNamedInText(book: FailureBook): (text: string) => NamedInText | undefined {
  const named = namedTestsOf(book.issues);
  const identity = once((): Identity => identifyTests(named, []));
  const byName = (line: string): readonly NamedTest[] => {
    const key = identity().keyOfNamed(line);
    const ids = key === undefined ? [] : identity().testIdsOf(key);
    return named.filter(({ testId }) => ids.includes(testId));
  };
  return (text) => {
    const all = plainLines(text).trim();
    const lines = all.split('\n').slice(0, MAX_LINES);
    const isAll = lines.length === 1;
    const found = lines
      .map((line) => withoutMarks(line))
      .filter((line) => line !== '' && line.length <= MAX_NAME);
    const names = distinct(found.map(byName));
    if (names) return { tests: names, by: 'name', isAll };
    const places = placesIn(lines.join('\n'));
    const isPlace = isAll && new RegExp(`^${PLACE}$`, 'i').test(all);
    const onLine = distinct(places.map((place) => named.filter(({ at }) => isOn(at, place))));
    if (onLine) return { tests: onLine, by: 'line', isAll: isPlace };
    if (!isPlace) return undefined;
    const inFile = named.filter(({ at }) =>
      places.some(({ file }) => at !== undefined && isSameFile(fileOf(at), file)),
    );
    return inFile.length === 0 ? undefined : { tests: inFile, by: 'file', isAll: true };
  };
}

/** What runners put around the name of a failed test. */
function withoutMarks(line: string): string {
  return line
    .replace(
      /^\s*(?:[•●✗✘×✕✖❯]|--- FAIL:|not ok \d+(?: -)?|FAIL(?:ED)?:?|\d+\)|\[(?:FAIL(?:ED)?|PANICKED|TIMEDOUT)\])?\s*/,
      '',
    )
    .replace(/\s*(?:\(\d+(?:\.\d+)? ?m?s\)|\[\d+(?:\.\d+)? seconds?\]|FAILED)\s*$/, '')
    .trim();
}

interface SourceLine {
  readonly file: string;
  readonly line: number;
}

function placesIn(text: string): SourceLine[] {
  const places = text.match(new RegExp(PLACE, 'gi')) ?? [];
  return [...new Set(places)].slice(0, MAX_LINES).flatMap((place) => {
    const [, file = '', line] = /^(.*?):(\d+)(?::\d+)?$/.exec(place) ?? [];
    return [{ file: file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''), line: Number(line) }];
  });
}

function fileOf(at: string): string {
  return at.replace(/:\d+(?:-\d+)?$/, '');
}

/** Whether a place is in the lines where a test stands. */
function isOn(at: string | undefined, { file, line }: SourceLine): boolean {
  const [, path = '', first, last = first] = /^(.*):(\d+)(?:-(\d+))?$/.exec(at ?? '') ?? [];
  return path !== '' && isSameFile(path, file) && Number(first) <= line && line <= Number(last);
}

/** The tests that all of these mean, where they are the same ones; undefined for none and for several. */
function distinct(found: readonly (readonly NamedTest[])[]): readonly NamedTest[] | undefined {
  const sets = new Map(
    found
      .filter((tests) => tests.length > 0)
      .map((tests) => [tests.map(({ testId }) => testId).join(' '), tests]),
  );
  return sets.size === 1 ? [...sets.values()][0] : undefined;
}
