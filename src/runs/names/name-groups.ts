import { compareText } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { BitTable } from '../verdict/bit-table.ts';
import { bestOf, type NameIndex, type TiedName } from './name-index.ts';
import { isFirm, tieOf } from './name-ties.ts';
import type { TestName } from './test-name.ts';

/** Names that are one test, and the rosters in which a test of the group stands. */
function createGroups(names: readonly TestName[], rosters: Iterable<readonly string[]>) {
  const lists = [...rosters];
  const indexes = new Map(names.map((name, i) => [name, i]));
  /** Of each name another one of its group; of the one that stands for the group, itself. */
  const parents = Uint32Array.from(names.keys());
  const members = names.map((name) => [name]);
  /** A row for each name, a column for each roster. */
  const table = new BitTable(names.length, lists.length);
  const byText = new Map(names.map(({ text }, i) => [text, i]));
  for (const [roster, tests] of lists.entries())
    for (const test of tests) {
      const i = byText.get(test);
      if (i !== undefined) table.set(i, roster);
    }
  return {
    /** The name that stands for a group. */
    rootOf(name: TestName): TestName {
      return names[find(name)] ?? name;
    },
    /** In the order of the names. */
    membersOf(name: TestName): readonly TestName[] {
      return members[find(name)] ?? [];
    },
    /** Whether a roster has tests of both groups. */
    standTogether(a: TestName, b: TestName): boolean {
      return table.haveCommon(find(a), find(b));
    },
    join(a: TestName, b: TestName): void {
      const [one, other] = [find(a), find(b)];
      if (one === other) return;
      const [into, from] = one < other ? [one, other] : [other, one];
      parents[from] = into;
      const order = (name: TestName) => indexes.get(name) ?? -1;
      const all = [...(members[into] ?? []), ...(members[from] ?? [])];
      members[into] = all.sort((x, y) => order(x) - order(y));
      table.merge(into, from);
    },
  };

  function find(name: TestName): number {
    let at = indexes.get(name) ?? -1;
    for (let parent = parents[at]; parent !== undefined && parent !== at; parent = parents[at]) {
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}

export type NameGroups = ReturnType<typeof createGroups>;

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
  const groups = createGroups(names, rosters);
  const proposals = [...names]
    .sort((a, b) => compareText(a.text, b.text))
    .flatMap((name): Proposal[] => {
      const [first, ...others] = bestOf(
        index.find(name, (other) => isFirm(other) && !groups.standTogether(name, other.name)),
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
