import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import { makeAsOf } from './as-of.ts';
import { createCauseResolver } from './reading/causes.ts';
import { collectRejections, readDecision } from './reading/decisions.ts';
import { createFixResolver } from './reading/fixes.ts';
import { readIssue } from './reading/issue.ts';
import { createSight, type Sight } from './reading/sight.ts';
import { readStatus, type StatusReading } from './reading/status.ts';
import { readSuite } from './reading/suite.ts';
import type { DecisionReading, IssueReading, Snapshot } from './snapshot.ts';

/**
 * Reads a knowledge base as of a date that has passed `isWhen`: whatever is dated later is absent or undone.
 * The result depends on the records alone, not on the order of the maps. Linear in the size of the records.
 */
export function readAsOf(kb: KnowledgeBase, asOf: When): Snapshot {
  const sight = createSight(kb.book, makeAsOf(kb.book, asOf));
  const existing = readStatuses(kb, sight);
  const decisions = readDecisions(kb, existing, sight);
  const around = {
    sight,
    resolveCause: createCauseResolver(kb),
    resolveFix: createFixResolver(kb),
    rejections: collectRejections(decisions, sight),
    decisions: groupByIssue(decisions),
  };
  const issues = new Map<string, IssueReading>();
  for (const [issue, progress] of existing) issues.set(issue.id, readIssue(issue, progress, around));

  const issuesBySuite = Map.groupBy(issues.values(), ({ issue }) => issue.suite);
  const ofSuites = decisions.filter(({ home }) => home.kind === 'suite');
  const decisionsBySuite = Map.groupBy(ofSuites, ({ home }) => home.id);
  const suites = new Map(
    sortById(kb.suites).map((suite) => {
      const own = decisionsBySuite.get(suite.id) ?? [];
      return [suite.id, readSuite(suite, issuesBySuite.get(suite.id) ?? [], own, sight)];
    }),
  );
  const evidence = new Map(
    sortById(kb.evidence).flatMap((kept) => (sight.sees(kept.date) ? [[kept.id, kept]] : [])),
  );
  return { kb, asOf: sight.asOf, issues, suites, evidence, decisions };
}

/** The issues that exist at the date, in id order. */
function readStatuses(kb: KnowledgeBase, sight: Sight): ReadonlyMap<Issue, StatusReading> {
  const statuses = new Map<Issue, StatusReading>();
  for (const issue of sortById(kb.issues)) {
    const progress = readStatus(issue, sight);
    if (progress !== undefined) statuses.set(issue, progress);
  }
  return statuses;
}

function readDecisions(
  kb: KnowledgeBase,
  existing: ReadonlyMap<Issue, StatusReading>,
  sight: Sight,
): DecisionReading[] {
  const ids = new Set([...existing.keys()].map(({ id }) => id));
  const exists = (issue: string) => ids.has(issue);
  const homes = [...existing.keys(), ...sortById(kb.suites)];
  return homes.flatMap(({ kind, id, decisions }) =>
    decisions.flatMap((decision) => readDecision(decision, { kind, id }, exists, sight) ?? []),
  );
}

/** Decisions by the issues that they show on, each issue's own first. */
function groupByIssue(decisions: readonly DecisionReading[]): Map<string, DecisionReading[]> {
  const groups = new Map<string, DecisionReading[]>();
  const add = (issue: string, decision: DecisionReading) => {
    const group = groups.get(issue);
    if (group) group.push(decision);
    else groups.set(issue, [decision]);
  };
  for (const decision of decisions) if (decision.home.kind === 'issue') add(decision.home.id, decision);
  for (const decision of decisions) {
    const { home, issues } = decision;
    for (const issue of issues) if (home.kind === 'suite' || issue !== home.id) add(issue, decision);
  }
  return groups;
}

function sortById<T extends { readonly id: string }>(records: ReadonlyMap<string, T>): T[] {
  return [...records.values()].sort((a, b) => compareText(a.id, b.id));
}
