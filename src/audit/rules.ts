import { type MakeFinding, makeFinding, type Rule, type RuleId, type RuleTable } from '../core/rule.ts';

/** What is said at the place, quoted; what stands against it, each with its line where that is another; the reckoning. */
type Args = { said: string; against: string; because: string };

/** A rule of numbers in prose; its examples are Markdown, the wrong one with one finding. */
function rule(words: Pick<Rule<string>, 'what' | 'why' | 'wrong' | 'right'>) {
  return {
    severity: 'error' as const,
    ...words,
    message: ({ said, against, because }: Args) =>
      against === ''
        ? `Unexpected ${said}, expected a value that can be true: ${because}`
        : `Unexpected ${said} beside ${against}, expected values that can all be true: ${because}`,
  };
}

export const AUDIT_RULES = {
  'audit-share': rule({
    what: 'A percentage that its own counts do not give.',
    why: 'Somebody will act on one of the two. The percentage may be rounded or cut to the digits that it has; write the one that the counts give, or leave it out.',
    wrong: 'Stable: 155/157 (98.1%)',
    right: 'Stable: 155/157 (98.7%)',
  }),
  'audit-part': rule({
    what: 'A part that is larger than its whole.',
    why: 'One of the two numbers is wrong, or they count different things. Name both things.',
    wrong: 'So far 6 of 5 issues are fixed.',
    right: 'So far 5 of 6 issues are fixed.',
  }),
  'audit-list': rule({
    what: 'A number that announces more or fewer entries than follow.',
    why: 'Readers trust the number and miss the entry that was added later, or look for one that is not there. Count the entries, or leave the number out.',
    wrong: 'These two tests are flaky:\n\n- login\n- search\n- checkout',
    right: 'These three tests are flaky:\n\n- login\n- search\n- checkout',
  }),
  'audit-sum': rule({
    what: 'A total that its parts do not add up to.',
    why: 'A sum that was typed is not redone when a part changes. Add the parts again.',
    wrong: '| Cause | Tests |\n| --- | --- |\n| Timing | 4 |\n| Shared state | 3 |\n| Total | 8 |',
    right: '| Cause | Tests |\n| --- | --- |\n| Timing | 4 |\n| Shared state | 3 |\n| Total | 7 |',
  }),
  'audit-size': rule({
    what: 'Another size of the suite than the one that the document or the knowledge base gives.',
    why: 'Shares of different wholes cannot be compared. Where tests were added, say so and date both sizes.',
    wrong: '**Test suite size**: 157 tests\n\n**Stability**: 155/159 stable',
    right: '**Test suite size**: 157 tests\n\n**Stability**: 155/157 stable',
  }),
  'audit-stable': rule({
    what: 'Stable tests that are not the size of the suite minus the tests that remain flaky.',
    why: 'A test is stable or it is not: what remains flaky cannot be counted as stable. Issues often have more than one test.',
    wrong: '**Stability**: 155/157 stable\n\n**Remaining**: 4 flaky tests remain',
    right: '**Stability**: 153/157 stable\n\n**Remaining**: 4 flaky tests remain',
  }),
  'audit-count': rule({
    what: 'A total of issues or tests that does not fit those that the document lists or the knowledge base has.',
    why: 'The list is what people work from; the total is what others read. Count issues and tests apart: one issue may make several tests flaky.',
    wrong: '**Scope**: All 2 flaky tests\n\n- **CI-001a/b**: login\n- **CI-002**: search',
    right: '**Scope**: All 3 flaky tests\n\n- **CI-001a/b**: login\n- **CI-002**: search',
  }),
  'audit-same': rule({
    what: 'Two values for one thing in one document.',
    why: 'Only one of them can be right, and nobody can tell which. Say it once, or say what changed between the two.',
    wrong: '**Status**: 2 fixed\n\n## Summary\n\n**Status**: 3 fixed',
    right: '**Status**: 3 fixed\n\n## Summary\n\n**Status**: 3 fixed',
  }),
  'audit-strength': {
    severity: 'warning' as const,
    what: 'A claim about all runs to come that rests on a few green ones.',
    why: 'One green run cannot tell a stable suite from one that fails every other time. Say how many runs you made, or run the suite until the number shows what you claim: 73 green runs leave at most 5%.',
    wrong: 'After the fix all tests pass consistently (3/3 runs).',
    right: 'After the fix all tests passed in 3/3 runs.',
    message: ({ said, because }: Args) => `Unexpected ${said}, expected what the runs show: ${because}`,
  },
} satisfies RuleTable<string>;

export type AuditRuleId = RuleId<typeof AUDIT_RULES>;

/** Makes findings about numbers in prose. */
export const finding: MakeFinding<typeof AUDIT_RULES> = makeFinding;
