import type { DecisionReading, IssueReading, Snapshot, SuiteReading } from './snapshot.ts';

/** The part of a snapshot that figures are about: one suite, or the whole book. Lists are in id order. */
export interface Scope {
  readonly snapshot: Snapshot;
  readonly issues: readonly IssueReading[];
  readonly suites: readonly SuiteReading[];
  /** Decisions of the suite and those that show on its issues, each once. */
  readonly decisions: readonly DecisionReading[];
}

/** Without `suite` the whole book; a suite that is not in the book has an empty scope. */
export function makeScope(snapshot: Snapshot, suite?: string): Scope {
  if (suite === undefined) {
    const { issues, suites, decisions } = snapshot;
    return { snapshot, issues: [...issues.values()], suites: [...suites.values()], decisions };
  }
  const reading = snapshot.suites.get(suite);
  if (reading === undefined) return { snapshot, issues: [], suites: [], decisions: [] };
  const ofIssues = reading.issues.flatMap((issue) => issue.decisions);
  return {
    snapshot,
    issues: reading.issues,
    suites: [reading],
    decisions: [...new Set([...ofIssues, ...reading.decisions])],
  };
}
