import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';
import type { Decision } from '../../issue/issue.ts';

const decision = (answer: string) =>
  issueWith(
    `decisions:\n  flush:\n    ask: Wait, or flush by hand?\n    options: [wait, flush]\n    asked: 2026-01-04\n${answer}`,
  );

export const decisionAnswer: Rule = {
  id: 'decision-answer',
  severity: 'error',
  what: 'An answer that does not fit its question.',
  why: 'Open and answered decisions are listed apart, and what is chosen or rejected decides what is planned. An answer has a date and a choice, and a choice is one of the options.',
  wrong: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: waiting') },
  right: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: wait') },
  message: ({ key, value, problem, expected, suggestion }) => {
    if (problem === 'no-choice')
      return 'Unexpected `answered` without `chosen`, expected the option that was chosen, or all of them as `rejected`';
    if (problem === 'no-date')
      return 'Unexpected `chosen` without `answered`, expected the date of the answer';
    if (problem === 'both')
      return `Unexpected \`${value}\` as \`chosen\` and as \`rejected\`, expected one of the two`;
    return `Unexpected \`${value}\` as \`${key}\`, expected ${list(expected)}, the options of the question${didYouMean(suggestion)}`;
  },
  *checkFile({ record, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'issue' && record?.kind !== 'suite') return;
    for (const decision of record.decisions) {
      const at = (path: readonly (string | number)[], args: Found['args'], part?: 'key'): Found => ({
        ruleId: 'decision-answer',
        place: place(['decisions', decision.id, ...path], part),
        args,
      });
      const { answered, chosen, rejected, options } = decision;
      if (
        answered !== undefined &&
        chosen === undefined &&
        !options.every((option) => rejected.includes(option))
      ) {
        yield at(['answered'], { problem: 'no-choice' }, 'key');
      }
      if (answered === undefined && chosen !== undefined) yield at(['chosen'], { problem: 'no-date' }, 'key');
      if (chosen !== undefined && rejected.includes(chosen))
        yield at(['chosen'], { problem: 'both', value: chosen });
      for (const { key, value, path } of choices(decision)) {
        if (options.includes(value)) continue;
        const near = suggest(value, options);
        yield at(path, { key, value, expected: options, ...(near ? { suggestion: near } : {}) });
      }
    }
  },
};

function choices({
  chosen,
  advised,
  rejected,
}: Decision): { key: string; value: string; path: (string | number)[] }[] {
  return [
    ...(advised === undefined ? [] : [{ key: 'advised', value: advised, path: ['advised'] }]),
    ...(chosen === undefined ? [] : [{ key: 'chosen', value: chosen, path: ['chosen'] }]),
    ...rejected.map((value, i) => ({ key: 'rejected', value, path: ['rejected', i] })),
  ];
}
