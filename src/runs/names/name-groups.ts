import { BitTable } from '../verdict/bit-table.ts';
import type { TestName } from './test-name.ts';

/** Names that are one test, and the rosters in which a test of the group stands. */
export class NameGroups {
  private readonly names: readonly TestName[];
  private readonly indexes: ReadonlyMap<TestName, number>;
  /** Of each name another one of its group; of the one that stands for the group, itself. */
  private readonly parents: Uint32Array;
  private readonly members: TestName[][];
  /** A row for each name, a column for each roster. */
  private readonly rosters: BitTable;

  constructor(names: readonly TestName[], rosters: Iterable<readonly string[]>) {
    const lists = [...rosters];
    this.names = names;
    this.indexes = new Map(names.map((name, i) => [name, i]));
    this.parents = Uint32Array.from(names.keys());
    this.members = names.map((name) => [name]);
    this.rosters = new BitTable(names.length, lists.length);
    const byText = new Map(names.map(({ text }, i) => [text, i]));
    for (const [roster, tests] of lists.entries())
      for (const test of tests) {
        const i = byText.get(test);
        if (i !== undefined) this.rosters.set(i, roster);
      }
  }

  /** The name that stands for a group. */
  rootOf(name: TestName): TestName {
    return this.names[this.find(name)] ?? name;
  }

  /** In the order of the names. */
  membersOf(name: TestName): readonly TestName[] {
    return this.members[this.find(name)] ?? [];
  }

  /** Whether a roster has tests of both groups. */
  standTogether(a: TestName, b: TestName): boolean {
    return this.rosters.haveCommon(this.find(a), this.find(b));
  }

  join(a: TestName, b: TestName): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one === other) return;
    const [into, from] = one < other ? [one, other] : [other, one];
    this.parents[from] = into;
    const order = (name: TestName) => this.indexes.get(name) ?? -1;
    const all = [...(this.members[into] ?? []), ...(this.members[from] ?? [])];
    this.members[into] = all.sort((x, y) => order(x) - order(y));
    this.rosters.merge(into, from);
  }

  private find(name: TestName): number {
    let at = this.indexes.get(name) ?? -1;
    for (let parent = this.parents[at]; parent !== undefined && parent !== at; parent = this.parents[at]) {
      this.parents[at] = this.parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}
