import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { makeBook } from '../../scripts/bench/book.ts';
import { inOneColumn } from '../../src/pages/blocks/tree.ts';
import type { Document } from '../../src/pages/document.ts';
import { byPressure, type IssueRow } from '../../src/pages/issue-rows.ts';
import { ownerOf } from '../../src/pages/lists.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook, withFiles } from '../support/book.ts';

const OF_REPORT = {
  rows: { most: 22, head: 5, page: 20 },
  sections: { most: 20, head: 2, page: 10 },
};
const SIZES = { ...OF_REPORT, mostOfMany: 12, ofReport: OF_REPORT };
const ALL = { most: 1e6, head: 1e6, page: 1e6 };
const WHOLE = { rows: ALL, sections: ALL };
const made = makeBook(330, 'warnings').files;
const [long = ''] = [...made.keys()].filter((file) => file.startsWith('issues/'));
const files = withFiles(new Map(), {
  ...Object.fromEntries(made),
  [long]: withLongLists(made.get(long) ?? ''),
});
const book = openTestBook(files, undefined, SIZES);
const whole = openTestBook(files, undefined, { ...WHOLE, mostOfMany: ALL.most, ofReport: WHOLE });
const specs = book.pages('docs');
const pages = new Map(specs.map((spec) => [spec.route, book.page(spec)] as const));

/** An issue with more decisions, observations and dated entries than a page may show. */
function withLongLists(text: string): string {
  const some = (line: (day: string, i: number) => string) =>
    Array.from({ length: 28 }, (_, i) => line(`2025-06-${String(i + 1).padStart(2, '0')}`, i)).join('');
  const [, front = '', ...body] = text.split(/^---$/m);
  const noted = some((day, i) => `  - { seen: ${day}, note: "See AB-${i}" }\n`);
  const decisions = some(
    (day, i) => `  ask-${i}: { ask: "What now, ${i}?", options: [one, two], asked: ${day} }\n`,
  );
  const observed = some(
    (day, i) => `  - { date: ${day}, failed: ${i}, of: 90, where: [ci], note: "Run ${i}" }\n`,
  );
  const rest = `decisions:\n${decisions}observed:\n${observed}`;
  return [
    '',
    front.replace(/^decisions:\n(?: .*\n)*/m, '').replace(/^(timeline:\n(?: .*\n)*)/m, `$1${noted}${rest}`),
    ...body,
  ].join('---');
}

function entriesOf(node: RootContent): number {
  if (node.type === 'table') return node.children.length - 1;
  return node.type === 'list' ? node.children.length : 0;
}

function blocksOf({ children }: { readonly children: readonly RootContent[] }): RootContent[] {
  return inOneColumn(children);
}

function sectionsOf({ root }: Document): number[] {
  const depths = [1, 2, 3, 4].map(() => 0);
  const most = [0, 0, 0, 0];
  for (const node of blocksOf(root))
    if (node.type === 'heading') {
      depths.fill(0, node.depth);
      depths[node.depth - 1] = (depths[node.depth - 1] ?? 0) + 1;
      most[node.depth - 1] = Math.max(most[node.depth - 1] ?? 0, depths[node.depth - 1] ?? 0);
    }
  return most;
}

function linksOf(nodes: readonly RootContent[]): string[] {
  return nodes.flatMap((node) => [
    ...(node.type === 'recordLink' ? [node.to] : []),
    ...('children' in node ? linksOf(node.children as RootContent[]) : []),
  ]);
}

