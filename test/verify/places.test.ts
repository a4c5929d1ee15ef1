import { describe, expect, test } from 'vitest';
import type { MemoryTree } from '../support/memory-tree.ts';
import { short, verifyIssue } from './tree.ts';

const OPEN = 'timeline:\n  - open: 2026-01-04';
const FILE = 'test/cart_test.go';

/** What is said of one test: its place, and its name where it has one. */
function place(keys: string, files: MemoryTree['files'], timeline = OPEN): string[] {
  return verifyIssue(`tests:\n  a: { ${keys} }\n${timeline}`, '', { files: files ?? {} }).map(short);
}

/** A file of so many lines with a text on one of them. */
function lines(count: number, at = 1, text = '', filler = '// nothing'): string {
  return `${Array.from({ length: count }, (_, i) => (i + 1 === at ? text : filler)).join('\n')}\n`;
}

describe('a place without a name', () => {
  test.each([
    ['a line that is there', `${FILE}:10`, 'line-exists'],
    ['the last line', `${FILE}:20`, 'line-exists'],
    ['a range', `${FILE}:18-20`, 'line-exists'],
    ['a range written backwards', `${FILE}:20-18`, 'line-exists'],
    ['a file without a line', FILE, 'line-exists: no line is given'],
    ['a path with steps that go nowhere', `./test//../${FILE}:1`, 'line-exists'],
    ['a line behind the end', `${FILE}:21`, 'not-found: the file has 20 lines'],
    ['a range that ends behind the end', `${FILE}:19-21`, 'not-found: the file has 20 lines'],
    ['line 0', `${FILE}:0`, 'not-found: the file has 20 lines'],
    ['a folder', 'test', 'not-found: it is a folder'],
    ['a file that is not there', 'test/basket_test.go:1', 'not-found: there is no such file'],
    ['the one file of that name', 'old/cart_test.go:3', `moved to ${FILE}`],
    [
      'a path out of the repository',
      '../cart_test.go:3',
      'not-checkable: the path leads out of the repository',
    ],
    ['one that hides it', 'test/../../x.go:3', 'not-checkable: the path leads out of the repository'],
    ['a path of a home folder', '~/passwd:1', 'not-checkable: the path leads out of the repository'],
    ['a path like an option', '--upload-pack=x:1', 'not-found: there is no such file'],
    ['a path of an object', 'constructor:1', 'not-found: there is no such file'],
  ])('%s', (_, at, outcome) => {
    expect(place(`at: "${at}"`, { [FILE]: lines(20) })).toEqual([`location ${outcome}`]);
  });

  test.each([
    ['binary', 'git treats the file as binary'],
    ['too-large', 'the file is too large to be source code'],
    ['link', 'it is a symbolic link'],
    ['submodule', 'it lies in a submodule'],
  ] as const)('a file that is no text: %s', (unreadable, why) => {
    expect(place(`at: "${FILE}:3"`, { [FILE]: { unreadable } })).toEqual([`location not-checkable: ${why}`]);
  });

  test('two files of the name are no answer', () => {
    expect(place('at: "cart_test.go:3"', { 'a/cart_test.go': 'x', 'b/cart_test.go': 'x' })).toEqual([
      'location not-found: 2 files elsewhere have this name',
    ]);
  });

  test('none given', () => {
    expect(place('label: Cart', {})).toEqual(['location not-checkable: no location is given']);
  });

  test('of a test that is removed', () => {
    const removed =
      'timeline:\n  - open: 2026-01-04\n  - test-removed: 2026-01-05\n    why: Covered elsewhere';
    expect(place(`at: "${FILE}:3", name: "TestCart"`, {}, removed)).toEqual([
      'location not-checkable: the test is removed',
      'name not-checkable: the test is removed',
    ]);
  });
});

const IT = '\tIt("should keep the last item", func() {';

