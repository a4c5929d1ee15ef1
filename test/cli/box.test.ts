import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SERIES } from '../match/series.ts';
import { askBoth, openSite } from '../search/both.ts';
import { ROOT } from '../support/book.ts';
import { flakebook } from '../support/flakebook.ts';
import { zip } from '../support/zip.ts';

const BOOK = join(ROOT, 'test/fixtures/vitest-orders-book');
const FIXTURES = join(ROOT, 'test/fixtures');
const MATCH_BOOKS = join(ROOT, 'test/fixtures/match-books');

describe('the box of a site says what the command says', () => {
  test('of every run of a series', async () => {
    const site = await openSite(BOOK);
    const runs = readdirSync(SERIES).filter((name) => name.startsWith('run-'));
    expect(runs.length).toBeGreaterThan(8);
    let known = 0;
    for (const run of runs.sort())
      for (const file of readdirSync(join(SERIES, run))) {
        const said = await askBoth(site, BOOK, join(SERIES, run), [file]);
        expect(said.site, `${run}/${file}`).toBe(said.command);
        if (/^### Known: /m.test(said.site)) known += 1;
      }
    expect(known).toBeGreaterThan(5);
  });

  test.each(['results', 'logs'])('of files of all formats: %s', async (name) => {
    const folder = join(FIXTURES, name);
    const site = await openSite(BOOK);
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(10);
    for (const { name } of files) {
      const said = await askBoth(site, BOOK, folder, [name]);
      expect(said.site, name).toBe(said.command);
    }
  });

  test('of words that stored runs show in another test', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flakebook-box-'));
    try {
      const report = (name: string) =>
        `<testsuite><testcase name="${name}"><failure>Error: the ledger of the pier lost its quay</failure></testcase></testsuite>`;
      for (const [file, text] of Object.entries({
        'book/book.yaml': 'title: Shop\nprefixes:\n  - { prefix: X-, suite: shop }\n',
        'book/suites/shop.md': '---\ntitle: Shop\n---\n',
        'book/issues/X-1.md':
          '---\ntitle: The cart loses an item\nsuite: shop\ntests:\n  a: { name: adds }\ntimeline:\n  - open: 2026-01-02\n---\n\n## Symptom\n\n```text\nError: the ledger of the pier lost its quay\n```\n',
        'stored.xml': report('opens'),
        'new.xml': report('pays'),
      })) {
        mkdirSync(join(folder, file, '..'), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      const content = join(folder, 'book');
      const before = await askBoth(await openSite(content), content, folder, ['new.xml']);
      expect(before.site).toMatch(/^### Known: /m);
      expect(before.site).toBe(before.command);
      const run = [
        '--run',
        'r1',
        '--at',
        '2026-01-03T10:00:00Z',
        '--commit',
        'abcdef1',
        '--content',
        content,
      ];
      expect(await flakebook(['ingest', 'stored.xml', ...run], { cwd: folder })).toMatchObject({ code: 0 });
      const after = await askBoth(await openSite(content), content, folder, ['new.xml']);
      expect(after.site).toMatch(/^### Like: /m);
      expect(after.site).toBe(after.command);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('of what is packed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flakebook-box-'));
    const [first = '', second = ''] = readdirSync(SERIES).filter((name) => name.startsWith('run-'));
    const report = (run: string) => readFileSync(join(SERIES, run, 'junit.xml'));
    const whole = zip({ 'a/junit.xml': report(first), 'b.xml.gz': gzipSync(report(second)) });
    const packed = {
      'one.xml.gz': gzipSync(report(first)),
      'whole.zip': whole,
      'mixed.zip': zip({
        'junit.xml': report(first),
        'read.me': Buffer.from('hello'),
        'package.json': Buffer.from('{"name": "shop"}'),
        'in.zip': whole,
      }),
      'empty.zip': zip({}),
      'foreign.zip': zip({ 'package.json': Buffer.from('{"name": "shop"}') }),
      'encrypted.zip': zip({ 'junit.xml': report(first) }, 1),
      'damaged.zip': whole.subarray(0, whole.length / 2),
    };
    try {
      const site = await openSite(BOOK);
      for (const [name, bytes] of Object.entries(packed)) {
        writeFileSync(join(folder, name), bytes);
        const said = await askBoth(site, BOOK, folder, [name]);
        expect(said.site, name).toBe(said.command);
        expect(said.site, name).toMatch(/[1-9]\d* (?:known|like)|[a-z]+\.zip/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('of shards that are dropped together', async () => {
    const site = await openSite(BOOK);
    const files = ['run-001/junit.xml', 'run-002/junit.xml'];
    const said = await askBoth(site, BOOK, SERIES, files);
    expect(said.site.replaceAll('junit.xml', '')).toBe(said.command.replaceAll(/run-00\d\/junit\.xml/g, ''));
  });
});

describe.each(readdirSync(MATCH_BOOKS))('a pasted failure of %s', (name) => {
  const failures = parse(readFileSync(join(MATCH_BOOKS, name, 'failures.yaml'), 'utf8')) as readonly {
    readonly is: string;
    readonly test: string;
    readonly message: string;
  }[];

  test('is known by its text and the name of its test, and by no other issue', async () => {
    const site = await openSite(join(MATCH_BOOKS, name, 'content'));
    const wrong: unknown[] = [];
    let known = 0;
    for (const { is, test: of, message } of failures) {
      const { cards } = await site(`${of}\n${message}`);
      const issues = cards.flatMap((card) => (card.kind === 'known' ? card.issues.map(({ id }) => id) : []));
      if (issues.length > 0 && issues.join(' ') === is) known += 1;
      if (issues.some((id) => !is.split(' ').includes(id))) wrong.push({ is, of, message, issues });
    }
    expect(wrong).toEqual([]);
    expect(known).toBeGreaterThan(failures.length / 3);
  });
});
