import type { Issue } from '../../src/records/issue/issue.ts';
import type { Fix } from '../../src/records/issue/work.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import {
  buildBase,
  buildCause,
  buildFix,
  buildIssue,
  buildPattern,
  buildSuite,
  buildTask,
  entry,
} from './build.ts';

const DAY = '2026-01-04';
const triaged = [entry('triaged', '2026-01-04T12:04-05:00')];

function planned(id: string, horizon: string, effort: string, parts: Partial<Fix> = {}): Fix {
  return buildFix(id, effort, { horizon, ...parts });
}

/** What the seed's triage says of its five issues, as far as figures are made of it. */
export function buildSeed(): KnowledgeBase {
  const audit = buildTask('shared-state-audit', '1w', { horizon: 'long-term' });
  const base = buildBase(buildIssues(), [buildSuite('data-storage', { tasks: [audit] })]);
  const ids = ['async-timing', 'data-pollution', 'shared-state', 'eventual-consistency'];
  return { ...base, patterns: new Map(ids.map((id) => [id, buildPattern(id)])) };
}

function buildIssues(): Issue[] {
  return [
    buildIssue('DS-FLAKY-001', {
      impact: 'critical',
      causes: [buildCause('async-timing', { supported: DAY })],
      fixes: [buildFix('eventually-block')],
      timeline: [entry('fixed', DAY, { fix: 'eventually-block' })],
    }),
    buildIssue('DS-FLAKY-002', {
      impact: 'high',
      causes: [buildCause('data-pollution', { supported: DAY })],
      fixes: [buildFix('scoped-names'), planned('schema-isolation', 'short-term', '2h-4h')],
      timeline: [entry('fixed', DAY, { fix: 'scoped-names' })],
    }),
    buildIssue(
      'DS-FLAKY-003',
      {
        impact: 'medium',
        causes: [buildCause('shared-state', { supported: DAY })],
        fixes: [
          planned('serial-marker', 'immediate', '5m', { kind: 'mitigation' }),
          planned('unique-streams', 'short-term', '1d'),
        ],
        timeline: triaged,
      },
      'ab',
    ),
    buildIssue('DS-FLAKY-004', {
      impact: 'medium',
      causes: [buildCause('eventual-consistency', { supported: DAY })],
      fixes: [
        planned('eventually-filter', 'immediate', '30m'),
        planned('per-process-schemas', 'short-term', '1d'),
      ],
      timeline: triaged,
    }),
    buildIssue('DS-FLAKY-005', {
      impact: 'medium',
      causes: [buildCause('eventual-consistency', {}, { same: 'DS-FLAKY-004' })],
      fixes: [
        buildFix('eventually-filter', undefined, { same: 'DS-FLAKY-004' }),
        buildFix('per-process-schemas', undefined, { same: 'DS-FLAKY-004' }),
      ],
      timeline: triaged,
    }),
  ];
}
