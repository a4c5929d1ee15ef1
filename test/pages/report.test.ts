import { describe, expect, it } from 'vitest';
import { composeHome } from '../../src/pages/home-page.ts';
import { CONTENT, openTestBook, readFiles, renderDocs, withFiles } from '../support/book.ts';
import { codeBlocks, headings, parse, tableRows } from '../support/markdown.ts';

const docs = renderDocs(openTestBook(readFiles(CONTENT)));
const BRIEF = 'reports/2026-01-04-data-storage.md';
const FULL = 'reports/full/2026-01-04-data-storage.md';
const brief = docs.get(BRIEF) ?? '';
const report = docs.get(FULL) ?? '';
const tree = parse(report);

const partsOf = (markdown: string) =>
  headings(parse(markdown))
    .filter(({ depth }) => depth === 2)
    .map(({ text }) => text);

/** The words of the document that the shipped book was made from. */
const SEED_WORDS = 2087;

describe('the report of the shipped triage', () => {
  it('is read at the newest date of the records', () => {
    expect(openTestBook(readFiles(CONTENT)).asOf).toBe('2026-01-04');
  });

  it('begins with the bottom line', () => {
    expect(brief.split('\n').slice(2, 5)).toEqual([
      '- **153 of 157 tests are stable** (97.5%): **4 tests** in 3 issues are unresolved. 2 issues are said to be fixed but not verified.',
      '- Immediate: 35 minutes of work would make 155 of 157 tests stable and leave 2 masked (quiet, not fixed).',
      '- 4 questions of January 4, 2026 wait for an answer.',
    ]);
  });

  it('is short, and the archive is little longer than what a person wrote', () => {
    expect(brief.split('\n').length).toBeLessThanOrEqual(120);
    expect(report.split(/\s+/).filter((word) => word !== '').length).toBeLessThanOrEqual(1.2 * SEED_WORDS);
  });

  it('has its parts in order, and the archive has more of them', () => {
    expect(partsOf(brief)).toEqual([
      'Open questions',
      'Plan',
      'Unresolved issues',
      'Resolved issues',
      'About this report',
    ]);
    expect(partsOf(report)).toEqual([
      'Open questions',
      'Plan',
      'Unresolved issues',
      'Resolved issues',
      'Detailed triage',
      'Root cause summary',
      'Verification results',
      'Related documentation',
      'About this report',
    ]);
  });

  it('links each form to the other', () => {
    expect(brief).toContain('[full report](full/2026-01-04-data-storage.md)');
    expect(report).toContain('[short report](../2026-01-04-data-storage.md)');
  });

  it('asks the questions in the order in which they were asked', () => {
    expect([...brief.matchAll(/^\d\. \*\*(.+)\*\*$/gm)].map(([, ask]) => ask)).toEqual([
      'Graceful shutdown: the `Serial` marker, or unique DLQ streams?',
      'Workflow scoring: `Eventually` + filtering, or per-process schemas?',
      'Which bothers you most: graceful shutdown DLQ, or workflow scoring?',
      'Implement the quick fixes now?',
    ]);
  });

  it('tells an unresolved issue in three lines', () => {
    expect(brief).toMatch(
      /^- ⏳ \*\*\[DS-FLAKY-003a\/b\].*\n {2}- \*\*Cause\*\*: .*\n {2}- \*\*Mitigation\*\*: Add `Serial` marker \(planned, 5 minutes\)\n- ⏳/m,
    );
    expect(brief).toMatch(
      /\n {2}- \*\*Fix\*\*: same as \[DS-FLAKY-004\]\(\.\.\/issues\/ds-flaky-004\.md\)\n/,
    );
  });

  it('states the derived figures', () => {
    expect(report).toContain('- **Scope**: 5 issues of Data Storage Integration Tests, with 6 tests');
    expect(report).toContain('- **Status**: 2 fixed ✅, 3 triaged ⏳');
    expect(report).toContain('done: 30 minutes; planned: 35 minutes');
  });

  it('notes that a green run proves little where tests are unresolved', () => {
    expect(report).toMatch(
      /100% pass rate\)\n```\n\nOne green run does not prove .*: 4 tests are unresolved\./,
    );
  });

  it('has no two headings alike', () => {
    const texts = headings(tree).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('counts a fix that two issues share once', () => {
    const rows = tableRows(parse(brief)).filter(([, work]) => work === 'Add Eventually + filtering');
    expect(rows.map((cells) => cells[2])).toEqual(['DS-FLAKY-004, DS-FLAKY-005']);
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
    const sized = '---\ntitle: Unit\nsize: [{ date: 2026-01-04, tests: 7 }]\n---\n';
    const docs = renderDocs(openTestBook(withFiles(new Map(), { ...little, 'suites/unit.md': sized })));
    expect(docs.get('reports/2026-01-04-unit.md')).toContain('There is no issue on this date.');
  });

  it('is no book that begins, before its first entry', () => {
    const files = withFiles(new Map(), {
      ...little,
      'issues/U-1.md':
        '---\ntitle: Later\nsuite: unit\ntests: { a: {} }\ntimeline:\n  - open: 2026-02-01\n---\n',
    });
    const home = renderDocs(openTestBook(files, '2026-01-31')).get('README.md') ?? '';
    expect(home).toContain('As of January 31, 2026.');
    expect(home).not.toMatch(/flakebook new suite|## Suites/);
    const empty = renderDocs(openTestBook(withFiles(new Map(), { 'book.yaml': 'title: Little\n' })));
    expect(empty.get('README.md')).toContain('flakebook new suite');
    expect(empty.get('changes.md')).toContain('No suite is recorded yet');
  });

  it('says of a list without dates that it is one', () => {
    const issue =
      '---\ntitle: Listed\nsuite: unit\ntests: { a: {} }\ntimeline:\n  - as-listed: 2026-02-05\n    status: fixed\n---\n';
    const files = withFiles(new Map(), {
      ...little,
      'book.yaml': 'title: Little\nreports: [2026-02-02]\n',
      'suites/unit.md': '---\ntitle: Unit\nsize: [{ date: 2026-02-01, tests: 7 }]\n---\n',
      'issues/U-1.md': issue,
    });
    const report = renderDocs(openTestBook(files)).get('reports/2026-02-05-unit.md');
    expect(report).toContain('Listed - fixed as listed on February 5, 2026');
    expect(report).not.toMatch(/fixed (?:on|since) February 5/);
  });

  it('says at home how many issues are fixed, and not that a test of one is', () => {
    const issue =
      '---\ntitle: Half\nsuite: unit\ntests: { a: {}, b: {} }\ntimeline:\n  - open: 2026-02-01\n  - fixed: 2026-02-05\n    tests: [a]\n---\n';
    const files = withFiles(new Map(), {
      ...little,
      'book.yaml': 'title: Little\nreports: [2026-02-02]\n',
      'issues/U-1.md': issue,
    });
    const { now } = openTestBook(files, '2026-02-06');
    const words = JSON.stringify(composeHome(now, now.at('2026-02-02')).root);
    expect(words).toContain('0 new, 0 fixed, 0 reopened');
  });

  it('does not mention an issue before its first status', () => {
    const issue = '---\ntitle: Later\nsuite: unit\ntests:\n  a: {}\ntimeline:\n  - open: 2026-02-01\n---\n';
    const docs = renderDocs(
      openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue }), '2026-01-31'),
    );
    expect([...docs.values()].join('\n')).not.toContain('U-1');
  });

  it('says since when nothing was recorded, once that is a month', () => {
    const issue = '---\ntitle: Now\nsuite: unit\ntests:\n  a: {}\ntimeline:\n  - open: 2026-02-01\n---\n';
    const files = withFiles(new Map(), { ...little, 'issues/U-1.md': issue });
    const reportOf = (day: string) =>
      renderDocs(openTestBook(files, day)).get(`reports/${day}-unit.md`) ?? '';
    expect(reportOf('2026-03-03')).toContain('- Nothing was recorded in the 30 days since February 1, 2026.');
    expect(reportOf('2026-03-02')).not.toContain('Nothing was recorded');
  });

  it('asks to reopen what was seen to fail after its fix', () => {
    const page = (seen: string) => {
      const issue = `---\ntitle: Now\nsuite: unit\ntests: { a: {} }\nobserved: [{ date: ${seen}, failed: 2, of: 3 }]\ntimeline:\n  - open: 2026-02-01\n  - fixed: 2026-02-03\n---\n`;
      return renderDocs(openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue }))).get(
        'issues/u-1.md',
      );
    };
    expect(page('2026-02-02')).toContain('**What it waits for**: Somebody to verify it.');
    expect(page('2026-02-04')).toContain('**What it waits for**: Somebody to reopen it.');
  });

  it('adds up all planned work where no size says what it gives, and never makes stable what it only masks', () => {
    const fixes = (kind: string) =>
      `---\ntitle: Now\nsuite: unit\ntests: { a: {} }\nfixes:\n  one: { effort: 4h, horizon: immediate, kind: ${kind} }\n  two: { effort: 2w, kind: ${kind} }\ntimeline:\n  - open: 2026-02-01\n---\n`;
    const lineOf = (files: Record<string, string>) => {
      const docs = renderDocs(openTestBook(withFiles(new Map(), { ...little, ...files }), '2026-02-01'));
      return docs.get('reports/2026-02-01-unit.md')?.split('\n')[3];
    };
    const sized = '---\ntitle: Unit\nsize: [{ date: 2026-02-01, tests: 7 }]\n---\n';
    expect(lineOf({ 'issues/U-1.md': fixes('fix') })).toBe('- About 11 days of work is planned.');
    expect(lineOf({ 'issues/U-1.md': fixes('fix'), 'suites/unit.md': sized })).toBe(
      '- Immediate: 4 hours of work would make 7 of 7 tests stable.',
    );
    expect(lineOf({ 'issues/U-1.md': fixes('mitigation'), 'suites/unit.md': sized })).toBe(
      '- Immediate: 4 hours of work would leave 6 of 7 tests stable and 1 masked (quiet, not fixed).',
    );
  });

  it('shows tasks that were done since the last report in the plan', () => {
    const issue =
      '---\ntitle: Now\nsuite: unit\ntests:\n  a: {}\ntasks:\n  lint: { title: A lint rule, done: 2026-02-03 }\n  old: { title: An old one, done: 2026-02-01 }\ntimeline:\n  - open: 2026-02-01\n---\n';
    const files = withFiles(new Map(), {
      ...little,
      'book.yaml': 'title: Little\nreports: [2026-02-02]\n',
      'issues/U-1.md': issue,
    });
    const text = renderDocs(openTestBook(files)).get('reports/2026-02-03-unit.md') ?? '';
    expect(text).toContain('| ☑ done | A lint rule |');
    expect(text).not.toContain('An old one');
  });

  it('shows what was counted by hand, and what proves a flake', () => {
    const issue =
      '---\ntitle: Now\nsuite: unit\ntests:\n  a: {}\nobserved:\n  - { date: 2026-02-01, failed: 2, of: 117 }\n  - { date: 2026-02-01, run: r1, passed-in: r2, commit: 4512e87 }\ntimeline:\n  - open: 2026-02-01\n---\n';
    const docs = renderDocs(openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue })));
    const text = docs.get('reports/2026-02-01-unit.md') ?? '';
    expect(text).toContain('**Observed by hand**: 2 of 117 runs failed');
    expect(text).toContain(
      '**Proof of flakiness**: at commit `4512e87`, it failed in `r1` and passed in `r2`.',
    );
  });

  it('keeps a size apart from a share where no size is known', () => {
    const issue = '---\ntitle: Now\nsuite: unit\ntests:\n  a: {}\ntimeline:\n  - open: 2026-02-01\n---\n';
    const docs = renderDocs(openTestBook(withFiles(new Map(), { ...little, 'issues/U-1.md': issue })));
    const text = docs.get('reports/2026-02-01-unit.md') ?? '';
    expect(text).toContain('**Test suite size**: unknown');
    expect(text).toContain('the size of the suite is not known');
    expect(text).not.toContain('stable');
  });
});
