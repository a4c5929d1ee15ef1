import { compareText } from '../../core/finding.ts';
import { once } from '../../core/kept.ts';
import { parseLocator } from '../../core/test-locator.ts';
import { containersOf } from '../verdict/set-ups.ts';
import { CoveredNames, wholesOf, withoutLabels } from './covered.ts';
import { bestOf, NameIndex, type TiedName } from './name-index.ts';
import { isFirm } from './name-ties.ts';
import { SeenNames } from './seen-names.ts';
import { readName, type TestName } from './test-name.ts';

/** A test as an issue names it. */
export interface NamedTest {
  /** `DS-FLAKY-003a`, as in `TestState.id`. */
  readonly testId: string;
  readonly issue: string;
  readonly name?: string;
  /** Other names of the same test, older and newer ones. */
  readonly aliases: readonly string[];
  /** `path:line`: a name that tells no file is looked for in this one. */
  readonly at?: string;
}

/**
 * Ties names of tests: names that have the same words, or of which one ends with the other at the end of a container,
 * where their files do not contradict and nothing else fits as well. The end of a sentence is not enough: `adds items` may
 * be another test than `never adds items`. Names without an issue are tied to each other too,
 * unless they stand in one roster. A name of many tests (a class, a wildcard, a parameterised test without its values) ties
 * them all, and a test of Go's its subtests that no issue names. An issue joins the names and aliases of its test whatever they are.
 * Near linear in the number of names and tests.
 * @param names printed locators, the newest last: the last name of a test without an issue is its key.
 * @param rosters lists of names that stand side by side somewhere, and so are different tests.
 */
export function identifyTests(
  tests: readonly NamedTest[],
  names: Iterable<string>,
  rosters: Iterable<readonly string[]> = [],
): Identity {
  const seen = new SeenNames(names, rosters);
  const inOrder = [...tests].sort((a, b) => compareText(a.testId, b.testId));
  const neverSeen = new Map<string, string>();
  const ambiguous = new Map<string, string>();
  const ties = new Map<NamedTest, TestName>();
  for (const test of inOrder) {
    const found = test.name === undefined ? 'none' : seen.find(test.name, test.at);
    if (test.name !== undefined && found === 'none') neverSeen.set(test.testId, test.name);
    if (test.name !== undefined && found === 'several') ambiguous.set(test.testId, test.name);
    const others = test.aliases.map((alias) => seen.findAlias(alias, test.at));
    const [first, ...rest] = [found, ...others].filter((name) => typeof name === 'object');
    if (first === undefined) continue;
    for (const other of rest) seen.groups.join(first, other);
    ties.set(test, first);
  }
  joinSubtests(seen, new Set(ties.values()));
  // A name of many tests leaves those alone that an issue names by themselves.
  const taken = new Set([...ties.values()].map((name) => seen.groups.rootOf(name)));
  const free = once(() => new CoveredNames([...seen.roots()].filter((root) => !taken.has(root))));
  for (const test of inOrder) {
    const name = neverSeen.get(test.testId);
    if (name === undefined || ties.has(test)) continue;
    const covered = free().find(name, test.at);
    if (covered === 'several') ambiguous.set(test.testId, name);
    const [first, ...rest] = covered === 'several' ? [] : covered;
    if (covered === 'several' || first) neverSeen.delete(test.testId);
    if (!first) continue;
    for (const other of rest) seen.groups.join(first, other);
    ties.set(test, first);
  }
  return new Identity(inOrder, ties, seen, neverSeen, ambiguous);
}

/** A test of Go's, which fails with its subtests; where one of them failed, a run has only that. */
const GO_TEST = /^(?:Test|Fuzz|Example|Benchmark)(?![a-z])\S*$/;

/** Joins tests that issues name with their subtests at any depth, unless an issue names these, or what is around them. */
function joinSubtests(seen: SeenNames, named: ReadonlySet<TestName>): void {
  const owners = new Map(
    [...named].flatMap((name) => seen.textsOf(name).map((text) => [text, name] as const)),
  );
  if (owners.size === 0) return;
  for (const [text, name] of seen.byText) {
    if (owners.has(text) || !GO_TEST.test(parseLocator(text).path[0] ?? '')) continue;
    const owner = containersOf(text).find((outer) => owners.has(outer));
    if (owner !== undefined) seen.groups.join(owners.get(owner) ?? name, name);
  }
}

interface KnownTest {
  /** Sorted. */
  readonly names: readonly string[];
  /** By test id. */
  readonly tests: readonly NamedTest[];
}

/** Which names are one test. */
export class Identity {
  /** Names of issue tests that tie to no given name, by test id; aliases do not matter. */
  readonly neverSeen: ReadonlyMap<string, string>;
  /** Names of issue tests that fit several tests, by test id. */
  readonly ambiguous: ReadonlyMap<string, string>;
  private readonly seen: SeenNames;
  private readonly tests = new Map<string, KnownTest>();
  private readonly keys = new Map<TestName, string>();
  private readonly keysOfTests = new Map<string, string>();
  /** Names of issue tests that no given name ties to: what another file shows may tie to them. */
  private readonly unseen = new Map<TestName, string>();
  private readonly unseenIndex = new NameIndex();
  private readonly named: readonly NamedTest[];
  private namedIndex: ReadonlyMap<TestName, string> | undefined;
  private readonly namesOfIssues = new NameIndex();

