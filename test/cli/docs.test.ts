import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { emptyBook, issueText, SMALL_BOOK } from './run.ts';

const parse = (text: string): Root => unified().use(remarkParse).use(remarkGfm).parse(text);

function readDocs(folder: string): Map<string, Root> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  return new Map(files.map((file) => [file, parse(readFileSync(join(folder, file), 'utf8'))]));
}

describe('names that are full of Markdown and HTML', () => {
  const TITLES = [
    'a | b || c \\| d',
    '`code` and ``more` | code',
    '<script>alert(1)</script> & <b>bold</b>',
    '[x](https://ci.example/a) and [y] javascript:alert(1) (data:text/html,<b>y</b>)',
    '*stars* _lines_ ~~gone~~ # no heading',
    '1. not a list\\',
    '| --- | --- |',
  ];
  const issues = TITLES.map((title, i) => [
    `issues/SHOP-${i + 1}.md`,
    issueText(
      title,
      `affects: ${JSON.stringify(title)}\nfixes:\n  mend:\n    title: ${JSON.stringify(title)}\n    does: ${JSON.stringify(title)}\n    effort: 1d\n`,
    ),
  ]);
  const files = { ...SMALL_BOOK, ...(Object.fromEntries(issues) as Record<string, string>) };

  async function buildDocs(): Promise<Map<string, Root>> {
    const book = emptyBook(files);
    const { code, stderr } = await book.run('build', '--docs');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return readDocs(join(book.folder, 'dist/docs'));
  }

  test('with a link that runs something are findings, and nothing is built', async () => {
    const title = '[x](javascript:alert(1)) [y](data:text/html,y) <javascript:alert(2)>';
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-9.md': issueText(title) });
    const { code, stderr } = await book.run('build', '--docs');
    expect(code).toBe(1);
    expect(stderr.match(/ error unsafe-link$/gm)).toHaveLength(3);
    expect(readdirSync(book.folder)).not.toContain('dist');
  });

  test('leave every table with as many cells in each row as in its head', async () => {
    let tables = 0;
    for (const [file, root] of await buildDocs()) {
      visit(root, 'table', (table: Table) => {
        tables += 1;
        const widths = new Set(table.children.map((row) => row.children.length));
        expect([...widths], `${file}:${table.position?.start.line}`).toHaveLength(1);
      });
    }
    expect(tables).toBeGreaterThan(3);
  });

  test('never become HTML, or a link that runs something', async () => {
    for (const [file, root] of await buildDocs()) {
      visit(root, (node) => {
        expect(node.type, file).not.toBe('html');
        if ('url' in node) expect(node.url, file).not.toMatch(/^(?:javascript|data):/);
      });
    }
  });

  test('read as inline Markdown does, or as they were written', async () => {
    const docs = await buildDocs();
    for (const [i, title] of TITLES.entries()) {
      const heading = docs.get(`issues/shop-${i + 1}.md`)?.children.find((node) => node.type === 'heading');
      const [only] = parse(title).children;
      expect(textOf(heading)).toBe(`SHOP-${i + 1}: ${only?.type === 'paragraph' ? textOf(only) : title}`);
    }
  });
});
