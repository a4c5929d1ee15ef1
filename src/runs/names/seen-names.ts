import { compareText } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { groupNames, type NameGroups } from './name-groups.ts';
import { bestOf, NameIndex } from './name-index.ts';
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
