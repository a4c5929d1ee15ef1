import { describe, expect, it } from 'vitest';
import { CONTENT, openTestBook, readFiles, renderDocs, withFiles } from '../support/book.ts';
import { codeBlocks, headings, parse, tableRows } from '../support/markdown.ts';

const FILE = 'reports/full/2026-01-04-data-storage.md';
const book = openTestBook(readFiles(CONTENT));
const report = renderDocs(book).get(FILE) ?? '';
const tree = parse(report);

describe('the report of the shipped triage', () => {
  it('is read at the newest dated entry of the content', () => {
    expect(book.asOf).toBe('2026-01-04');
  });

  it('states the derived figures', () => {
    expect(report).toContain('- **Scope**: 5 issues of Data Storage Integration Tests, with 6 tests');
    expect(report).toContain('- **Status**: 2 fixed ✅, 3 triaged ⏳');
    expect(report).toContain('### Immediate (this sprint): planned ⏳, 35 minutes');
    expect(report).toContain('**Stable tests**: 153 of 157 (97.5%), all but 4 unresolved tests');
  });

  it('has all parts of a triage summary, in their order', () => {
    expect(
      headings(tree)
        .filter(({ depth }) => depth === 2)
        .map(({ text }) => text),
    ).toEqual([
      'Executive summary',
      'Implementation priority',
      'Detailed triage',
      'Root cause summary',
      'Verification results',
      'Recommendations',
      'Figures',
      'Related documentation',
      'Closing status',
    ]);
  });

  it('has no two headings alike', () => {
    const texts = headings(tree).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('counts a fix that two issues share once', () => {
    expect(report.match(/^\d+\. \*\*.*: Add `Eventually` \+ filtering - fix$/gm)).toHaveLength(1);
  });

  it('keeps what a mitigation masks apart from what is stable', () => {
    const rows = tableRows(tree).filter(([first]) => first === 'Add Serial marker (mitigation)');
    expect(rows).toEqual([
      ['Add Serial marker (mitigation)', 'DS-FLAKY-003a and DS-FLAKY-003b', '153 of 157 (97.5%)', '2'],
    ]);
  });

  it('carries a block of before and after whole', () => {
    const whole = codeBlocks(tree).filter(
      (code) => code.includes('// BEFORE:') && code.includes('// AFTER:'),
    );
    expect(whole).toHaveLength(2);
  });
});

describe('a report on little', () => {
  const little = {
    'book.yaml': 'title: Little\n',
    'suites/unit.md': '---\ntitle: Unit\n---\n',
  };

  it('says that there is no issue', () => {
    const docs = renderDocs(openTestBook(withFiles(new Map(), little)));
    expect(docs.get('reports/1970-01-01-unit.md')).toContain('This suite has no issue on this date.');
  });

  it('does not mention an issue before its first status', () => {
    const issue = '---\ntitle: Later\nsuite: unit\ntests:\n  a: {}\ntimeline:\n  - open: 2026-02-01\n---\n';
    const docs = renderDocs(
      openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue }), '2026-01-31'),
    );
    expect([...docs.values()].join('\n')).not.toContain('U-1');
  });

  it('keeps a size apart from a share where no size is known', () => {
    const issue = '---\ntitle: Now\nsuite: unit\ntests:\n  a: {}\ntimeline:\n  - open: 2026-02-01\n---\n';
    const docs = renderDocs(openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue })));
    const text = docs.get('reports/2026-02-01-unit.md') ?? '';
    expect(text).toContain('**Test suite size**: unknown');
    expect(text).not.toContain('Stable tests');
  });
});
