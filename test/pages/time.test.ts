import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/pages/document.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook, renderDocs, withFiles } from '../support/book.ts';

const BOOK = `title: Small
prefixes:
  - { prefix: U-, suite: unit }
reports: [2026-01-10, 2026-01-20]
`;
const SUITE = `---
title: Unit
size:
  - { date: 2026-01-01, tests: 100 }
---
`;
const ISSUE = `---
title: Loses a row
suite: unit
tests:
  a: {}
causes:
  async-wait:
    proposed: 2026-01-05
    refuted: 2026-01-15
    because: It failed with the flush turned off
  shared-state:
    claim: One table for all
    supported: 2026-01-15
fixes:
  own-table: { title: "Own table", effort: 2h, horizon: immediate }
timeline:
  - open: 2026-01-05
  - fixed: 2026-01-18
    fix: own-table
---

## Notes

Of this suite {{suite.stable}} tests are stable, and \`{{suite.stable}}\` is code.
`;
const PATTERN = (title: string) => `---\ntitle: ${title}\nsummary: A mechanism.\n---\n`;

const files = withFiles(new Map(), {
  'book.yaml': BOOK,
  'suites/unit.md': SUITE,
  'issues/U-1.md': ISSUE,
  'patterns/async-wait.md': PATTERN('Async Timing'),
  'patterns/shared-state.md': PATTERN('Shared State'),
});

function docsAt(asOf: string): Map<string, string> {
  const book = openTestBook(files, asOf);
  expect(book.findings).toEqual([]);
  return renderDocs(book);
}

describe('a figure in prose', () => {
  it('is filled in as of the date, and left alone in code', () => {
    expect(docsAt('2026-01-10').get('issues/u-1.md')).toContain(
      'Of this suite 99 of 100 (99%) tests are stable, and `{{suite.stable}}` is code.',
    );
    expect(docsAt('2026-01-20').get('issues/u-1.md')).toContain(
      'Of this suite 100 of 100 (100%) tests are stable',
    );
  });
});

describe('a first diagnosis that was wrong', () => {
  it('is told on the issue, with what replaced it', () => {
    expect(docsAt('2026-01-20').get('issues/u-1.md')).toContain(
      'The first diagnosis, [Async Timing](../patterns/async-wait.md), was refuted on January 15, 2026: It failed with the flush turned off. [Shared State](../patterns/shared-state.md) is the leading cause now.',
    );
  });

  it('is counted on its pattern', () => {
    expect(docsAt('2026-01-20').get('patterns/async-wait.md')).toContain(
      'It was the first diagnosis in 1 issue and was wrong in 1:',
    );
  });

  it('is not told before it was refuted', () => {
    expect(docsAt('2026-01-14').get('issues/u-1.md')).not.toContain('The first diagnosis');
  });
});

describe('reports by date', () => {
  it('stand for each date of the book up to the date of reading', () => {
    const reports = [...docsAt('2026-01-15').keys()].filter((file) => /^reports\/\d/.test(file));
    expect(reports.sort()).toEqual(['reports/2026-01-10-unit.md', 'reports/2026-01-15-unit.md']);
  });

  it('say what changed since the one before', () => {
    const report = docsAt('2026-01-20').get('reports/2026-01-20-unit.md') ?? '';
    const since = report.slice(report.indexOf('## Since the last report'), report.indexOf('## Plan'));
    expect(since).toContain('The last report is from January 10, 2026.');
    expect(since).toContain('[U-1](../issues/u-1.md): Loses a row - fixed on January 18, 2026 by Own table');
    const figures = report.slice(report.indexOf('## Figures that changed'));
    expect(figures).toContain('| Stable tests | 99 of 100 (99%) | 100 of 100 (100%) |');
    expect(docsAt('2026-01-10').get('reports/2026-01-10-unit.md')).not.toContain('Since the last report');
  });

  it('are the same whenever they are made', () => {
    const name = 'reports/2026-01-10-unit.md';
    expect(docsAt('2026-01-20').get(name)).toBe(docsAt('2026-01-10').get(name));
  });

  it('stay as they were when a later entry and a later report date come', () => {
    const name = 'reports/2026-01-20-unit.md';
    const later = withFiles(files, {
      'book.yaml': BOOK.replace('2026-01-20]', '2026-01-20, 2026-02-01]'),
      'issues/U-1.md': ISSUE.replace(
        '    fix: own-table\n',
        '    fix: own-table\n  - reopened: 2026-01-30\n',
      ),
    });
    expect(renderDocs(openTestBook(later, '2026-02-01')).get(name)).toBe(docsAt('2026-01-20').get(name));
  });

  it('have a page of their differences', () => {
    const changes = docsAt('2026-01-20').get('changes.md') ?? '';
    expect(changes).toContain('## January 10, 2026 to January 20, 2026');
    expect(changes).toContain('### Causes, January 20, 2026');
  });
});

describe('the book at a past date', () => {
  const book = openTestBook(files, '2026-01-20');
  const pages = new Map(book.pages('site').map((spec) => [spec.route, book.page(spec)]));

  it('has the pages of that date, which say so', () => {
    const markdown = renderMarkdown(pages.get('at/2026-01-10/issues/u-1') as Document, docsLinks);
    expect(markdown).toContain('**The book as of January 10, 2026.**');
    expect(markdown).toContain('Open');
    expect(markdown).not.toContain('Fixed');
  });

  it('is listed with the reports', () => {
    expect(routesLinkedFrom('reports')).toContain('at/2026-01-10');
  });

  it('links to pages that are there, of the same date where it has them', () => {
    for (const route of pages.keys()) {
      expect([route, routesLinkedFrom(route).filter((to) => !pages.has(to))]).toEqual([route, []]);
    }
    expect(routesLinkedFrom('at/2026-01-10/issues')).toContain('at/2026-01-10/issues/u-1');
  });

  function routesLinkedFrom(route: string): string[] {
    const found: string[] = [];
    const root: Root = pages.get(route)?.root ?? { type: 'root', children: [] };
    visit(root, (node) => {
      if (node.type === 'recordLink') found.push(node.to);
      if (node.type === 'figureCards')
        found.push(...node.cards.flatMap(({ to }) => (to === undefined ? [] : [to])));
    });
    return found;
  }
});
