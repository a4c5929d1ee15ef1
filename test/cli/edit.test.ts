import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { editorOf } from '../../src/host/editor.ts';
import { Collector } from '../support/flakebook.ts';
import { emptyBook, SMALL_BOOK } from './run.ts';

/** Runs the command as if it stood at a terminal. */
async function atTerminal(cwd: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  return typing([], cwd, env, ...args);
}

async function typing(
  lines: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
) {
  const [stdout, stderr] = [new Collector(), new Collector()];
  const stdin = Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY: true });
  const code = await main(args, { stdout, stderr, stdin, cwd, env });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A book, and an editor that is a program with an argument and notes what it was given. */
function setUp() {
  const book = emptyBook(SMALL_BOOK);
  const editor = join(book.folder, 'my editor.mjs');
  const note = join(book.folder, 'note.json');
  writeFileSync(
    editor,
    "import fs from 'node:fs'; fs.writeFileSync(process.argv[2], JSON.stringify(process.argv.slice(3))); process.exit(Number(process.env.EDITOR_ENDS ?? 0));",
  );
  return { ...book, command: `"${process.execPath}" '${editor}' ${note}`, note };
}

test.each([
  ['code --wait', ['code', '--wait']],
  ['"/opt/my editor/ed" -n "a b"c', ['/opt/my editor/ed', '-n', 'a bc']],
  ["'ed' $(rm -rf x); ls", ['ed', '$(rm', '-rf', 'x);', 'ls']],
  [process.execPath, [process.execPath]],
])('%s is a program with arguments', (named, words) => {
  expect(editorOf({ EDITOR: 'nano', VISUAL: named })).toEqual(words);
  expect(editorOf({ EDITOR: named, VISUAL: ' ' })).toEqual(words);
});

test.each([
  [['new', 'issue', 'Cart loses an item'], 'issues/SHOP-1.md'],
  [['new', 'suite', 'returns'], 'suites/returns.md'],
  [['new', 'pattern', 'slow-stock'], 'patterns/slow-stock.md'],
])('%j --edit opens the record in the editor', async (args, file) => {
  const { folder, content, command, note } = setUp();
  const { code, stdout, stderr } = await atTerminal(folder, { EDITOR: command }, ...args, '--edit');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [, path = ''] = /^Wrote (\S+)\. /.exec(stdout) ?? [];
  expect(path).toMatch(new RegExp(`^content/${file.replace('1', '\\d+')}$`));
  expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual([join(content, path.slice('content/'.length))]);
});

test('an editor that fails leaves the record, and says so', async () => {
  const { folder, content, command } = setUp();
  const suite = (id: string) => ['new', 'suite', id, '--edit'];
  process.env.EDITOR_ENDS = '3';
  const failed = await atTerminal(folder, { VISUAL: command }, ...suite('one'));
  delete process.env.EDITOR_ENDS;
  expect(failed.code).toBe(2);
  expect(failed.stderr).toMatch(/^flakebook: The record is written\. .* ended with 3\.\n$/);
  const missing = await atTerminal(folder, { EDITOR: 'no-such-editor -x' }, ...suite('two'));
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/^flakebook: The record is written\. .*`no-such-editor` did not start/);
  for (const id of ['one', 'two']) expect(existsSync(join(content, `suites/${id}.md`))).toBe(true);
});

test('without an editor or a terminal, nothing is written', async () => {
  const { folder, content, run } = setUp();
  const nobody = await atTerminal(folder, {}, 'new', 'suite', 'one', '--edit');
  expect([nobody.code, nobody.stderr]).toEqual([
    2,
    'flakebook: Leave out --edit, or name your editor in VISUAL or EDITOR, such as `nano`.\n',
  ]);
  const { code, stderr } = await run('new', 'suite', 'one', '--edit');
  expect([code, stderr]).toEqual([
    2,
    'flakebook: Leave out --edit: an editor needs a terminal, and here is none.\n',
  ]);
  expect(existsSync(join(content, 'suites/one.md'))).toBe(false);
});

test('asks at a terminal what no option says', async () => {
  const { folder, content } = setUp();
  const answers = ['Cart loses: an item', 'cart > keeps'];
  const { code, stdout } = await typing(answers, folder, {}, 'new', 'issue');
  expect(code).toBe(0);
  const [, file = ''] = /Wrote content\/(\S+)\. /.exec(stdout) ?? [];
  const text = readFileSync(join(content, file), 'utf8');
  expect(text).toContain('title: "Cart loses: an item"');
  expect(text).toContain('name: "cart > keeps"');
  for (const nothing of [[], ['']])
    expect(await typing(nothing, folder, {}, 'new', 'issue')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^flakebook: Say what goes wrong: /),
    });
  const [title = ''] = answers;
  expect((await typing([title, ''], folder, {}, 'new', 'issue')).code).toBe(0);
});
