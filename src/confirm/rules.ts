import { type MakeFinding, makeFinding, type RuleTable, type Texts } from '../core/rule.ts';

/** About fixes that the runs since do not bear out. Only measured runs can show one. */
export const FIX_RULES = {
  'relapsed-fix': {
    what: 'A test that failed again, as its issue describes, after its timeline says it was fixed.',
    why: 'The issue counts as resolved although its test still fails. Add `reopened` to the timeline by hand, or with `flakebook confirm --write`.',
    message: ({ test, run, at, word, claimed }: Texts<'test' | 'run' | 'at' | 'word' | 'claimed'>) =>
      `${test} failed again after \`${word}: ${claimed}\`: reopen the issue (run \`${run}\` of ${at})`,
  },
  'refused-edit': {
    what: 'A record that `flakebook confirm --write` did not change.',
    why: 'The record lacks what the runs propose. The finding says what was in the way. Add the entry by hand.',
    message: ({ reason }: { reason: string }) => `Record left unchanged: add the entry by hand (${reason})`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof FIX_RULES> = makeFinding;
