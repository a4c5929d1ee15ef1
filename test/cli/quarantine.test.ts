import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { emptyBook, ROOT, tempFolder } from './run.ts';

const issue = (name: string, entry: string) =>
  `---\ntitle: ${name} fails\nsuite: shop\ntests:\n  a: { name: ${name}, at: "cart.test.js:3" }\ntimeline:\n  - open: 2026-01-01\n  - { ${entry} }\n---\n`;
const book = () =>
  emptyBook({
    'book.yaml': 'title: Book\n',
    'suites/shop.md': '---\ntitle: Shop\n---\n',
    'issues/A-001.md': issue('cart > keeps', 'quarantined: 2026-01-02, until: 9000-01-01'),
    'issues/A-002.md': issue('cart > sorts', 'mitigated: 2026-01-02, until: 9000-01-02'),
    'issues/A-003.md': issue('cart > adds', 'mitigated: 2026-01-02'),
    'issues/A-004.md': issue('cart > drops', 'quarantined: 2026-01-02, until: 2026-01-09'),
    'issues/A-005.md': issue('cart > counts', 'quarantined: 2026-01-02'),
    'issues/A-006.md': issue('cart > waits', 'fixed: 2026-01-02'),
  });
const TESTS = `import { describe, test } from 'vitest';
const fail = () => { throw new Error('it fails'); };
describe('cart', () => { test('keeps', fail); test('keeps more', () => {}); test('sorts', fail); test('adds', fail); });
`;

describe('quarantine', () => {
  test('mutes what is quarantined or mitigated until a date, and says what it does not mute', async () => {
    const { code, stdout, stderr } = await book().run('quarantine', '--for', 'vitest');
    expect(code).toBe(0);
    expect(stdout.match(/A-00\d(?=: cart)/g)).toEqual(['A-001', 'A-002']);
    expect(stderr).toMatch(/A-004 is not muted: its time is over/);
    expect(stderr).toMatch(/A-005 is not muted: give its `quarantined` an `until`/);
  });

  test('holds on its last day, and no longer', async () => {
    const asOf = async (day: string) =>
      (await book().run('quarantine', '--for', 'go', '--as-of', day)).stderr.includes(
        'A-004 is not muted: its',
      );
    expect([await asOf('2026-01-09'), await asOf('2026-01-10')]).toEqual([false, true]);
  });

  test('is obeyed by Vitest until its date', async () => {
    const folder = tempFolder();
    const { code, stdout } = await book().run(
      'quarantine',
      '--for',
      'vitest',
      '--out',
      join(folder, 'flaky.mjs'),
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 of 4 hidden tests are muted')]);
    symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      "export default { test: { setupFiles: ['./flaky.mjs'] } };\n",
    );
    writeFileSync(join(folder, 'cart.test.js'), TESTS);
    expect(await vitest(folder)).toEqual({
      keeps: 'skipped',
      'keeps more': 'passed',
      sorts: 'skipped',
      adds: 'failed',
    });
    const over = readFileSync(join(folder, 'flaky.mjs'), 'utf8').replace(/(A-001.*ends: )\d+/, '$11');
    writeFileSync(join(folder, 'flaky.mjs'), over);
    expect(await vitest(folder)).toMatchObject({ keeps: 'failed', sorts: 'skipped' });
  });

  test('writes over its own file only', async () => {
    const folder = tempFolder();
    const out = join(folder, 'conftest.py');
    writeFileSync(out, '# mine\n');
    const first = await book().run('quarantine', '--for', 'pytest', '--out', out);
    expect([first.code, readFileSync(out, 'utf8')]).toEqual([2, '# mine\n']);
    expect(first.stderr).toContain('was not made by `flakebook quarantine`');
    writeFileSync(out, '# Made by `flakebook quarantine\n');
    expect((await book().run('quarantine', '--for', 'pytest', '--out', out)).code).toBe(0);
  });

  test('holds a written file against the book: what should go, and what is missing', async () => {
    const { run, folder } = book();
    const file = join(folder, 'flaky.mjs');
    const check = (...more: string[]) => run('quarantine', '--check', 'flaky.mjs', ...more);
    await run('quarantine', '--for', 'vitest', '--out', 'flaky.mjs', '--as-of', '2026-01-05');
    const then = await check('--as-of', '2026-01-09');
    expect({ code: then.code, stdout: then.stdout }).toEqual({
      code: 0,
      stdout: 'flaky.mjs mutes what the book hides as of 2026-01-09.\n',
    });
    const over = await check('--format', 'unix');
    expect({ code: over.code, stdout: over.stdout }).toEqual({
      code: 1,
      stdout: 'flaky.mjs:12:3: `A-004` is muted: take it out (its time ended on 2026-01-09) [stale-mute]\n',
    });
    const record = join(folder, 'content/issues/A-001.md');
    const verified = '  - fixed: 2026-01-02\n  - verified: 2026-01-06\n';
    writeFileSync(record, readFileSync(record, 'utf8').replace(/ {2}- \{ quarantined.*\n/, verified));
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('A-002', 'A-999'));
    const { code, stdout, stderr } = await check('--format', 'unix');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n').map((line) => line.replace(/^[^`]*/, ''))).toEqual([
      '`A-002` is not muted: make the file anew (its issue hides it until 9000-01-02) [missing-mute]',
      '`A-001` is muted: take it out (its issue is verified) [stale-mute]',
      '`A-999` is muted: take it out (no issue has it) [stale-mute]',
      '`A-004` is muted: take it out (its time ended on 2026-01-09) [stale-mute]',
      '',
    ]);
    writeFileSync(file, 'export {};\n');
    expect(await check()).toMatchObject({
      code: 2,
      stderr: 'flakebook: flaky.mjs was not made by `flakebook quarantine`.\n',
    });
    expect(await run('quarantine')).toMatchObject({ code: 2, stderr: expect.stringContaining('--for') });
  });
});

interface Report {
  readonly testResults: {
    readonly assertionResults: { readonly title: string; readonly status: string }[];
  }[];
}

async function vitest(folder: string): Promise<Record<string, string>> {
  const args = [
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=json',
    '--outputFile=r.json',
  ];
  // Tests that fail are its exit code 1.
  await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(() => undefined);
  const report: Report = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return Object.fromEntries(results.map(({ title, status }) => [title, status]));
}
