import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyBook, flakebook, SMALL_BOOK } from './run.ts';

test.each([
  ['suite', 'orders', 'title: Orders\n', 'title: "Two: words"\n'],
  ['pattern', 'fixed-sleep', 'title: "Fixed sleep"\n', 'title: "Two: words"\n'],
])('new %s is sound at once, and never written twice', async (kind, id, usual, asked) => {
  const book = emptyBook(SMALL_BOOK);
  const file = join(book.content, `${kind}s/${id}.md`);
  const written = await book.run('new', kind, id);
  expect([written.code, written.stdout]).toEqual([0, expect.stringContaining(`${kind}s/${id}.md`)]);
  expect(readFileSync(file, 'utf8')).toContain(usual);
  expect((await book.run('check')).stdout).not.toContain('error');
  const again = await book.run('new', kind, id, '--title', 'Other');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('already exists')]);
  expect(readFileSync(file, 'utf8')).toContain(usual);
  expect((await book.run('new', kind, 'other', '--title', 'Two: words')).code).toBe(0);
  expect(readFileSync(join(book.content, `${kind}s/other.md`), 'utf8')).toContain(asked);
});

test.each(['../x', 'Capital', 'a/b', ''])(
  'an id such as %j is refused, and nothing is written',
  async (id) => {
    const book = emptyBook(SMALL_BOOK);
    const { code, stderr } = await book.run('new', 'suite', id);
    expect(code).toBe(2);
    expect(stderr).toContain('lower-case words joined by hyphens');
    expect(existsSync(join(book.content, 'suites', `${id}.md`))).toBe(false);
  },
);

const FORM = `### What goes wrong

Cart loses an item

### Test name

cart > keeps its items

### A run in which it failed

https://ci.example/runs/12

### What it said

\`\`\`text
expected 3 items, got 2
\`\`\`
`;

test('new issue writes a sound record of a filled form, from a file or the standard input', async () => {
  const book = emptyBook(SMALL_BOOK);
  writeFileSync(join(book.folder, 'form.md'), FORM);
  expect(await book.run('new', 'issue', '--from-form', 'form.md')).toMatchObject({ code: 0, stderr: '' });
  const name = readdirSync(join(book.content, 'issues')).sort().at(-1) ?? '';
  const text = readFileSync(join(book.content, 'issues', name), 'utf8');
  expect(text).toMatch(
    /^---\ntitle: "Cart loses an item"\nsuite: \S+\ntests:\n {2}a:\n {4}name: "cart > keeps its items"\ntimeline:/,
  );
  expect(text).toContain('## Symptom\n\n```text\nexpected 3 items, got 2\n```\n');
  expect(text).toContain('Seen in `https://ci.example/runs/12`.');
  expect((await book.run('check')).stdout).not.toContain('error');
  const args = ['new', 'issue', '--from-form', '-', '--content', book.content];
  const other = FORM.replace('cart > keeps', 'cart > counts').replace('Cart loses', 'Cart counts');
  expect(await flakebook(args, { cwd: book.folder, stdin: other })).toMatchObject({ code: 0, stderr: '' });
  const known = await flakebook(args, { cwd: book.folder, stdin: other });
  expect(known).toMatchObject({ code: 2, stderr: expect.stringContaining('already names this test') });
  const none = await flakebook(args, { cwd: book.folder, stdin: 'The cart is odd.' });
  expect(none).toMatchObject({
    code: 2,
    stderr: 'flakebook: - is no issue form of Flakebook: it has no answer to `What goes wrong`.\n',
  });
  expect(readdirSync(join(book.content, 'issues'))).toHaveLength(3);
});

test.each([
  ['new', 'issue', 'Cart loses an item'],
  ['new', 'suite', 'orders'],
])(
  '%s %s writes nothing where the settings are broken, and shows what is wrong with them',
  async (...args) => {
    const book = emptyBook({ ...SMALL_BOOK, 'book.yaml': 'title: "Shop\n' });
    const files = readdirSync(book.content, { recursive: true });
    const { code, stderr } = await book.run(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^content\/book\.yaml:1:8 error yaml-syntax\n/);
    expect(stderr).toMatch(/\nNothing was written: correct content\/book\.yaml first\.\n$/);
    expect(readdirSync(book.content, { recursive: true })).toEqual(files);
  },
);

test('new pattern says that it takes the place of one that comes with Flakebook', async () => {
  const book = emptyBook(SMALL_BOOK);
  expect((await book.run('new', 'pattern', 'slow-disk')).stdout).not.toContain('takes the place');
  expect((await book.run('new', 'pattern', 'data-race')).stdout).toContain(
    "It takes the place of `data-race` in Flakebook's own catalogue.",
  );
  expect((await book.run('new', 'suite', 'Web E2E')).stderr).toContain('such as `web-e2e`');
});

test('new issue takes a place as it is typed on Windows', async () => {
  const book = emptyBook(SMALL_BOOK);
  await book.run('new', 'issue', 'Cart loses an item', '--at', 'test\\cart.py:12');
  const name = readdirSync(join(book.content, 'issues')).sort().at(-1) ?? '';
  expect(readFileSync(join(book.content, 'issues', name), 'utf8')).toContain('at: "test/cart.py:12"');
});

test('new issue holds a test against those of open records: by its name, and by its place where one has no name', async () => {
  const book = emptyBook(SMALL_BOOK);
  const add = (...args: string[]) => book.run('new', 'issue', 'Cart breaks', ...args);
  const at = ['--at', 'test/cart.ts:10'];
  expect((await add('--test', 'Cart loses an item')).stderr).toContain(
    'Add to SHOP-1: that record already names this test.',
  );
  expect((await add(...at)).stderr).toContain(
    'Add to SHOP-1: that record already has a test at `test/cart.ts:10`. If it is another one, give both their names.',
  );
  expect(await add('--test', 'Cart keeps 2 items', ...at)).toMatchObject({ code: 0, stderr: '' });
});
