import { compareText } from '../core/finding.ts';
import { STATUS_WORDS, type StatusGroup } from '../core/status.ts';
import { LOCI } from '../records/issue/issue.ts';
import type { Figure, Figures } from './figures.ts';
import type { Scope } from './scope.ts';
import type { IssueReading } from './snapshot.ts';

type IssueCounts = Pick<
  Figures,
  'issues' | 'byStatus' | 'byGroup' | 'byPattern' | 'byImpact' | 'byLocus' | 'firstDiagnosesFallen'
>;

const GROUPS: readonly StatusGroup[] = ['unresolved', 'resolved', 'closed'];

/** Counts issues. A breakdown holds only what occurs; issues without a value are under the empty string, last. */
export function countIssues({ issues, snapshot }: Scope): IssueCounts {
  const impacts = snapshot.kb.book.impacts.map((impact) => impact.id);
  return {
    issues: { unit: 'issues', value: issues.length },
    byStatus: arrange(
      breakDown(issues, ({ status }) => status),
      byRank(STATUS_WORDS),
    ),
    byGroup: arrange(
      breakDown(issues, ({ group }) => group),
      byRank(GROUPS),
    ),
    byPattern: arrange(
      breakDown(issues, ({ leading }) => leading?.cause.pattern ?? ''),
      byCount,
    ),
    byImpact: arrange(
      breakDown(issues, ({ issue }) => issue.impact ?? ''),
      byRank(impacts),
    ),
    byLocus: arrange(
      breakDown(issues, ({ issue }) => issue.locus ?? ''),
      byRank(LOCI),
    ),
    firstDiagnosesFallen: countFallenDiagnoses(issues),
  };
}

function countFallenDiagnoses(issues: readonly IssueReading[]): Figure {
  const first = issues.flatMap(({ causes }) => causes[0] ?? []);
  const fallen = first.filter(({ state }) => state === 'refuted' || state === 'superseded');
  return { unit: 'issues', value: fallen.length, of: first.length };
}

type Share<K> = readonly [K, Figure];

function breakDown<K extends string>(
  issues: readonly IssueReading[],
  key: (issue: IssueReading) => K,
): Share<K>[] {
  const groups = Map.groupBy(issues, key);
  return [...groups].map(([value, members]) => [
    value,
    { unit: 'issues', value: members.length, of: issues.length },
  ]);
}

function arrange<K extends string>(
  shares: Share<K>[],
  compare: (a: Share<K>, b: Share<K>) => number,
): Map<K, Figure> {
  const isMissing = ([value]: Share<K>) => (value === '' ? 1 : 0);
  return new Map(shares.sort((a, b) => isMissing(a) - isMissing(b) || compare(a, b)));
}

/** In the order of a list; what is not in it follows in the order of its text. */
function byRank(order: readonly string[]): (a: Share<string>, b: Share<string>) => number {
  const ranks = new Map(order.map((value, index) => [value, index]));
  const rank = (value: string) => ranks.get(value) ?? order.length;
  return ([a], [b]) => rank(a) - rank(b) || compareText(a, b);
}

function byCount([a, inA]: Share<string>, [b, inB]: Share<string>): number {
  return inB.value - inA.value || compareText(a, b);
}
