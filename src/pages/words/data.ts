import { plural } from '../../core/text.ts';

/** What stands in the files of a site that programs read, where people see it in the end. */
export const dataWords = {
  feed: (title: string) => `${title}: changes of status`,
  badge: 'flaky tests',
  stable: (stable: number, tests: number) => `${stable} of ${tests} stable`,
  flaky: (tests: number, testless: number) =>
    tests + testless === 0
      ? 'none known'
      : `${tests === 0 ? plural(testless, 'issue') : plural(tests, 'test')} unresolved`,
  llms: {
    summary: 'A knowledge base of flaky tests.',
    asOf: (date: string) => `Every figure is derived from the records, as of ${date}.`,
    data: (folder: string) =>
      `Each page answers at its address. The same facts as data: [issues](${folder}/issues.json), [suites](${folder}/suites.json), [patterns](${folder}/patterns.json), [figures](${folder}/figures.json), [signatures](${folder}/signatures.json), and the [feed of changes](feed.xml).`,
    issues: 'Unresolved issues',
    some: (part: string, shown: number, all: number) => `${part}: ${shown} of ${all}`,
    patterns: 'Root causes',
    suites: 'Suites',
  },
};