  /** @param tests by test id. @param ties the name that stands for a test, for those that were seen. */
  constructor(
    tests: readonly NamedTest[],
    ties: ReadonlyMap<NamedTest, TestName>,
    seen: SeenNames,
    neverSeen: ReadonlyMap<string, string>,
    ambiguous: ReadonlyMap<string, string>,
  ) {
    this.seen = seen;
    this.named = tests;
    this.neverSeen = neverSeen;
    this.ambiguous = ambiguous;
    const named = Map.groupBy(ties.keys(), (test) => seen.groups.rootOf(ties.get(test) as TestName));
    for (const [root, own] of named) this.keys.set(root, this.add(own, seen.textsOf(root)));
    for (const root of seen.roots())
      if (!named.has(root)) this.keys.set(root, this.addUnnamed(seen.textsOf(root)));
    // Issues that give the same name to a test that was never seen mean the same test.
    const others = Map.groupBy(
      tests.filter((test) => !ties.has(test)),
      ({ testId, name = testId, at = '' }) => JSON.stringify([name, at]),
    );
    for (const own of others.values()) this.expect(own, this.add(own, []));
  }

  /**
   * The key of a test by any of its names, also one that another tool prints or a person writes, or by an issue's test id.
   * Undefined for a name that is not known or fits several tests.
   */
  keyOf(name: string): string | undefined {
    const found = this.seen.byText.has(name) ? this.seen.find(name) : 'none';
    if (typeof found === 'object') return this.keys.get(found);
    return this.keysOfTests.get(name) ?? this.keyOfOther(name);
  }

  /**
   * The key of the test that issues name: of the name itself, or else of what it is a part of, such as a row of a
   * parameterised test, a subtest or a test with a label. Undefined where no issue names any of them, or several do.
   */
  keyOfNamed(name: string): string | undefined {
    const own = this.keyOf(name);
    if (own !== undefined && this.issuesOf(own).length > 0) return own;
    this.namedIndex ??= this.indexNamed();
    for (const whole of wholesOf(name)) {
      const keys = this.keysOf(this.namesOfIssues.find(readName(whole), isFirm));
      if (keys.size > 0) return onlyOf(keys);
    }
    return undefined;
  }

  /** The same, or else of a name that is the end of this one within a sentence, which may be another test's. */
  keyOfLike(name: string): string | undefined {
    return this.keyOfNamed(name) ?? onlyOf(this.keysOf(this.namesOfIssues.find(readName(name))));
  }

  private keysOf(tied: readonly TiedName[]): ReadonlySet<string | undefined> {
    return new Set(bestOf(tied).map(({ name }) => this.namedIndex?.get(name)));
  }

  private indexNamed(): ReadonlyMap<TestName, string> {
    const index = new Map<TestName, string>();
    for (const test of this.named)
      for (const text of textsOf(test)) {
        const read = readName(withoutLabels(text), test.at);
        const key = this.keysOfTests.get(test.testId);
        if (key !== undefined) index.set(read, key);
        this.namesOfIssues.add(read);
      }
    return index;
  }

  /** The given names of a test, sorted; empty for an unknown key, and for an issue's test that was never seen. */
  namesOf(key: string): readonly string[] {
    return this.tests.get(key)?.names ?? [];
  }

  /** Issues that name the test, in id order. */
  issuesOf(key: string): readonly string[] {
    const issues = this.tests.get(key)?.tests.map(({ issue }) => issue) ?? [];
    return [...new Set(issues)].sort(compareText);
  }

  /** The issues' tests that it is, in id order: one where a single issue names it. */
  testIdsOf(key: string): readonly string[] {
    return this.tests.get(key)?.tests.map(({ testId }) => testId) ?? [];
  }

  private keyOfOther(text: string): string | undefined {
    const found = this.seen.find(text);
    if (found === 'several') return undefined;
    if (found !== 'none') return this.keys.get(found);
    const tied = bestOf(this.unseenIndex.find(readName(text), isFirm));
    return onlyOf(new Set(tied.map(({ name }) => this.unseen.get(name))));
  }

  private add(tests: readonly NamedTest[], names: readonly string[], key = tests[0]?.testId ?? ''): string {
    this.tests.set(key, { names: [...names].sort(compareText), tests });
    for (const { testId } of tests) this.keysOfTests.set(testId, key);
    return key;
  }

  /** @param names the newest last. */
  private addUnnamed(names: readonly string[]): string {
    let key = names.at(-1) ?? '';
    // A test may be called what an issue's test is called by.
    while (this.tests.has(key)) key += ' (test)';
    return this.add([], names, key);
  }

  private expect(tests: readonly NamedTest[], key: string): void {
    for (const test of tests)
      for (const text of textsOf(test)) {
        const expected = readName(text, test.at);
        this.unseen.set(expected, key);
        this.unseenIndex.add(expected);
      }
  }
}

function onlyOf<Item>(items: ReadonlySet<Item>): Item | undefined {
  return items.size === 1 ? [...items][0] : undefined;
}

function textsOf({ name, aliases }: NamedTest): readonly string[] {
  return name === undefined ? aliases : [name, ...aliases];
}
