import { expect, it } from 'vitest';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook, withFiles } from '../support/book.ts';

/** The pages of a book with one issue, whose timeline is given, and a report between its entries. */
function pagesWith(timeline: string): ReadonlyMap<string, string> {
  const book = openTestBook(
    withFiles(new Map(), {
      'book.yaml': 'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\nreports: [2026-01-31]\n',
      'suites/unit.md': '---\ntitle: Unit\nsource: { repository: https://github.com/example/unit }\n---\n',
      'issues/U-1.md': `---\ntitle: Loses a row\nsuite: unit\ntests:\n  a: { name: rows }\ntimeline:\n${timeline}---\n`,
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
