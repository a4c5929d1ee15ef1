import type { Fault } from '../fault.ts';

export const AS_OF_FAULTS: readonly Fault[] = [
  {
    says: 'closed tests count as unresolved',
    file: 'src/asof/derive.ts',
    find: "testsUnresolved: count('unresolved'),",
    replace: "testsUnresolved: count('closed'),",
  },
  {
    says: 'stable tests leave out one unresolved test',
    file: 'src/asof/derive.ts',
    find: 'sized.filter(isUnresolved).length,',
    replace: 'sized.filter(isUnresolved).length + 1,',
  },
  {
    says: 'a test that two issues name counts twice',
    file: 'src/asof/derive.ts',
    find: 'state.key}',
    replace: 'state.id}',
  },
  {
    says: 'a suite may have fewer tests than issues name',
    file: 'src/asof/read-as-of.ts',
    find: 'named <= size.tests',
    replace: 'named >= 0',
  },
  {
    says: 'a mitigation makes tests stable',
    file: 'src/asof/derive.ts',
    find: "if (piece.fix.kind === 'fix') for (const id of tests)",
    replace: "if (piece.fix.kind !== 'relocation') for (const id of tests)",
    tests: ['test/asof/plan.test.ts'],
  },
  {
    says: 'a shared fix counts in each of its issues',
    file: 'src/asof/derive.ts',
    find: 'new Set(keyed.map(({ key }) => key)).size',
    replace: 'keyed.length',
  },
  {
    says: 'done tasks stay in the plan',
    file: 'src/asof/plan.ts',
    find: '.filter((task) => task.done === undefined)',
    replace: '',
  },
  {
    says: 'the oldest cause leads, and not the newest',
    file: 'src/asof/reading/causes.ts',
    find: 'view.instantMs(b.since) - view.instantMs(a.since)',
    replace: 'view.instantMs(a.since) - view.instantMs(b.since)',
  },
  {
    says: 'an answer is known before it is given',
    file: 'src/asof/reading/decisions.ts',
    find: 'view.sees(decision.answered);',
    replace: 'true;',
  },
  {
    says: 'a question is overdue on the day that it is due',
    file: 'src/asof/reading/as-of-view.ts',
    find: 'isPast: (when: When) => instantMs(when) < asOf.instantMs,',
    replace: 'isPast: (when: When) => instantMs(when) <= asOf.instantMs,',
    tests: ['test/asof/decisions.test.ts'],
  },
  {
    says: 'a reopened issue keeps its fix as applied',
    file: 'src/asof/reading/fixes.ts',
    find: "all.includes('fell')",
    replace: "all.filter((one) => one === 'fell').length > 1",
  },
  {
    says: 'what was tried in vain stays in the plan',
    file: 'src/asof/reading/trials.ts',
    find: "outcome === 'failed' || (result !== undefined && outcome !== 'helped')",
    replace: "outcome === 'failed'",
  },
  {
    says: 'a fix is known before anybody names it',
    file: 'src/asof/reading/known.ts',
    find: '[fix.proposed ?? [], named, question].flat()',
    replace: '[fix.proposed ?? []].flat()',
  },
  {
    says: 'the oldest size of a suite counts',
    file: 'src/asof/read-as-of.ts',
    find: 'instantMs(size.date) >= instantMs(newest.date)',
    replace: 'instantMs(size.date) <= instantMs(newest.date)',
  },
  {
    says: 'the difference forgets what is gone',
    file: 'src/asof/diff.ts',
    find: 'const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];',
    replace: 'const keys = [...after.keys()];',
    tests: ['test/asof/diff.test.ts', 'test/asof/laws.test.ts'],
  },
  {
    says: 'issues without an impact come first',
    file: 'src/asof/derive.ts',
    find: 'isMissing(a) - isMissing(b)',
    replace: 'isMissing(b) - isMissing(a)',
  },
  {
    says: 'the dates of an issue forget those of its decisions',
    file: 'src/asof/read-as-of.ts',
    find: '[decision.asked ?? [], decision.answered ?? []].flat()',
    replace: '[decision.asked ?? []].flat()',
  },
];
