import { compareText } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { BitTable } from '../verdict/bit-table.ts';
import { bestOf, NameIndex, type TiedName } from './name-index.ts';
import { isFirm, mayShareFile, tieOf } from './name-ties.ts';
import { readName, type TestName } from './test-name.ts';

/** The name that stands for a test, or why there is none. */
export type Found = TestName | 'none' | 'several';

/** The names of a run history, put together, in the order in which they were given. */
export class SeenNames {
  readonly byText: ReadonlyMap<string, TestName>;
  readonly groups: NameGroups;
  private readonly index = new NameIndex();
  private bags: ReadonlyMap<string, readonly TestName[]> | undefined;

  constructor(names: Iterable<string>, rosters: Iterable<readonly string[]>) {
    const byText = new Map<string, TestName>();
    for (const text of names) {
      const name = byText.get(text) ?? readName(text);
      byText.delete(text);
      byText.set(text, name);
    }
    for (const name of byText.values()) this.index.add(name);
    this.byText = byText;
    this.groups = groupNames([...byText.values()], this.index, rosters);
  }

  /** The name that stands for the only test that a name fits. */
  find(text: string, at = ''): Found {
    const same = this.byText.get(text);
    if (same) return this.groups.rootOf(same);
    const name = readName(text, at);
    const tied = bestOf(this.index.find(name, isFirm)).map((best) => best.name);
    const fitting = tied.filter((other) => this.contradictsNone(name, other));
    // Tests may differ by what is between words only: `a b` and `a_b`.
    const exact = fitting.filter(({ spelling }) => ` ${spelling}`.endsWith(` ${name.spelling}`));
    const found = this.oneOf(exact.length > 0 ? exact : fitting);
    return found === 'none' ? this.oneOf(this.inOtherOrder(name)) : found;
  }

  /** The names that stand for a test each. */
  *roots(): Generator<TestName> {
    for (const name of this.byText.values()) if (this.groups.rootOf(name) === name) yield name;
  }

  /** All names of the test that a name stands for, in the order in which they were given. */
  textsOf(root: TestName): readonly string[] {
    return this.groups.membersOf(root).map(({ text }) => text);
  }

  /** An older name may have stood in another file. */
  findAlias(alias: string, at = ''): Found {
    const found = this.find(alias, at);
    return typeof found === 'object' ? found : this.find(alias);
  }

  /** A name that leaves out its containers fits any: then those of the same test in another format decide. */
  private contradictsNone(name: TestName, tied: TestName): boolean {
    const others = this.groups.membersOf(tied).filter((other) => tieOf(other, tied) !== undefined);
    return others.every((other) => tieOf(name, other) !== undefined);
  }

  /** Some people, and older tools, write the innermost container first. */
  private inOtherOrder(name: TestName): readonly TestName[] {
    this.bags ??= collectBags(this.byText.values());
    const found = this.bags.get(bagOf(name.words.slice(name.start))) ?? [];
    return found.filter((other) => mayShareFile(name, other));
  }

  private oneOf(found: readonly TestName[]): Found {
    const roots = new Set(found.map((name) => this.groups.rootOf(name)));
    const [root] = roots;
    if (root === undefined) return 'none';
    return roots.size === 1 ? root : 'several';
  }
}

/** Names by their words in any order, the last one apart; also without the suite that a tool puts around them. */
function collectBags(names: Iterable<TestName>): ReadonlyMap<string, readonly TestName[]> {
  const bags = new Map<string, TestName[]>();
  for (const name of names)
    for (const start of new Set([name.start, name.afterScope]))
      atKey(bags, bagOf(name.words.slice(start)), () => []).push(name);
  return bags;
}

function bagOf(words: string[]): string {
  const last = words.pop();
  return JSON.stringify([last, words.sort(compareText)]);
}

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

type NameGroups = ReturnType<typeof createGroups>;

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
function groupNames(
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
