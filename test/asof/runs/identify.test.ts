import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyTests, type NamedTest } from '../../../src/runs/names/identify.ts';

const ORDERS = 'vt/orders.test.js :: orders > race > first response wins';

function named(testId: string, name: string | undefined, parts: Partial<NamedTest> = {}): NamedTest {
  return { testId, issue: testId, aliases: [], ...(name === undefined ? {} : { name }), ...parts };
}

/** The key of the only given name, as an issue's test ties to it. */
function tie(written: string, given: string, at?: string): string | undefined {
  return identifyTests([named('X-1', written, at === undefined ? {} : { at })], [given]).keyOf(given);
}

it('a test that is called like the id of an issue’s test is another test', () => {
  const identity = identifyTests([named('X-1', ORDERS)], [ORDERS, 'X-1']);
  expect(identity.issuesOf(identity.keyOf(ORDERS) ?? '')).toEqual(['X-1']);
  expect(identity.namesOf('X-1')).toEqual([ORDERS]);
  expect(identity.namesOf('X-1 (test)')).toEqual(['X-1']);
});

describe('a name that an issue gives', () => {
  it.each([
    ['as printed', ORDERS, ORDERS],
    ['without the file', 'orders > race > first response wins', ORDERS],
    ['without containers', 'first response wins', ORDERS],
    ['with a path from the root', `packages/shop/${ORDERS}`, ORDERS],
    ['with a shorter path', 'orders.test.js > orders > race > first response wins', ORDERS],
    [
      'as the terminal of vitest prints it',
      'vt/orders.test.js > orders > race > first response wins',
      ORDERS,
    ],
    [
      'as Playwright prints it',
      'api.spec.mjs:5:3 › checkout › works',
      'e2e/api.spec.mjs :: checkout > works',
    ],
    ['in one line, by jest', 'orders race first response wins', ORDERS],
    [
      'of Ginkgo, with bars',
      'BR-GAP-8: Graceful Shutdown with Audit Buffer | [1] should handle shutdown',
      'Data Storage Suite :: BR-GAP-8: Graceful Shutdown with Audit Buffer [1] should handle shutdown',
    ],
    [
      'of Ginkgo, as JUnit writes it',
      '[It] Graceful Shutdown should drain the DLQ [serial, slow]',
      'suite_test.go :: Graceful Shutdown > should drain the DLQ',
    ],
    [
      'of Ginkgo, as the console prints it',
      '[FAIL] Graceful Shutdown [It] should drain the DLQ',
      'suite_test.go :: Graceful Shutdown > should drain the DLQ',
    ],
    [
      'innermost container first',
      'High Score (score >= 60.0) | Scoring | Search | should return workflows',
      'Suite :: Search > Scoring > High Score (score >= 60.0) > should return workflows',
    ],
    ['of a Java method', 'com.foo.BarTest.createWebhook', 'com.foo.BarTest :: createWebhook'],
    ['of a Java method, with a hash', 'com.foo.BarTest#createWebhook', 'com.foo.BarTest :: createWebhook'],
    ['of a Java class without package', 'BarTest.createWebhook', 'com.foo.BarTest :: createWebhook'],
    ['of a Java file', 'com.foo.BarTest.create', 'src/test/java/com/foo/BarTest.java :: create'],
    ['of pytest', 'test/test_spark.py::SparkTests::test_x', 'test/test_spark.py :: SparkTests > test_x'],
    ['of pytest, dotted', 'test.test_spark.SparkTests.test_x', 'test/test_spark.py :: SparkTests > test_x'],
    ['of a Go subtest', 'pkg/path.TestA/sub b', 'example.com/pkg/path :: TestA > sub_b'],
    ['of a Go test', 'TestA/sub_b', 'example.com/pkg/path :: TestA > sub b'],
    ['of all tests of a describe block', 'orders > race', ORDERS],
    ['of all tests of a pytest class', 'test/test_a.py::TestA', 'test/test_a.py :: TestA > test_x[1]'],
    ['of all subtests of a Go test', 'TestA', 'example.com/pkg/path :: TestA > sub b > c'],
    ['with other white space and accents', 'orders  e\u0301te\u0301', 'orders > \u00e9t\u00e9'],
  ])('%s ties to the name of the run', (_, written, given) => {
    expect(tie(written, given)).toBe('X-1');
  });

  it.each([
    ['of another file', 'a/orders.test.js > race > wins', 'b/orders.test.js :: race > wins'],
    ['of a file whose name only ends alike', 'orders.test.js > wins', 'reorders.test.js :: wins'],
    ['in another container', 'stock > first response wins', ORDERS],
    ['in other letter case', 'First response wins', ORDERS],
    ['with another number', 'has 1 decimals', 'orders > has 2 decimals'],
    ['that is one word of a sentence', 'wins', ORDERS],
    ['of another class', 'com.foo.BazTest.create', 'src/test/java/com/foo/BarTest.java :: create'],
  ])('%s does not', (_, written, given) => {
    const identity = identifyTests([named('X-1', written)], [given]);
    expect(identity.keyOf(given)).toBe(given);
    expect([...identity.neverSeen]).toEqual([['X-1', written]]);
  });

  it('keeps the signs that begin and end its words', () => {
    const given = ['parse > $a^b$', 'parse > $$a^b$$', 'py > init', 'py > __init__'];
    const tests = [named('X-1', '$a^b$'), named('X-2', 'init')];
    const identity = identifyTests(tests, given, [given]);
    expect(given.map((name) => identity.keyOf(name))).toEqual(['X-1', given[1], 'X-2', given[3]]);
  });

  it('of two that differ by what is between words ties to the one that is spelt like it', () => {
    const given = ['s :: parse > a b', 's :: parse > a_b'];
    const identity = identifyTests([named('X-1', 's | parse | a_b')], given, [given]);
    expect(given.map((name) => identity.keyOf(name))).toEqual([given[0], 'X-1']);
    expect(identity.keyOf('a b')).toBe(given[0]);
  });

  it('is looked for in the file where the test stands', () => {
    const given = ['a.test.js :: cart > adds', 'b.test.js :: cart > adds'];
    const identity = identifyTests([named('X-1', 'cart > adds', { at: 'web/b.test.js:12-20' })], given);
    expect(given.map((name) => identity.keyOf(name))).toEqual([given[0], 'X-1']);
    expect(tie('cart > adds', 'a.test.js :: cart > adds', 'b.test.js:3')).toBe('a.test.js :: cart > adds');
  });

  it('that fits two tests ties to none, and is told apart from one that was never seen', () => {
    const given = ['a.test.js :: cart > adds', 'b.test.js :: cart > adds'];
    const identity = identifyTests([named('X-1', 'cart > adds'), named('X-2', 'cart > removes')], given);
    expect(given.map((name) => identity.keyOf(name))).toEqual(given);
    expect([...identity.ambiguous]).toEqual([['X-1', 'cart > adds']]);
    expect([...identity.neverSeen]).toEqual([['X-2', 'cart > removes']]);
    expect(identity.keyOf('cart > adds')).toBeUndefined();
  });

  it('of a Go test is that of its subtests too, but for those that an issue names', () => {
    const given = ['TestA', 'TestA > b', 'TestA > c', 'TestA > c > d', 'TestAB'].map(
      (name) => `pkg :: ${name}`,
    );
    const identity = identifyTests([named('X-1', 'TestA'), named('X-2', 'TestA/c')], given, [given]);
    expect(given.map((name) => identity.keyOf(name))).toEqual(['X-1', 'X-1', 'X-2', 'X-2', 'pkg :: TestAB']);
  });

  it('does not tie to a test whose sentence it ends, which issues are asked for all the same', () => {
    const given = 'cart.test.js :: never adds items';
    const identity = identifyTests([named('X-1', 'adds items')], [given]);
    expect(identity.keyOf(given)).toBe(given);
    expect(identity.neverSeen.get('X-1')).toBe('adds items');
    expect(identity.keyOfNamed(given)).toBeUndefined();
    expect(identity.keyOfLike(given)).toBe('X-1');
    expect(tie('adds items', 'cart.test.js :: Cart > adds items')).toBe('X-1');
  });

  it('ties to the equal name, not to one that ends with it', () => {
    const given = ['cart > adds', 'web > cart > adds'];
    const identity = identifyTests([named('X-1', 'cart > adds')], given, [given]);
    expect(given.map((name) => identity.keyOf(name))).toEqual(['X-1', 'web > cart > adds']);
  });

  it('ties to the longest end, if only one is as long', () => {
    const given = ['adds', 'cart > adds'];
    const identity = identifyTests([named('X-1', 'web > cart > adds')], given, [given]);
    expect(given.map((name) => identity.keyOf(name))).toEqual(['adds', 'X-1']);
  });

  it('in another container does not tie to a format that leaves containers out', () => {
    const given = [ORDERS, 'vt/orders.test.js :: first response wins'];
    const rosters = given.map((name) => [name]);
    const identity = identifyTests([named('X-1', 'orders > stock > first response wins')], given, rosters);
    expect([...identity.neverSeen.keys()]).toEqual(['X-1']);
  });

  it('may be given by several issues', () => {
    const tests = [named('Y-2', ORDERS), named('Y-1a', 'first response wins', { issue: 'Y-1' })];
    const identity = identifyTests(tests, [ORDERS]);
    expect(identity.keyOf(ORDERS)).toBe('Y-1a');
    expect(identity.keyOf('Y-2')).toBe('Y-1a');
    expect([identity.issuesOf('Y-1a'), identity.testIdsOf('Y-1a')]).toEqual([
      ['Y-1', 'Y-2'],
      ['Y-1a', 'Y-2'],
    ]);
  });

  it('and its aliases are one test, wherever the old names stood', () => {
    const given = [
      'old.test.js :: report > renders header',
      'report.test.js :: report > renders the header row',
    ];
    const test = named('X-1', 'report > renders the header row', {
      aliases: ['renders header', 'never shown'],
      at: 'report.test.js:6',
    });
    const identity = identifyTests([test], given);
    expect(identity.namesOf('X-1')).toEqual(given);
    expect(identity.neverSeen.size).toBe(0);
  });

  it('is known to another file of results even if no run showed it', () => {
    const identity = identifyTests([named('X-1', 'cart > adds'), named('X-2', 'cart > adds')], []);
    expect(identity.keyOf('web/cart.test.js :: cart > adds')).toBe('X-1');
    expect(identity.testIdsOf('X-1')).toEqual(['X-1', 'X-2']);
    expect(identity.namesOf('X-1')).toEqual([]);
    expect(identity.neverSeen.size).toBe(2);
  });

  it('may be missing', () => {
    const identity = identifyTests([named('X-1', undefined)], [ORDERS]);
    expect([identity.neverSeen.size, identity.keyOf('X-1'), identity.keyOf(ORDERS)]).toEqual([
      0,
      'X-1',
      ORDERS,
    ]);
  });
});