describe('a list', () => {
  it('has an end on every page', () => {
    expect(pages.size).toBeGreaterThan(400);
    for (const { route, root } of pages.values())
      expect([route, Math.max(0, ...blocksOf(root).map(entriesOf)) <= SIZES.rows.most]).toEqual([
        route,
        true,
      ]);
    for (const page of pages.values())
      expect([page.route, Math.max(...sectionsOf(page)) <= SIZES.sections.most]).toEqual([page.route, true]);
  });

  it('has all of its entries on its pages, in its order', () => {
    const ownRoutes = whole.pages('docs').map(({ route }) => route);
    expect(ownRoutes).toEqual(specs.map(({ route }) => route).filter((route) => ownerOf(route) === route));
    for (const spec of whole.pages('docs')) {
      const lists = specs.filter(({ route }) => route !== spec.route && ownerOf(route) === spec.route);
      if (lists.length === 0) continue;
      const parts = lists.flatMap(({ route }) => linksOf(pages.get(route)?.root.children.slice(2, -1) ?? []));
      const all = linksOf(whole.page(spec).root.children);
      const shown = [...parts, ...linksOf(pages.get(spec.route)?.root.children ?? [])];
      expect([spec.route, all.filter((link) => !shown.includes(link))]).toEqual([spec.route, []]);
    }
  });

  it('has pages of its own name, whatever stands above it, and the same where a picture shows it', () => {
    const titles = specs
      .filter(({ route }) => ownerOf(route) === 'plan')
      .map((spec) => book.page(spec).title);
    const names = titles.slice(1).map((title) => /^Plan: (.*), \d+ to /.exec(title)?.[1]);
    expect(new Set(names)).toEqual(new Set(['Planned work', 'If the plan is carried out']));
    const plan = pages.get('plan')?.root.children ?? [];
    const pictures = plan.flatMap((node) => (node.type === 'region' ? node.children : []));
    const figures = pictures.flatMap((node) => (node.type === 'chart' ? node.children : []));
    expect(figures.map(entriesOf)).toContain(SIZES.rows.head);
    expect(linksOf(figures)).toContain('plan/list/if-the-plan-is-carried-out-1');
  });

  it('counts all of its entries by what many of them share', () => {
    let counted = 0;
    for (const [route, page] of pages) {
      let sums: number[] = [];
      for (const line of renderMarkdown(page, docsLinks).split('\n')) {
        const parts = /^\*\*[^*]+\*\*: /.test(line)
          ? line.split(' · ').map((part) => / (\d+)$/.exec(part)?.[1])
          : [];
        if (line.startsWith('#')) sums = [];
        if (parts.length > 1) sums.push(parts.reduce((sum, count) => sum + Number(count), 0));
        const [, all] = /^\d+ of (\d+)\. All: /.exec(line) ?? [];
        if (all === undefined) continue;
        expect([route, ...sums]).toEqual([route, ...sums.map(() => Number(all))]);
        counted += sums.length;
        sums = [];
      }
    }
    expect(counted).toBeGreaterThan(10);
  });

  it('leads to every page of the book, from its home', () => {
    const found = new Set(['']);
    for (const route of found)
      for (const to of linksOf(pages.get(route)?.root.children ?? [])) if (pages.has(to)) found.add(to);
    expect([...pages.keys()].filter((route) => !found.has(route))).toEqual([]);
  });
});

