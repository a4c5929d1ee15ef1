import { plural } from '../../core/text.ts';
import type { MatchKind } from '../../match/match.ts';

/** What the box of a site says of a text that somebody pasted, and of dropped files, beside what `match` says. */
export const answerWords = {
  /** Of one failure. */
  kinds: {
    known: 'This failure is known.',
    like: 'This failure is like a known one.',
    new: 'No issue describes this failure.',
  } satisfies Record<MatchKind, string>,
  /** What messages call a text that somebody pasted. */
  pasted: 'the pasted text',
  test: 'test',
  /** How many issues name the test that was typed. */
  named: (issues: number, by: 'name' | 'line' | 'file') => {
    const what = { name: 'this test', line: 'the test at this line', file: 'tests in this file' }[by];
    return `${plural(issues, 'issue')} ${issues === 1 ? 'names' : 'name'} ${what}.`;
  },
  /** How a text tells the test of an issue. */
  by: {
    name: 'names this test',
    line: 'names the test at this line',
    file: 'names a test in this file',
  },
  looksLike: (symptom: string) => `Fails like this: ${symptom}`,
  more: (failures: number) =>
    failures === 0 ? '' : `${plural(failures, 'more failure')} ${failures === 1 ? 'is' : 'are'} not shown.`,
};