describe('names without an issue', () => {
  it('of two formats are one test, under the newest name', () => {
    const ctrf = 'vt/orders.test.js :: first response wins';
    const identity = identifyTests([], [ORDERS, ctrf], [[ORDERS], [ctrf]]);
    expect([identity.keyOf(ORDERS), identity.keyOf(ctrf)]).toEqual([ctrf, ctrf]);
    expect(identity.namesOf(ctrf)).toEqual([ctrf, ORDERS]);
    expect(identity.keyOf('orders > race > first response wins')).toBe(ctrf);
  });

  it('that stand in one roster are two tests', () => {
    const names = ['cart > adds', 'web > cart > adds'];
    const identity = identifyTests([], names, [names]);
    expect(names.map((name) => identity.keyOf(name))).toEqual(names);
  });

  it('of which one fits two of the others stay apart', () => {
    const long = ['f.js :: a > works', 'f.js :: b > works'];
    const identity = identifyTests([], [...long, 'f.js :: works'], [long, ['f.js :: works']]);
    expect(identity.keyOf('f.js :: works')).toBe('f.js :: works');
    expect(long.map((name) => identity.keyOf(name))).toEqual(long);
  });

  it('of which two fit one stay apart', () => {
    const short = ['f.js :: works', 'g.js :: works'];
    const identity = identifyTests([], ['a > works', ...short], [short, ['a > works']]);
    expect(identity.namesOf(identity.keyOf('a > works') ?? '')).toEqual(['a > works']);
  });

  it('that contradict another name of the test stay apart', () => {
    const names = ['a > c', 'g.js :: a > c', 'f.js :: c'];
    const identity = identifyTests(
      [],
      names,
      names.map((name) => [name]),
    );
    expect(identity.namesOf(identity.keyOf('a > c') ?? '')).toEqual(['a > c', 'g.js :: a > c']);
    expect(identity.keyOf('f.js :: c')).toBe('f.js :: c');
  });

  it('tie to the longer end where two of a roster fit', () => {
    const short = ['b > c', 'c'];
    const identity = identifyTests([], [...short, 'a > b > c'], [short, ['a > b > c']]);
    expect(identity.keyOf('b > c')).toBe('a > b > c');
    expect(identity.keyOf('c')).toBe('c');
  });

  it('that are part of another sentence are other tests', () => {
    const names = ['stock > rejects oversell', 'stock > never rejects oversell'];
    const identity = identifyTests(
      [],
      names,
      names.map((name) => [name]),
    );
    expect(names.map((name) => identity.keyOf(name))).toEqual(names);
  });

  it('of checkouts in two places are one test', () => {
    const names = ['/home/me/shop/vt/a.test.js :: cart > adds', 'vt/a.test.js :: cart > adds'];
    const identity = identifyTests(
      [],
      names,
      names.map((name) => [name]),
    );
    expect(identity.keyOf(names[0] ?? '')).toBe(names[1]);
  });

  it('do not take the place of an issue’s test that they are called by', () => {
    const identity = identifyTests([named('X-1', 'cart > adds')], ['X-1', 'cart > adds']);
    expect(identity.keyOf('cart > adds')).toBe('X-1');
    expect(identity.namesOf(identity.keyOf('X-1') ?? '')).toEqual(['X-1']);
  });
});

