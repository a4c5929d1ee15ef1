import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { CONTENT, openTestBook, readFiles, renderDocs, withFiles } from '../support/book.ts';
import { headings, links, parse, tableRows } from '../support/markdown.ts';

const files = readFiles(CONTENT);
const docs = renderDocs(openTestBook(files));
const trees = new Map([...docs].map(([file, markdown]) => [file, parse(markdown)]));

describe('the docs of the shipped content', () => {
  it('have a page for every record and every list of records', () => {
    const pages = [...docs.keys()];
    expect(pages).toContain('README.md');
    expect(pages.filter((file) => file.startsWith('issues/'))).toHaveLength(6);
    expect(pages.filter((file) => file.startsWith('patterns/'))).toHaveLength(18);
    expect(pages).toEqual(
      expect.arrayContaining([
        'suites/data-storage.md',
        'plan.md',
        'decisions.md',
        'references.md',
        'reports/README.md',
      ]),
    );
  });

  it('have no relative link that leads nowhere', () => {
    const dangling = [...trees].flatMap(([file, tree]) =>
      links(tree)
        .filter((url) => !/^[a-z]+:/.test(url))
        .filter((url) => !leadsSomewhere(file, decodeURI(url)))
        .map((url) => `${file}: ${url}`),
    );
    expect(dangling).toEqual([]);
  });

  it('have one title each, first', () => {
    for (const [file, tree] of trees) {
      const depths = headings(tree).map(({ depth }) => depth);
      expect([file, depths[0], depths.filter((depth) => depth === 1).length]).toEqual([file, 1, 1]);
    }
  });

  it('link patterns back to their issues', () => {
    expect(docs.get('patterns/shared-state.md')).toContain('[DS-FLAKY-003a/b](../issues/ds-flaky-003.md)');
    expect(docs.get('patterns/unscoped-assertion.md')).toContain('[DS-FLAKY-004](../issues/ds-flaky-004.md)');
  });

  it('show a question on every issue that it is about', () => {
    for (const id of ['003', '004', '005'])
      expect(docs.get(`issues/ds-flaky-${id}.md`)).toContain('Implement the quick fixes now?');
  });

  it('are the same whatever the order of files', () => {
    const reversed = new Map([...files].reverse());
    expect([...renderDocs(openTestBook(reversed))].sort()).toEqual([...docs].sort());
  });
});

function leadsSomewhere(from: string, url: string): boolean {
  const [path = '', anchor] = url.split('#');
  const target = path === '' ? from : posix.normalize(posix.join(posix.dirname(from), path));
  const tree = trees.get(target);
  if (!tree || anchor === undefined) return tree !== undefined;
  const slugger = new GithubSlugger();
  return headings(tree).some(({ text }) => slugger.slug(text) === anchor);
}

describe('a record with a hostile name', () => {
  const name = 'a | b `c` <script>alert(1)</script> [x](javascript:alert(1)) *d* _e_ ```';
  const issue = `---
title: ${JSON.stringify(name)}
suite: data-storage
tests:
  a:
    name: ${JSON.stringify(name)}
    label: ${JSON.stringify(name)}
timeline:
  - open: 2026-01-05
    note: ${JSON.stringify(name)}
---
`;
  const hostile = renderDocs(openTestBook(withFiles(files, { 'issues/DS-FLAKY-666.md': issue })));

  it('breaks no table and stays text in it', () => {
    const cells = tableRows(parse(hostile.get('issues/ds-flaky-666.md') ?? '')).flat();
    expect(cells).toContain(`${name}: ${name}`);
  });

  it('never becomes HTML', () => {
    for (const markdown of hostile.values())
      expect(JSON.stringify(parse(markdown))).not.toContain('"type":"html"');
  });
});
