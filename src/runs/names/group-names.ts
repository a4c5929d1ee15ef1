import { compareText } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { NameGroups } from './name-groups.ts';
import { bestOf, type NameIndex, type TiedName } from './name-index.ts';
import { tieOf } from './name-ties.ts';
import type { TestName } from './test-name.ts';

/** A name and the others that it may be one test with, all of them as good. */
interface Proposal {
  readonly name: TestName;
  readonly best: readonly [TiedName, ...TiedName[]];
}

/**
 * Puts the names of one test together: equal names first, then those that end with each other, the longer ends first. Two
 * names that stand in one roster are two tests, and a name that fits two tests is a test of its own. What comes out does
 * not depend on the order of names or rosters.
 */
export function groupNames(
  names: readonly TestName[],
  index: NameIndex,
  rosters: Iterable<readonly string[]>,
): NameGroups {
  const groups = new NameGroups(names, rosters);
  const proposals = [...names]
    .sort((a, b) => compareText(a.text, b.text))
    .flatMap((name): Proposal[] => {
      const [first, ...others] = bestOf(
        index.find(name, (other) => other.tie.kind !== 'loose' && !groups.standTogether(name, other.name)),
      );
      return first ? [{ name, best: [first, ...others] }] : [];
    });
  const levels = Map.groupBy(proposals, ({ best: [{ tie }] }) => `${tie.kind} ${tie.common}`);
  const inOrder = [...levels.values()].sort(
    ([a], [b]) =>
      compareText(b?.best[0].tie.kind ?? '', a?.best[0].tie.kind ?? '') ||
      (b?.best[0].tie.common ?? 0) - (a?.best[0].tie.common ?? 0),
  );
  for (const level of inOrder) joinLevel(level, groups);
  return groups;
}

/** Joins what fits as well. Who proposes the same partner without fitting each other is refused alike. */
function joinLevel(level: readonly Proposal[], groups: NameGroups): void {
  const wanted = new Map<TestName, Set<TestName>>();
  for (const { name, best } of level) {
    const targets = new Set(best.map((tied) => groups.rootOf(tied.name)));
    const [target] = targets;
    if (target === undefined || targets.size > 1 || target === groups.rootOf(name)) continue;
    atKey(wanted, target, () => new Set()).add(groups.rootOf(name));
  }
  const fitting = [...wanted].filter(([target, proposers]) => canBeOne([target, ...proposers], groups));
  for (const [target, proposers] of fitting)
    for (const proposer of proposers)
      if (canBeOne([groups.rootOf(target), groups.rootOf(proposer)], groups)) groups.join(target, proposer);
}

function canBeOne(roots: readonly TestName[], groups: NameGroups): boolean {
  return roots.every((a, i) =>
    roots.slice(0, i).every((b) => a === b || (!groups.standTogether(a, b) && areTied(a, b, groups))),
  );
}

function areTied(a: TestName, b: TestName, groups: NameGroups): boolean {
  return groups
    .membersOf(a)
    .every((one) => groups.membersOf(b).every((other) => tieOf(one, other) !== undefined));
}
