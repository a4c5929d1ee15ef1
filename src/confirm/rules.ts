import { type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';

/** Of fixes that the records claim, held against the runs since. Only measured runs can show one. */
export const FIX_RULES = {
  'relapsed-fix': {
    severity: 'error',
    what: 'A test that failed again, as its issue describes it, after the timeline calls it fixed.',
    why: 'The issue counts as resolved while its test still fails. Add `reopened` to the timeline, as `flakebook confirm` proposes; `flakebook confirm --write` does so.',
    message: ({
      test,
      run,
      at,
      word,
      claimed,
    }: {
      test: string;
      run: string;
      at: string;
      word: string;
      claimed: string;
    }) =>
      `Unexpected failure of ${test} in run \`${run}\` of ${at}, expected none after \`${word}: ${claimed}\`; reopen the issue`,
  },
  'refused-edit': {
    severity: 'error',
    what: 'A record that `flakebook confirm --write` left as it was.',
    why: 'What the runs propose is not in the record. The finding says what stood in the way; add the entry by hand.',
    message: ({ reason }: { reason: string }) =>
      `Unexpected obstacle to writing what the runs propose (${reason}), expected a record that can be edited; add the entry by hand`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof FIX_RULES> = makeFinding;
