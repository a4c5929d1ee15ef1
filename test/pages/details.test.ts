import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { expect, it } from 'vitest';
import { plain } from '../../src/pages/blocks/tree.ts';
import type { BookAt } from '../../src/pages/book-at.ts';
import { composeReport } from '../../src/pages/report/report.ts';
import type { ReportDetail } from '../../src/pages/routes.ts';
import { arbitraryBase, arbitraryWhen } from '../asof/arbitrary.ts';
import { bookAt, CONTENT, openTestBook, readFiles } from '../support/book.ts';

/** All that a report says, a paragraph or a row of a table each; without its title and the link to its other form. */
function saidBy(book: BookAt, suite: string, previous: BookAt | undefined, detail: ReportDetail): string[] {
  const reading = book.suite(suite);
  if (!reading) throw new Error(`No suite ${suite}`);
  const [, bottomLine, , ...rest] = composeReport(book, reading, previous, detail).root.children;
  return [...(bottomLine ? [bottomLine] : []), ...rest].flatMap(saying);
}

function saying(node: Nodes): string[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [plain(node.children)];
  if (node.type === 'tableRow') return [node.children.map((cell) => plain(cell.children)).join(' | ')];
  if (node.type === 'definition') return [`${node.label} ${node.url}`];
  return 'children' in node ? node.children.flatMap(saying) : [];
}

it('says nothing in short that it does not say in full, whatever the book', () => {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), arbitraryWhen(), (kb, asOf, earlier) => {
    const book = bookAt({ kb }, asOf);
    const before = book.at(earlier);
    const previous = before.asOf.instantMs < book.asOf.instantMs ? before : undefined;
    for (const suite of book.suiteIds) {
      const full = new Set(saidBy(book, suite, previous, 'full'));
      const missing = saidBy(book, suite, previous, 'brief').filter(
        (said) => !full.has(said) && !/^And \d+ more$/.test(said),
      );
      expect(missing).toEqual([]);
    }
  });
  fc.assert(property, { numRuns: 60 });
});

it('says in full what the short report of the shipped book says', () => {
  const parts = openTestBook(readFiles(CONTENT));
  const book = bookAt(parts, parts.asOf);
  const brief = saidBy(book, 'data-storage', undefined, 'brief');
  const full = saidBy(book, 'data-storage', undefined, 'full');
  expect(brief.length).toBeGreaterThan(50);
  expect(brief.filter((said) => !full.includes(said))).toEqual([]);
});
