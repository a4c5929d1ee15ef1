import { cpSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOLDEN, readFolder } from '../golden/make.ts';
import { flakebook, tempFolder } from './run.ts';

function harbour() {
  const folder = tempFolder();
  const content = join(folder, 'content');
  cpSync(join(GOLDEN, 'book'), content, { recursive: true });
  const run = (...args: string[]) => flakebook(args, { cwd: folder });
  const files = () => readFolder(content);
  return { content, run, files };
}

test.each(['BERTH-001', 'BERTH-004', 'DECK-003', 'HARBOUR-002'])(
  'the book says the same of %s under its new id',
  async (id) => {
    const book = harbour();
    const to = `${id.replace(/\d+$/, '')}90`;
    const before = await book.run('check', '--format', 'json');
    const { code, stdout, stderr } = await book.run('renumber', id, '--to', to);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${id} is ${to} now, in `);
    const after = await book.run('check', '--format', 'json');
    const swapped = (text: string) =>
      JSON.parse(text.replaceAll(id, to).replace(/"(?:end)?[Cc]olumn": \d+/g, '"at": 0'));
    expect(new Set(swapped(after.stdout).map(textOf))).toEqual(new Set(swapped(before.stdout).map(textOf)));
    const files = book.files();
    expect(files.has(`issues/${id}.md`)).toBe(false);
    expect(files.has(`issues/${to}.md`)).toBe(true);
    // Where the old id still stands, the command has said so.
    const left = [...files].filter(([, text]) => text.includes(id)).map(([file]) => file);
    for (const file of left)
      expect(stdout).toMatch(new RegExp(`${file} \\(left in code or a quotation: line \\d`));
  },
);

const textOf = ({ file, message, ruleId }: Readonly<Record<string, unknown>>) =>
  `${file} ${ruleId} ${message}`;

test('without --to it takes the next free id, and keeps the ends of lines', async () => {
  const { content, run } = harbour();
  const file = join(content, 'issues/DECK-003.md');
  writeFileSync(file, `\ufeff${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}`);
  const { code, stdout } = await run('renumber', 'DECK-003');
  expect(code).toBe(0);
  const [, id = ''] = /^DECK-003 is (DECK-\d+) now/.exec(stdout) ?? [];
  expect(Number(id.slice(5))).toBeGreaterThan(6);
  const text = readFileSync(join(content, `issues/${id}.md`), 'utf8');
  expect(text.startsWith('\ufeff---\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test.each([
  [['DECK-900'], 'There is no issue DECK-900: name a file of `issues`.'],
  [['../book'], 'There is no issue ../book: name a file of `issues`.'],
  [['DECK-003', '--to', 'DECK-001'], 'Leave out --to: `DECK-001` already exists here'],
  [['DECK-003', '--to', 'OTHER-1'], 'Nothing was changed, because issues/OTHER-1.md would have an error'],
])('%j changes nothing, and says why', async (args, said) => {
  const { run, files } = harbour();
  const before = files();
  const { code, stderr } = await run('renumber', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(files()).toEqual(before);
});

test.each([
  ['is not UTF-8', (file: string) => writeFileSync(file, Buffer.from('See DECK-003 \xff.\n', 'latin1'))],
  ['is far too large', (file: string) => truncateSync(writeFile(file), 1_900_000_000)],
])('a file that %s stays as it is, and so does all else', async (_, make) => {
  const { content, run } = harbour();
  make(join(content, 'issues/DECK-090.md'));
  const { code, stderr } = await run('renumber', 'DECK-003');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'flakebook: Nothing was changed: mend issues/DECK-090.md first, about which `flakebook check` says more.\n',
  });
  expect(existsSync(join(content, 'issues/DECK-003.md'))).toBe(true);
});

function writeFile(file: string): string {
  writeFileSync(file, '');
  return file;
}
