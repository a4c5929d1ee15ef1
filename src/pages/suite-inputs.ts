import { isStatus } from '../core/status.ts';
import type { Decision } from '../records/issue/decision.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { Suite } from '../records/suite/suite.ts';

/** Gives the records that the pages of one suite read, as parts of a page's inputs. */
export type SuiteInputs = (suite: Suite) => readonly unknown[];

/**
 * A suite's pages show its own issues, those of others that they name, questions that are about them, and the records
 * that all suites share. Of every other issue they show no more than whether it exists at the date.
 */
export function createSuiteInputs(kb: KnowledgeBase): SuiteInputs {
  const patterns = [...kb.patterns.values()];
  const references = [...kb.references.values()];
  const firstStatuses = [...kb.issues.values()].map(({ id, timeline }) => [
    id,
    timeline.filter(({ word }) => isStatus(word)).map(({ at }) => at),
  ]);
  const decisions = [...kb.issues.values(), ...kb.suites.values()].flatMap((home) =>
    home.decisions.map((decision) => ({ home: home.id, decision })),
  );
  const bySuite = Map.groupBy(kb.issues.values(), ({ suite }) => suite);
  // A pattern's prose may have figures of the whole book in it.
  const wholeBook = patterns.some(({ figures }) => figures !== undefined) ? kb : undefined;
  const known = new Map<string, readonly unknown[]>();
  const collect: SuiteInputs = (suite) => {
    const issues = withNamed(kb, bySuite.get(suite.id) ?? []);
    const ids = new Set(issues.map(({ id }) => id));
    const about = decisions.filter(({ decision }) => concerns(decision, ids));
    const titles = [...kb.suites.values()].map(({ id, title }) => [id, title]);
    const evidence = kb.evidence.get(suite.id);
    const shared = [patterns, references, firstStatuses, wholeBook];
    return [kb.book, suite, issues, about, titles, evidence, ...shared];
  };
  return (suite) => {
    const inputs = known.get(suite.id) ?? collect(suite);
    known.set(suite.id, inputs);
    return inputs;
  };
}

/** The issues and all that they name, as far as the names lead. */
function withNamed(kb: KnowledgeBase, issues: readonly Issue[]): Issue[] {
  const found = new Map(issues.map((issue) => [issue.id, issue]));
  const queue = [...issues];
  for (let issue = queue.pop(); issue !== undefined; issue = queue.pop()) {
    for (const id of namedBy(issue)) {
      const named = kb.issues.get(id);
      if (!named || found.has(id)) continue;
      found.set(id, named);
      queue.push(named);
    }
  }
  return [...found.values()];
}

function namedBy({ causes, fixes, related, decisions, timeline }: Issue): string[] {
  return [
    ...[...causes, ...fixes].flatMap(({ same }) => (same === undefined ? [] : [same])),
    ...related.map(({ issue }) => issue),
    ...decisions.flatMap(namedByDecision),
    ...timeline.flatMap(({ by }) => (by === undefined ? [] : [by])),
  ];
}

function namedByDecision({ about, covers, options }: Decision): string[] {
  return [...about, ...[...covers, ...options].map((option) => option.split('/')[0] ?? option)];
}

/** Whether a question is about one of these issues, or about a fix of one. */
export function concerns(decision: Decision, issues: ReadonlySet<string>): boolean {
  return namedByDecision(decision).some((id) => issues.has(id));
}
