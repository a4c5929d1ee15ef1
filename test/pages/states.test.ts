import { describe, expect, it } from 'vitest';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook, withFiles } from '../support/book.ts';

/** The pages of a book with one issue, whose timeline is given, and a report between its entries. */
function pagesWith(timeline: string, tests = '  a: { name: rows }\n'): ReadonlyMap<string, string> {
  const book = openTestBook(
    withFiles(new Map(), {
      'book.yaml': 'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\nreports: [2026-01-31]\n',
      'suites/unit.md': '---\ntitle: Unit\nsource: { repository: https://github.com/example/unit }\n---\n',
      'issues/U-1.md': `---\ntitle: Loses a row\nsuite: unit\ntests:\n${tests}timeline:\n${timeline}---\n`,
    }),
  );
  const specs = [...book.pages('docs')];
  return new Map(specs.map((spec) => [spec.route, renderMarkdown(book.page(spec), docsLinks)]));
}

it('a change that is open is what is planned, and what is waited for, without the id of a fix', () => {
  const pages = pagesWith('  - open: 2026-01-06\n  - fix-proposed: 2026-02-10\n    change: "17"\n');
  const change = 'change [`17`](https://github.com/example/unit/pull/17)';
  expect(pages.get('issues/u-1')).toContain(`**What is planned**: ${change} (in review)`);
  expect(pages.get('issues/u-1')).toContain(`**What it waits for**: The review of ${change}.`);
  expect(pages.get('reports/2026-02-10-unit')).toContain(`**Fix**: ${change} (in review)`);
  expect(pages.get('changes')).toContain('Loses a row - fix proposed (open before)');
});

it('what is closed says in one line why, and what took over', () => {
  const pages = pagesWith(
    '  - open: 2026-01-06\n  - moved: 2026-02-10\n    to: big\n    why: It needs a disk\n',
  );
  expect(pages.get('reports/2026-02-10-unit')).toContain(
    'Loses a row, moved since February 10, 2026, to `big`: It needs a disk',
  );
  expect(pages.get('changes')).toContain(
    'Loses a row - moved to `big` on February 10, 2026: It needs a disk',
  );
});

describe('the date of a line that names some tests of an issue', () => {
  const three = '  a: { name: rows }\n  b: { name: lines }\n  c: { name: cells }\n';
  const report = (timeline: string) => pagesWith(timeline, three).get('reports/2026-02-20-unit') ?? '';
  const opened =
    '  - { open: 2026-01-06, tests: [a] }\n  - { open: 2026-02-05, tests: [b, c] }\n  - { seen: 2026-02-20 }\n';

  it('is theirs where the issue is older', () => {
    const said = report(`${opened}  - { fixed: 2026-02-20, tests: [a], why: Own table }\n`);
    expect(said).toContain('U-1b/c](../issues/u-1.md)**: Loses a row, open since February 5, 2026\n');
  });

  it('is the first and the last of them where they differ, and a repeated status begins nothing', () => {
    const again = '  - { open: 2026-02-20, tests: [b] }\n';
    expect(report(opened + again)).toContain(
      'Loses a row, open, the first test since January 6, 2026, the last since February 5, 2026\n',
    );
  });

  it('leaves out the tests with another status, and tells each hold with its own date', () => {
    const said = report(
      `${opened}  - { quarantined: 2026-02-06, tests: [b] }\n  - { quarantined: 2026-02-20, tests: [b, c] }\n`,
    );
    expect(said).toContain(
      'Loses a row, open since January 6, 2026, quarantined since February 6, 2026 (test b), quarantined since February 20, 2026 (test c)\n',
    );
  });

  it('names all that took over, where tests went to different issues', () => {
    const timeline =
      '  - { open: 2026-01-06 }\n  - { superseded: 2026-02-20, tests: [a, b], by: U-2 }\n  - { superseded: 2026-02-20, tests: [c], by: U-3, why: Another page }\n';
    const pages = pagesWith(timeline, three);
    expect(pages.get('reports/2026-02-20-unit')).toContain(
      'superseded since February 20, 2026, by U-2, by U-3: Another page',
    );
    expect(pages.get('issues/u-1')).toMatch(/Superseded since February 20, 2026 by U-2, by U-3/);
  });

  it('is theirs at the head of the page too, with their letters', () => {
    const pages = pagesWith(
      '  - { open: 2026-01-06 }\n  - { mitigated: 2026-02-06, tests: [c] }\n  - { wont-fix: 2026-02-20, tests: [a, b], why: Rare }\n',
      three,
    );
    expect(pages.get('issues/u-1')).toContain('\n⏳ Mitigated since February 6, 2026 (test c) · 3 tests\n');
  });
});

