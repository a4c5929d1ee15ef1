import type { Strange } from './rules.ts';

/** What the content of a file looks like: the reader that is to try it. */
export type Likeness = 'xml' | 'json-object' | 'json-list' | 'go-json';

/** Characters that are looked at where the first one does not say it all. */
const WINDOW = 64 * 1024;

const GO_KEY =
  '"(?:Time|Action|Package|ImportPath|Test|Elapsed|Output|OutputType|FailedBuild|Key|Value|Path)"';
const GO_START = new RegExp(`^\\s*\\{\\s*${GO_KEY}\\s*:`);
/** `go test` may be preceded by what the go command prints, which is no JSON. */
const GO_LINE = new RegExp(`^\\{${GO_KEY}:`, 'm');

/**
 * Tells the format from the start of a text.
 * @param text all of the text so far.
 * @param isWhole whether nothing comes after it.
 * @returns undefined for what is none of them, `more` where the text is too short to say.
 */
export function tellFormat(text: string, isWhole: boolean): Likeness | 'more' | undefined {
  const start = text.trimStart();
  if (start.startsWith('<')) return 'xml';
  const window = text.slice(0, WINDOW);
  if (GO_START.test(window)) return 'go-json';
  if (!isWhole && text.length < WINDOW) return 'more';
  if (GO_LINE.test(window)) return 'go-json';
  if (start.startsWith('{')) return 'json-object';
  return start.startsWith('[') ? 'json-list' : undefined;
}

/** What is said of content that nobody reads. */
export function describeUnknown(text: string): Strange {
  const expected = 'JUnit XML, CTRF, `go test -json` or a Ginkgo report';
  if (text.trim() === '') return { found: 'an empty file', expected };
  // The first byte of gzip, as control characters are shown here.
  if (text.startsWith('\u241f')) return { found: 'a compressed file', expected, because: 'unpack it first' };
  return { found: 'other content', expected };
}
