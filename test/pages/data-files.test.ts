import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { judgeData } from '../../scripts/hostile/payloads/judge-data.ts';
import { DATA_SCHEMAS, dataJsonSchemas } from '../../src/records/published/data-schemas.ts';
import { DATA_FOLDER, dataFiles } from '../../src/site/data-files.ts';
import { GOLDEN } from '../golden/make.ts';
import { openTestBook, readFiles, withFiles } from '../support/book.ts';

const golden = dataFiles(openTestBook(readFiles(join(GOLDEN, 'book')), '2026-03-23').now, []);
const text = (path: string, files = golden) => files.get(path) ?? '';
const data = (name: string) => JSON.parse(text(`${DATA_FOLDER}/${name}.json`));

/** Elements and attributes of well-formed XML; throws where it is not. */
function readXml(source: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push(name, ...Object.keys(attributes)));
  parser.write(source).close();
  return found;
}

describe('the data of a site', () => {
  test.each(['issues', 'suites', 'patterns', 'figures', 'signatures'] as const)(
    '%s is as its schema says',
    (name) => {
      expect(DATA_SCHEMAS[name].safeParse(data(name)).error).toBeUndefined();
      expect(JSON.parse(text(`${DATA_FOLDER}/schemas/${name}.schema.json`))).toEqual(
        JSON.parse(JSON.stringify(dataJsonSchemas()[name])),
      );
    },
  );

  test('lists every issue once, in the columns that it names', () => {
    const { columns, rows } = data('issues');
    expect(columns.slice(0, 4)).toEqual(['id', 'title', 'suite', 'status']);
    const ids = rows.map(([id]: [string]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('BERTH-001');
    const lines = text(`${DATA_FOLDER}/issues.csv`).trimEnd().split('\r\n');
    expect(lines[0]).toBe(columns.join(','));
    expect(lines).toHaveLength(rows.length + 1);
  });

  test('says what the pages say', () => {
    const berth = data('issues').rows.find(([id]: [string]) => id === 'BERTH-004');
    expect(berth.slice(2, 5)).toEqual(['berths', 'partly-fixed', 'unresolved']);
    // Runs contradict it.
    expect(berth.at(-2)).toBe(true);
    expect(data('figures').figures['suite.size']).toMatchObject({ unit: 'tests' });
  });

  test('has a feed and a badge for each suite', () => {
    for (const { id } of data('suites').suites) {
      expect(readXml(text(`feeds/${id}.xml`))[0]).toBe('feed');
      expect(readXml(text(`badges/${id}.svg`))[0]).toBe('svg');
      expect(JSON.parse(text(`badges/${id}.json`))).toMatchObject({ schemaVersion: 1 });
    }
  });

  test('has the newest change of a status first in its feed', () => {
    const dates = [...text('feed.xml').matchAll(/<updated>(.*?)<\/updated>/g)].map(([, at]) => at ?? '');
    expect(dates.length).toBeGreaterThan(10);
    expect(dates.slice(1)).toEqual(dates.slice(1).toSorted().reverse());
    expect(dates.every((at) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(at))).toBe(true);
  });

  test('says of which tests a status is in its feed, where it is not of all', () => {
    const files = withFiles(new Map(), {
      'book.yaml': 'title: x\nprefixes: [{ prefix: A-, suite: shop }]\n',
      'suites/shop.md': '---\ntitle: Shop\n---\n',
      'issues/A-1.md':
        '---\ntitle: Both `till` tests\nsuite: shop\ntests:\n  a: { name: x }\n  b: { name: y }\ntimeline:\n  - open: 2026-01-02\n  - fixed: 2026-01-03\n    tests: [b]\n  - fixed: 2026-01-04\n    tests: [a, b]\n---\n',
    });
    const titles = text('feed.xml', dataFiles(openTestBook(files, '2026-01-31').now, [])).matchAll(
      /<title>(A.*?)</g,
    );
    expect([...titles].map(([, title]) => title)).toEqual([
      'A-1: Both till tests: Fixed',
      'A-1: Both till tests: Fixed (test b)',
      'A-1: Both till tests: Open',
    ]);
  });

  test('says titles in words, with their figures', () => {
    const files = withFiles(new Map(), {
      'book.yaml': 'title: x\nsummary: "{{issues.all}} in all."\nprefixes: [{ prefix: A-, suite: shop }]\n',
      'suites/shop.md': '---\ntitle: Shop\n---\n',
      'issues/A-1.md':
        '---\ntitle: "`till` fails in {{tests.affected}}"\nsuite: shop\ntests:\n  a: { name: x }\ntimeline:\n  - open: 2026-01-02\n    note: "`till` is one of {{tests.affected}}"\n---\n',
    });
    const made = dataFiles(openTestBook(files, '2026-01-31').now, []);
    expect(text('feed.xml', made)).toContain('<summary>till is one of 1</summary>');
    for (const path of [
      'feed.xml',
      'feeds/shop.xml',
      'llms.txt',
      'issues.csv',
      'issues.json',
      'issue-columns.json',
      'signatures.json',
    ]) {
      const words = text(path, made) || text(`${DATA_FOLDER}/${path}`, made);
      expect(words).toContain('till fails in 1');
      expect(words).not.toContain('{{');
    }
    expect(text('llms.txt', made)).toContain('> 1 in all. Every figure');
  });

  test('says how many of a long list it names for language models', () => {
    const issues = Object.fromEntries(
      Array.from({ length: 51 }, (_, i) => [
        `issues/A-${i + 1}.md`,
        `---\ntitle: x\nsuite: shop\ntests: { a: { name: t${i} } }\ntimeline:\n  - open: 2026-01-02\n---\n`,
      ]),
    );
    const files = withFiles(new Map(), {
      'book.yaml': 'title: x\nprefixes: [{ prefix: A-, suite: shop }]\n',
      'suites/shop.md': '---\ntitle: Shop\n---\n',
      ...issues,
    });
    const llms = text('llms.txt', dataFiles(openTestBook(files, '2026-01-31').now, []));
    expect(llms).toContain('\n## Unresolved issues: 50 of 51\n');
    expect(llms.match(/^- \[A-/gm)).toHaveLength(50);
    expect(llms).toContain('\n## Suites\n');
  });

  test('names only pages of the book for language models', () => {
    expect(text('llms.txt')).toMatch(/^# .+\n\n> .+as of March 23, 2026\.\n/);
    expect(text('llms.txt')).toContain('](issues/berth-');
  });
});

describe('hostile words', () => {
  const title = '<script>&",=cmd|';
  const files = withFiles(new Map(), {
    'book.yaml': `title: ${JSON.stringify(title)}\nprefixes:\n  - { prefix: A-, suite: shop }\n`,
    'suites/shop.md': '---\ntitle: "=1+1]("\nsize:\n  - { date: 2026-01-01, tests: 3 }\n---\n',
    'issues/A-1.md':
      '---\ntitle: "=HYPERLINK(1), <b>\\"x\\" & ]("\nsuite: shop\ntests:\n  a: { name: x }\ntimeline:\n  - open: 2026-01-02\n---\n',
    'issues/A-2.md':
      '---\ntitle: "\\\\](javascript:x) a;=1+1;\\uFFFE\\uD800"\nsuite: shop\ntests:\n  a: { name: y }\ntimeline:\n  - open: 2026-01-02\n---\n',
  });
  const hostile = dataFiles(openTestBook(files, '2026-01-31').now, []);

  test('stay text in each file', () => {
    for (const path of ['feed.xml', 'feeds/shop.xml', 'badges/shop.svg'])
      expect(readXml(text(path, hostile))).not.toContain('script');
    expect(text(`${DATA_FOLDER}/issues.csv`, hostile)).toContain('A-1,"\'=HYPERLINK(1), <b>""x"" & ](",');
    expect(text(`${DATA_FOLDER}/issues.csv`, hostile)).toContain(" a;'=1+1;");
    expect(text('llms.txt', hostile)).toContain('- [A-1: =HYPERLINK(1), \\<b>"x" & \\](](issues/a-1/)');
    for (const [path, content] of hostile) expect(judgeData(path, content), path).toEqual([]);
  });
});