describe('holds of some tests', () => {
  const two = '  a: { name: rows }\n  b: { name: lines }\n  c: { name: cells }\n';
  const timeline = `  - { open: 2026-01-06 }
  - { quarantined: 2026-01-07, tests: [a], until: 2026-02-01 }
  - { mitigated: 2026-01-08, tests: [b], until: 2026-02-02 }
  - { quarantined: 2026-01-09, tests: [c], until: 2026-03-01 }
  - { seen: 2026-02-11 }
`;
  const pages = pagesWith(timeline, two);

  it('end for these tests', () => {
    const home = pages.get('') ?? '';
    expect(home).toContain('Quarantined (test a), was to end on February 1, 2026, 10 days ago');
    expect(home).toContain('Mitigated (test b), was to end on February 2, 2026, 9 days ago');
    expect(pages.get('issues/u-1')).toContain(
      'Quarantined until February 1, 2026, 10 days ago (test a); nothing says that it has ended. Mitigated until February 2, 2026, 9 days ago (test b); nothing says that it has ended. Quarantined since January 9, 2026 (test c).',
    );
  });

  it('are one issue in the figures', () => {
    expect(pages.get('suites/unit')).toMatch(/\| Mitigations past their end date \| 1 issue \| 1 \| 100% \|/);
  });

  it('leave no heading over a plan that is empty', () => {
    expect(pages.get('plan')).not.toContain('## Planned work');
  });
});

it('what was seen again after its fix waits to be reopened, and is no new failure', () => {
  const mended = '  - open: 2026-01-06\n  - fixed: 2026-01-07\n  - verified: 2026-01-08\n';
  const page = (more: string) => pagesWith(mended + more).get('issues/u-1') ?? '';
  expect(page('')).toContain('**What it waits for**: Nothing: it is verified.');
  const seen = page('  - seen: 2026-02-10\n');
  expect(seen).toContain(
    '**If it hits you now**: Verified since January 8, 2026, seen again on February 10, 2026.',
  );
  expect(seen).toContain('**What it waits for**: Somebody to reopen it.');
});

it('a figure that reads the same did not change', () => {
  const task = (id: string, effort: string, proposed: string) =>
    `  ${id}: { title: Task, effort: ${effort}, proposed: ${proposed} }\n`;
  const tasks =
    task('a', '1w', '2026-01-02') + task('b', '10m', '2026-01-02') + task('c', '10m', '2026-02-02');
  const pages = pagesWith(`  - open: 2026-01-06\ntasks:\n${tasks}`);
  expect(pages.get('plan')).toContain('About 5 days of work is planned');
  expect(pages.get('changes')).not.toContain('Planned effort');
});

it('the newest noted run is that of the newest date, and one without a test is not green', () => {
  const book = openTestBook(
    withFiles(new Map(), {
      'book.yaml': 'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\n',
      'suites/unit.md':
        '---\ntitle: Unit\nruns:\n  late: { date: 2026-02-03, failed: 3 }\n  empty: { date: 2026-02-01, ran: 0, passed: 0 }\n---\n',
      'issues/U-1.md':
        '---\ntitle: Loses a row\nsuite: unit\ntests: { a: {} }\ntimeline:\n  - open: 2026-01-06\n---\n',
    }),
  );
  const spec = [...book.pages('docs')].find(({ route }) => route === 'reports/full/2026-02-03-unit');
  const report = spec ? renderMarkdown(book.page(spec), docsLinks) : '';
  expect(report).toContain('- **Newest noted run**: Late, February 3, 2026\n');
  expect(report).not.toContain('One green run');
});

it('a size that nobody knew yet was not none', () => {
  const book = openTestBook(
    withFiles(new Map(), {
      'book.yaml': 'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\nreports: [2026-01-31]\n',
      'suites/unit.md': '---\ntitle: Unit\nsize:\n  - { date: 2026-02-03, tests: 9 }\n---\n',
      'issues/U-1.md':
        '---\ntitle: Loses a row\nsuite: unit\ntests: { a: {} }\ntimeline:\n  - open: 2026-01-06\n---\n',
    }),
  );
  const spec = [...book.pages('docs')].find(({ route }) => route === 'changes');
  const changes = spec ? renderMarkdown(book.page(spec), docsLinks) : '';
  expect(changes).toContain('| Tests in the suite | not known | 9 |');
});