describe('a full report of many issues', () => {
  const suite = book.now.suiteIds[0] ?? '';
  const report = (kind: string) =>
    renderMarkdown(whole.page({ route: '', key: `${kind} now ${suite}` }), docsLinks);
  const triageOf = (text: string) => /^## Detailed triage\n(.*?)^## /ms.exec(text)?.[1] ?? '';

  it('leads to the page of each on the site, and tells all of them elsewhere', () => {
    const ids = book.now.suiteRows(suite).map(({ id }) => id);
    const onSite = triageOf(report('site-report'));
    const links = [...onSite.matchAll(/\]\((?:\.\.\/)*issues\/(.*?)\.md\)/g)].map(([, id]) => id);
    expect(links).toEqual(ids.map((id) => id.toLowerCase()));
    expect(onSite).not.toContain('```');
    const told = triageOf(report('full-report'));
    expect(told.match(/^### /gm)).toHaveLength(ids.length);
    expect(told).toContain('```');
  });
});

describe('a long list', () => {
  const days = Array.from({ length: 28 }, (_, i) => `2025-${i < 14 ? '11' : '12'}-${10 + (i % 14)}`);
  const each = (line: (day: string, i: number) => string) => days.map(line).join('');
  const small = openTestBook(
    withFiles(new Map(), {
      'book.yaml': `title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\nreports: [${days.join(', ')}]\n`,
      'suites/unit.md': `---\ntitle: Unit\ntasks:\n${each((day, i) => `  t-${i}: { title: "Task ${i}", proposed: ${day}${i < 9 ? `, done: ${day}` : ''} }\n`)}runs:\n${each((day, i) => `  r-${i}: { date: ${i < 9 ? day.replace('2025', '2024') : day}, passed: 9 }\n`)}---\n`,
      'issues/U-1.md': `---\ntitle: Loses a row\nsuite: unit\ntests:\n  a: { name: rows }\ntimeline:\n  - open: 2025-11-01\n${each((day, i) => `  - noted: ${day}\n    note: Note ${i}\n`)}decisions:\n${each((day, i) => `  d-${i}: { ask: "What now, ${i}?", options: [one, two], asked: ${day}, of: ${i < 9 ? 'Ada' : 'Bo'} }\n`)}---\n`,
    }),
    undefined,
    SIZES,
  );
  const text = (route: string) => {
    const spec = small.pages('docs').find((one) => one.route === route);
    return spec ? renderMarkdown(small.page(spec), docsLinks) : '';
  };

  it('of what happened begins with the first entry and goes on with the newest', () => {
    const [, timeline = ''] = text('issues/u-1').split('## Timeline\n');
    expect(timeline.match(/^\| (?!Date|---)[^|]+/gm)).toEqual(
      ['November 1', 'December 20', 'December 21', 'December 22', 'December 23'].map(
        (day) => `| ${day}, 2025 `,
      ),
    );
    expect(timeline).toContain('The first and the newest 4 of 29. All: [1 to 20](u-1/list/');
  });

  it.each([
    ['suites/unit', '**State**: planned 19 · done 9'],
    ['suites/unit', '**Year**: 2025 19 · 2024 9'],
    ['decisions', '**For**: Bo 19 · Ada 9'],
  ])('on “%s” says how many are what: %s', (route, counts) => {
    expect(text(route)).toContain(`\n${counts}\n`);
  });

  it('of reports ends too', () => {
    expect(text('changes').match(/^## .* to /gm)).toHaveLength(SIZES.sections.head);
    expect(text('changes')).toContain('2 of 27. All: [1 to 10](changes/list/what-changed-1.md)');
    expect(text('changes/list/what-changed-3')).toContain('## November 10, 2025 to November 11, 2025');
  });
});

describe('what is unresolved', () => {
  const impacts = ['high', 'low'].map((id) => ({ id, label: id }));
  const rows = fc.uniqueArray(
    fc.record(
      {
        id: fc.stringMatching(/^X-[1-9]{2}$/),
        impact: fc.constantFrom('high', 'low'),
        opened: fc.constantFrom('2026-01-01', '2026-01-02'),
        rate: fc.constantFrom(0.1, 0.2),
        suite: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: ['id', 'opened', 'suite'] },
    ),
    { selector: ({ id }) => id },
  );
  const rowOf = (row: Pick<IssueRow, 'id' | 'opened' | 'suite'>): IssueRow => ({
    ...row,
    label: row.id,
    title: '',
    file: '',
    status: 'open',
    group: 'unresolved',
    updated: row.opened,
    stage: 'flaking',
    isContradicted: false,
  });
  /** As texts that sort as the rows should, without the id. */
  const pressure = ({ impact, opened, rate, suite }: IssueRow) =>
    [impact === 'high' ? 0 : impact === 'low' ? 1 : 2, opened, 1 - (rate ?? -1), suite].join(' ');

  it('is in the order of impact, age, rate and suite, whatever the ids', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = all.map(rowOf).sort(byPressure(impacts)).map(pressure);
        expect(sorted).toEqual(sorted.toSorted());
      }),
    );
  });
});
