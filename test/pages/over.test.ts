import { describe, expect, it } from 'vitest';
import { endLists, LIST_SIZES } from '../../src/pages/lists.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook, withFiles } from '../support/book.ts';

const issue = (rest: string) =>
  `---\ntitle: Loses a row\nsuite: unit\ntests:\n  a: { label: A row }\ntimeline:\n${rest}---\n`;
const question = (name: string) =>
  `decisions:\n  ${name}:\n    ask: Which ${name}?\n    options: [one, two]\n    asked: 2026-01-07\n    due: 2026-02-01\n`;
const files = withFiles(new Map(), {
  'book.yaml':
    'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\nreports: [2026-01-31, 2026-02-11]\n',
  'suites/unit.md': `---\ntitle: Unit\nsize:\n  - { date: 2026-01-01, tests: 100 }\n${question('owner')}---\n`,
  'issues/U-1.md': issue('  - mitigated: 2026-01-06\n    until: 2026-02-01\n'),
  'issues/U-2.md': issue('  - quarantined: 2026-01-06\n    until: 2026-02-01\n'),
  'issues/U-3.md': issue(`  - open: 2026-01-06\n${question('way')}`),
});

const ENDED = 'was to end on February 1, 2026, 10 days ago';
const DUE = 'due February 1, 2026, overdue';

/** What each page says before its second section, and all of it. */
function pagesAt(asOf: string | undefined, of = files) {
  const book = openTestBook(of, asOf);
  const pages = book
    .pages('docs')
    .map((spec) => [spec.route, renderMarkdown(book.page(spec), docsLinks)] as const);
  return { book, pages: new Map(pages) };
}

const { book, pages } = pagesAt('2026-02-11');
const text = (route: string) => pages.get(route) ?? '';
const headOf = (route: string) => text(route).split('\n## ', 1)[0] ?? '';

describe('what should be over', () => {
  it('stands at the head of the page of its issue', () => {
    expect(headOf('issues/u-1')).toContain(`Mitigated since January 6, 2026, **${ENDED}**`);
    expect(headOf('issues/u-2')).toContain(`Quarantined since January 6, 2026, **${ENDED}**`);
    expect(headOf('issues/u-3')).toContain(DUE);
  });

  it('is over for whoever it hits now, and what was in place is named as such', () => {
    const mute = 'fixes:\n  mute: { title: Mute it, kind: mitigation }\n';
    const entry = '  - quarantined: 2026-01-06\n    fix: mute\n    until: 2026-02-01\n';
    const muted = issue(entry).replace('timeline:', `${mute}timeline:`);
    const page = pagesAt('2026-02-11', withFiles(files, { 'issues/U-2.md': muted })).pages;
    const said = page.get('issues/u-2') ?? '';
    expect(said).toContain(
      '**If it hits you now**: Quarantined until February 1, 2026, 10 days ago; nothing says that it has ended. Until then: Mute it. No other workaround is recorded.',
    );
    expect(said).toContain(`In place as a quarantine since January 6, 2026, ${ENDED}`);
    expect(page.get('reports/2026-02-11-unit')).toContain(
      `Loses a row, quarantined since January 6, 2026, **${ENDED}**`,
    );
  });

  it.each(['', 'reports/2026-02-11-unit', 'reports/full/2026-02-11-unit'])(
    'stands at the head of “%s”',
    (route) => {
      for (const [id, status] of [
        ['u-1', 'Mitigated'],
        ['u-2', 'Quarantined'],
      ])
        expect(headOf(route)).toMatch(new RegExp(`issues/${id}.md\\): ${status}, ${ENDED}`));
      expect(headOf(route)).toContain(
        '2 questions wait for an answer; the oldest has waited 35 days; 2 are overdue.',
      );
    },
  );

  it.each(['plan', 'suites/unit'])('has a section of its own on “%s”', (route) => {
    const [, section = ''] = text(route).split('## Past their date\n');
    const [all = ''] = section.split('\n## ');
    expect(
      all.match(
        new RegExp(`Mitigated, ${ENDED}|Quarantined, ${ENDED}|Which \\w+\\?\\]\\(\\S+\\) \\(${DUE}\\)`, 'g'),
      ),
    ).toHaveLength(4);
  });

  it('is counted by what it is, where it is more than a page shows', () => {
    const more = [4, 5, 6].map((n) => [
      `issues/U-${n}.md`,
      issue('  - quarantined: 2026-01-06\n    until: 2026-02-01\n'),
    ]);
    const { book } = pagesAt('2026-02-11', withFiles(files, Object.fromEntries(more)));
    const plan = book.pages('docs').find(({ route }) => route === 'plan');
    const sizes = { ...LIST_SIZES, rows: { most: 4, head: 2, page: 4 } };
    const said = plan && renderMarkdown(endLists(book.page(plan), sizes), docsLinks);
    expect(said).toContain('**What**: Quarantined 4 · Open question 2 · Mitigated 1\n');
  });

  it('is over as of a report, though nothing was entered since', () => {
    const { pages, book } = pagesAt(undefined);
    expect(book.asOf).toBe('2026-02-11');
    expect([...pages.keys()]).toContain('reports/2026-02-11-unit');
  });

  it('is found by a check', () => {
    const found = book.findings.filter(({ ruleId }) => ruleId === 'until-passed');
    expect(found.map(({ file, args }) => [file, args])).toEqual(
      [
        ['U-1', 'mitigated'],
        ['U-2', 'quarantined'],
        ['U-3', 'due'],
      ]
        .map(([id, word]) => [`issues/${id}.md`, { word, until: '2026-02-01', asOf: '2026-02-11' }])
        .concat([['suites/unit.md', { word: 'due', until: '2026-02-01', asOf: '2026-02-11' }]]),
    );
  });

  it('is not said before that day has ended', () => {
    const before = pagesAt('2026-02-01');
    expect(before.book.findings.filter(({ ruleId }) => ruleId === 'until-passed')).toEqual([]);
    for (const [route, page] of before.pages)
      expect([route, /was to end|overdue/.exec(page)]).toEqual([route, null]);
  });
});
