import { ISSUE_FILE, issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { aValue, didYouMean, list } from '../../core/text/wording.ts';

const located = (location: string) =>
  issueWith('').replace('test/audit_events_query_api_test.go:517', location);

const linking = (url: string) => ({
  'references/analyses.yaml': `title: Analyses\nitems:\n  first-analysis: { title: First, url: "${url}" }\n`,
});

const bookWithDay = (day: string) => ({
  'book.yaml': `title: Example\nday: ${day}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

export const VALUE_RULES = {
  'invalid-date': {
    severity: 'error',
    what: 'A date that does not exist, or that is written in another way.',
    why: 'Every report is read as of a date, so dates must mean the same to everyone: `01/04/26` does not. A date-time needs its offset, or it would depend on who reads it.',
    wrong: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-30') },
    right: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-28T09:30+01:00') },
    message: ({ key, value }: { key: string; value: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected a date such as \`2026-01-04\`, or with time and offset \`2026-01-04T12:04-05:00\``,
  },
  'invalid-effort': {
    severity: 'error',
    what: 'An estimate that is no amount of work.',
    why: 'Efforts are summed, by horizon and over all issues. Write a number and a unit (`m`, `h`, `d`, `w`), or a range whose second end is no smaller than its first.',
    wrong: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5 min }') },
    right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
    message: ({ key, value }: { key: string; value: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected an amount of work such as \`5m\`, \`2h-4h\`, \`1d\` or \`1w\``,
  },
  'invalid-location': {
    severity: 'error',
    what: 'A place in the source that is no path with a line.',
    why: 'It becomes a link into the repository. Write the path from its root with forward slashes, then `:` and the line, or the first and last one.',
    wrong: { [ISSUE_FILE]: located('"query_test.go, line 517"') },
    right: { [ISSUE_FILE]: located('test/query_test.go:517-533') },
    message: ({ key, value }: { key: string; value: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected a path from the root of the repository with a line, such as \`test/api_test.go:517\` or \`test/api_test.go:517-533\``,
  },
  'invalid-regex': {
    severity: 'error',
    what: 'A signature that is no valid regular expression.',
    why: 'No failure would ever match it. The syntax is that of RE2: as in JavaScript, without look-around and without references to groups, so that no search takes for ever. Escape signs that are meant literally, or use `text` for a text that must occur as it is.',
    wrong: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found (\\d+'") },
    right: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found \\((\\d+)\\)'") },
    message: ({ key, value, problem }: { key: string; value: string; problem?: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected a regular expression as RE2 reads it${problem === undefined ? '' : ` (${problem})`}; escape signs that are meant literally, or use \`text\``,
  },
  'invalid-url': {
    severity: 'error',
    what: 'An address that is no `https://` or `http://` URL.',
    why: 'It becomes a link on every page that names it. Write the whole address, or use `path` for a file of the repository.',
    wrong: linking('ci.example/runs/1'),
    right: linking('https://ci.example/runs/1'),
    message: ({ key, value }: { key: string; value: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected a whole address such as \`https://example.org/runs/1\``,
  },
  'unknown-value': {
    severity: 'error',
    what: 'A word that is not among the words of its field.',
    why: 'Such fields are counted and filtered by, so that two spellings of one word would be two groups. Correct it, or add the word to `book.yaml`, where impacts and horizons are declared.',
    wrong: { [ISSUE_FILE]: issueWith('impact: hihg') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
    message: ({
      key,
      value,
      expected,
      suggestion,
    }: {
      key: string;
      value: string;
      expected: readonly string[];
      suggestion?: string;
    }) => `Unexpected \`${value}\` as \`${key}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
  },
  'wrong-form': {
    severity: 'error',
    what: 'A name that is not written as such names are.',
    why: 'Ids become file names, addresses and headings: one form keeps them the same on every system. Use lower-case letters, digits and single hyphens.',
    wrong: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: Shared_State }') },
    right: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: shared-state }') },
    message: ({
      key,
      value,
      expected,
      suggestion,
    }: {
      key: string;
      value: string;
      expected: string;
      suggestion?: string;
    }) => `Unexpected ${aValue(value)} in \`${key}\`, expected ${expected}${didYouMean(suggestion)}`,
  },
  'wrong-type': {
    severity: 'error',
    what: 'A list where a text belongs, a text where a list belongs, or nothing at all.',
    why: 'The value cannot be read as what the key means. A list has `[` `]` around it or a `-` before each item; a key without a value is better left out.',
    wrong: { [ISSUE_FILE]: issueWith('references: https://example.org/x') },
    right: { [ISSUE_FILE]: issueWith('references: [https://example.org/x]') },
    message: ({ key, expected, received }: { key: string; expected: string; received: string }) =>
      `Unexpected ${aValue(received)} in \`${key}\`, expected ${expected}`,
  },
  'wrong-value': {
    severity: 'error',
    what: 'A value of the wrong form, where no other rule says more.',
    why: 'It could not be computed with. The finding shows a value that would do.',
    wrong: bookWithDay('8 hours'),
    right: bookWithDay('8h'),
    message: ({ key, value, expected }: { key: string; value: string; expected?: readonly string[] }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected ${expected === undefined ? 'another value' : `a value such as ${list(expected)}`}`,
  },
} satisfies RuleTable<BookExample>;
