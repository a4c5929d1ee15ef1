import type { AsOf } from '../../src/asof/snapshot.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { STATUS_WORDS } from '../../src/core/status.ts';
import type { Cause, Issue, Test } from '../../src/records/issue/issue.ts';
import type { Decision, Fix, Task } from '../../src/records/issue/work.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import type { Suite } from '../../src/records/suite/suite.ts';
import {
  buildCause,
  buildDecision,
  buildEvidence,
  buildFix,
  buildIssue,
  buildRun,
  buildSuite,
  buildTask,
  buildTest,
  entry,
} from './build.ts';

const LATER = '2026-06-01';

/**
 * The same records with things that happened after a date (which lies before June 2026): entries at both ends of
 * the files, new states, questions, answers, sizes, runs, documents, evidence, tasks done, and a suite and an issue that
 * nobody had found yet.
 */
export function addLater(base: KnowledgeBase, asOf: AsOf): KnowledgeBase {
  const { instantMs } = createCalendar(base.book.timeZone);
  const isSeen = (when: string) => instantMs(when) <= asOf.instantMs;
  // A reason without a date is that of the newest state: a later state takes it away, as a changed record does.
  const causes = [...base.issues.values()].flatMap((issue) => issue.causes);
  const explained = new Set(causes.flatMap(({ id, because }) => (because === undefined ? [] : id)));
  const canFall = ({ id, states }: Cause) => !explained.has(id) && states.some(({ at }) => isSeen(at));
  const isDated = (fix: Fix, { timeline }: Issue) =>
    fix.proposed !== undefined || timeline.some((one) => one.fix === fix.id && isSeen(one.at));
  const issues = new Map(
    [...base.issues].map(([id, issue]) => [
      id,
      // The first entry that names a fix says since when it is known, where nothing else does.
      extendIssue(
        issue,
        canFall,
        issue.fixes.find((fix) => isDated(fix, issue)),
      ),
    ]),
  );
  const suites = new Map([...base.suites].map(([id, suite]) => [id, extendSuite(suite)]));
  suites.set(
    'later',
    buildSuite('later', {
      size: [{ date: LATER, tests: 9 }],
      decisions: [buildDecision('undated', { about: [...issues.keys()] })],
      tasks: [buildTask('undated', '1d')],
    }),
  );
  const found = buildIssue('AA-FLAKY-001', {
    decisions: [buildDecision('undated', { about: [...issues.keys()] })],
    timeline: [entry('introduced', '2025-12-01'), entry('open', LATER)],
  });
  const references = new Map(
    [...base.references].map(([id, group]) => [
      id,
      {
        ...group,
        items: [
          ...group.items.map((item) => ({ ...item, missing: item.missing ?? LATER })),
          { id: `${id}-later`, title: 'Written later', path: 'later.md', date: LATER },
        ],
      },
    ]),
  );
  const evidence = new Map([...suites.keys()].map((id) => [id, buildEvidence(id, LATER)]));
  return { ...base, issues: issues.set(found.id, found), suites, references, evidence };
}

function extendIssue(issue: Issue, canFall: (cause: Cause) => boolean, dated: Fix | undefined): Issue {
  const fix = dated?.id;
  return {
    ...issue,
    observed: [COUNTED, ...issue.observed],
    tests: [...issue.tests.map(rename).map(count), { ...buildTest('y'), found: LATER }, buildTest('z')],
    fixes: [
      buildFix('proposed-later', '1d', { proposed: LATER }),
      ...issue.fixes,
      buildFix('named-later', '1d', { kind: 'mitigation' }),
    ],
    references: [...issue.references, 'design-later'],
    related: [...issue.related, { kind: 'same-area', issue: 'AA-FLAKY-001' }],
    timeline: [
      entry('reopened', LATER),
      ...issue.timeline,
      entry('open', LATER, { tests: ['z'] }),
      entry('fix-proposed', LATER, { fix: 'proposed-later' }),
      entry('mitigated', LATER, { fix: 'named-later', until: LATER }),
      entry('fixed', LATER, fix === undefined ? {} : { fix }),
      entry('reverted', LATER),
      entry('seen', LATER),
      entry('noted', LATER),
      entry('tried', LATER, fix === undefined ? { result: 'worse' } : { fix, result: 'worse' }),
      ...STATUS_WORDS.map((word) => entry(word, LATER)),
      ...issue.tests
        .filter(canBeRenamed)
        .map(({ letter, name }) => entry('renamed', LATER, { tests: [letter], to: `${name}, renamed` })),
    ],
    causes: [
      // A first state would end the time in which a cause is taken for proposed, or as that of another issue.
      ...issue.causes.map((cause) =>
        canFall(cause)
          ? { ...cause, states: [...cause.states, { state: 'superseded' as const, at: LATER }] }
          : cause,
      ),
      buildCause('found-later', { supported: LATER }),
    ],
    decisions: extendDecisions(issue.decisions, issue.id),
    tasks: [...issue.tasks.map(finish), buildTask('task-later', '1d', { proposed: LATER })],
  };
}

const COUNTED = { date: LATER, failed: 1, of: 9, where: [], with: {} };

function count(test: Test): Test {
  return { ...test, observed: [COUNTED, ...test.observed] };
}

/** Of a test that had several names, nobody knows which one it had when. */
function canBeRenamed({ name, aliases }: Test): boolean {
  return name !== undefined && aliases.length === 0;
}

function rename(test: Test): Test {
  const { name } = test;
  return name !== undefined && canBeRenamed(test)
    ? { ...test, name: `${name}, renamed`, aliases: [name] }
    : test;
}

function extendDecisions(decisions: readonly Decision[], about: string): Decision[] {
  return [
    ...decisions.map((decision) =>
      decision.answered === undefined
        ? { ...decision, answered: LATER, chosen: 'filter', why: 'Time', rejected: ['serial-marker'] }
        : decision,
    ),
    buildDecision('asked-later', { asked: LATER, about: [about] }),
  ];
}

function extendSuite(suite: Suite): Suite {
  return {
    ...suite,
    size: [{ date: LATER, tests: 1 }, ...suite.size],
    runs: [...suite.runs, buildRun('later', LATER)],
    decisions: extendDecisions(suite.decisions, 'DS-FLAKY-001'),
    tasks: [buildTask('task-later', '1d', { proposed: LATER }), ...suite.tasks.map(finish)],
  };
}

function finish(task: Task): Task {
  return { ...task, done: task.done ?? LATER };
}