describe('a name', () => {
  const named = (at: string, files: MemoryTree['files'], name = 'Cart | [1] should keep the last item') =>
    place(`at: "${at}", name: ${JSON.stringify(name)}`, files);

  test.each([
    [50, 'at the line'],
    [35, 'fifteen lines above it'],
    [65, 'fifteen lines below it'],
  ])('line %i: %s', (at) => {
    expect(named(`${FILE}:50`, { [FILE]: lines(100, at, IT) })).toEqual([
      'location confirmed',
      'name confirmed',
    ]);
  });

  test('farther away it has moved, and the place with it', () => {
    const to = `moved to ${FILE}:66`;
    expect(named(`${FILE}:50`, { [FILE]: lines(100, 66, IT) })).toEqual([`location ${to}`, `name ${to}`]);
  });

  test('the line may be deep in the block that the name opens', () => {
    const files = { [FILE]: lines(100, 10, IT, '\t\tExpect(x)') };
    expect(named(`${FILE}:88`, files)).toEqual(['location confirmed', 'name confirmed']);
  });

  test.each([
    ['another file', { 'test/cart/basket_test.go': lines(9, 7, IT) }, 'test/cart/basket_test.go:7'],
    [
      'several: the one of the same name first',
      { 'a.go': `Describe("Cart")\n\n${IT}`, 'b/cart_test.go': IT, 'test/cart/z_test.go': IT },
      'b/cart_test.go:1: one of 3 places',
    ],
  ])('in %s', (_, files, to) => {
    expect(named(`${FILE}:50`, files)).toEqual([`location moved to ${to}`, `name moved to ${to}`]);
  });

  test('nowhere', () => {
    const files = { [FILE]: lines(100), 'notes.md': 'the cart should keep the last item always' };
    expect(named(`${FILE}:50`, files)).toEqual([
      'location line-exists',
      'name not-found: no source file has it as a literal',
    ]);
  });

  test('nowhere, though another test stands at the line', () => {
    const files = { [FILE]: lines(100, 40, IT, '\t\tExpect(x)') };
    expect(named(`${FILE}:52`, files, 'Cart | should forget')).toEqual([
      'location line-exists: line 52 lies in `should keep the last item`',
      'name not-found: no source file has it as a literal, and line 52 lies in `should keep the last item`',
    ]);
  });

  test.each([
    ['a document', 'docs/cart.md'],
    ['a record of the book', 'flaky/issues/SHOP-1.md'],
    ['data', 'data/names.json'],
    ['code beside a book.yaml', 'flaky/notes.go'],
    ['prose whose name begins as that of a build file', 'BUILDING.md'],
    ['prose called as a build file', 'docs/Makefile.md'],
    ['the list of what a build file takes', 'Gemfile.lock'],
  ])('only in %s', (_, file) => {
    const files = { [file]: IT, 'flaky/book.yaml': 'title: Shop', [FILE]: '' };
    expect(named(`${FILE}:1`, files)[1]).toBe('name not-found: no source file has it as a literal');
  });

  test('in a file that is no source code', () => {
    expect(named('docs/cart.md:1', { 'docs/cart.md': IT })).toEqual([
      'location line-exists',
      'name not-checkable: it is no file of source code',
    ]);
  });

  test('in a comment only', () => {
    expect(named(`${FILE}:1`, { [FILE]: `//${IT}\n` })[1]).toBe(
      'name not-found: no source file has it as a literal',
    );
  });

  test('in a file that cannot be read', () => {
    expect(named(`${FILE}:1`, { [FILE]: { unreadable: 'binary' } })[1]).toBe(
      'name not-checkable: git treats the file as binary',
    );
  });

  test('without a place', () => {
    expect(place('name: "should keep the last item"', { [FILE]: IT })).toEqual([
      'location not-checkable: no location is given',
      `name confirmed at ${FILE}:1`,
    ]);
  });

  test('under an older name it has moved', () => {
    const keys = `at: "${FILE}:1", name: "Cart | keeps all", aliases: ["Cart | should keep the last item"]`;
    expect(place(keys, { [FILE]: IT })[1]).toBe(
      `name moved to ${FILE}:1: under its older name Cart | should keep the last item`,
    );
  });

  test.each([
    [
      'Ginkgo, the number is the author’s',
      'A | B | [1] should x it',
      'Context("B", func() {\nIt("[1] should x it", func() {',
    ],
    ['Ginkgo, with a label before it', 'A | [1] should x it', 'It("BR-7: [1] should x it", Serial, func() {'],
    ['Vitest', 'cart > adds > empties itself', "describe('adds')\n  it('empties itself', () => {"],
    ['Jest, joined by blanks', 'cart adds empties itself', "  it('empties itself', () => {"],
    ['go', 'TestCart/empties_itself', 'func TestCart(t *testing.T) {\n\t\t{name: "empties itself"},'],
    ['a go function', 'TestCart', 'func TestCart(t *testing.T) {'],
    [
      'pytest',
      'tests/test_cart.py::TestCart::test_empty[3-x]',
      'class TestCart:\n    def test_empty(self, n, s):',
    ],
    ['JUnit', 'com.shop.CartTest.emptiesItself', 'class CartTest {\n    void emptiesItself() {'],
    ['letters by their code', 'cart > café opens', '  it("caf\\u00e9 opens", () => {'],
    ['escaped quotes', 'cart > says "empty"', '  it("says \\"empty\\"", () => {'],
    ['another script', '购物车 > 清空购物车', "  it('清空购物车', () => {"],
  ])('as of %s', (_, name, line) => {
    expect(named(`${FILE}:1`, { [FILE]: `${line}\n` }, name)).toEqual([
      'location confirmed',
      'name confirmed',
    ]);
    expect(named('gone/x_test.go:1', { [FILE]: '\n'.repeat(40) }, name)[1]).toMatch(/^name not-found/);
  });

  test.each([
    [
      'a class',
      'test_cart.py::TestBasket::test_empty',
      'class TestCart:\n    def test_empty(self):',
      'TestBasket',
    ],
    [
      'a block',
      'cart > without items > is empty',
      "describe('with items')\n  it('is empty')",
      'without items',
    ],
    [
      'a class of a package',
      'com.shop.BasketTest.empties',
      'class CartTest {\n  void empties() {',
      'BasketTest',
    ],
    ['a parent test', 'TestBasket/is_empty', 'func TestCart() {\n\tt.Run("is empty")', 'TestBasket'],
  ])('in %s that is not there may be that of another test', (_, name, text, missing) => {
    const why = `${FILE}:2 ends as the name does, but nothing in this file is \`${missing}\``;
    const [location, found] = named(`${FILE}:2`, { [FILE]: text }, name);
    expect(location).toMatch(/^location line-exists/);
    expect(found).toBe(`name not-checkable: ${why}`);
    expect(named('gone.go:2', { [FILE]: text }, name)[1]).toMatch(/^name not-found/);
  });

  test.each([
    ['cart > removes 2 items', "it.each([1, 2])('removes %i items', () => {", 'removes %i items'],
    ['cart > adds 1 item', 'it "adds #{n} item" do', 'adds #{n} item'],
  ])('%j may be made of a title with values', (name, line, title) => {
    expect(named(`${FILE}:1`, { [FILE]: line }, name)).toEqual([
      expect.stringMatching(/^location line-exists/),
      `name not-checkable: values may make it of \`${title}\` in line 1`,
    ]);
    expect(named(`${FILE}:1`, { [FILE]: line }, 'cart > keeps 2 things')[1]).toMatch(/^name not-found/);
  });

  test('a longer identifier is another test', () => {
    expect(named(`${FILE}:1`, { [FILE]: 'func TestCartEmpty(t *testing.T) {' }, 'TestCart')[1]).toMatch(
      /not-found/,
    );
  });
});