describe('any names', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'works', '__proto__', 'constructor', ' :: ', '>', '', '60.0');
  const name = fc
    .tuple(
      fc.constantFrom('', 'f.js :: ', 'x/f.js :: ', 'g.js :: ', 'pkg.Class :: '),
      fc.array(word, { minLength: 1, maxLength: 4 }),
    )
    .map(([scope, path]) => scope + path.join(' > '));
  const rosters = fc.array(fc.uniqueArray(name, { maxLength: 6 }), { maxLength: 5 });

  it('have a key each, whose names they are among; none that stand in one roster share one', () => {
    const property = fc.property(rosters, (lists) => {
      const identity = identifyTests([], lists.flat(), lists);
      for (const list of lists) {
        const keys = list.map((given) => identity.keyOf(given));
        expect(new Set(keys).size).toBe(list.length);
        for (const [i, key] of keys.entries()) expect(identity.namesOf(key ?? '')).toContain(list[i]);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('are grouped alike in any order of rosters, and when a roster stands twice', () => {
    const property = fc.property(rosters, fc.array(name, { maxLength: 2 }), (lists, written) => {
      const tests = written.map((text, i) => named(`X-${i}`, text));
      const groupsOf = (order: readonly (readonly string[])[]) => {
        const identity = identifyTests(tests, lists.flat(), order);
        return lists.flat().map((given) => identity.namesOf(identity.keyOf(given) ?? ''));
      };
      expect(groupsOf([...lists].reverse())).toEqual(groupsOf(lists));
      expect(groupsOf([...lists, ...lists])).toEqual(groupsOf(lists));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('are grouped alike in any order of names', () => {
    const property = fc.property(rosters, (lists) => {
      const groupsOf = (names: readonly string[]) => {
        const identity = identifyTests([], names, lists);
        return lists.flat().map((given) => identity.namesOf(identity.keyOf(given) ?? ''));
      };
      expect(groupsOf(lists.flat().reverse())).toEqual(groupsOf(lists.flat()));
    });
    fc.assert(property, { numRuns: 500 });
  });
});
