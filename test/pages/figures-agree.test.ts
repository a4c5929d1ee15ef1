import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { expect, it } from 'vitest';
import { plain } from '../../src/pages/blocks/tree.ts';
import type { Document } from '../../src/pages/document.ts';
import { composeHome } from '../../src/pages/home-page.ts';
import { composePlan } from '../../src/pages/plan-page.ts';
import { composeReport } from '../../src/pages/report/report.ts';
import { composeSuite } from '../../src/pages/suite-page.ts';
import { DATA_FOLDER, dataFiles } from '../../src/site/data-files.ts';
import { arbitraryBase, arbitraryWhen } from '../asof/arbitrary.ts';
import { bookAt } from '../support/book.ts';
import '../support/property-seed.ts';

/** All that a page says, a paragraph, card or row of a table each. */
function linesOf({ root }: Document): string[] {
  return root.children.flatMap(saying);
}

function saying(node: Nodes): string[] {
  if (node.type === 'paragraph') return [plain(node.children)];
  if (node.type === 'tableRow') return [node.children.map((cell) => plain(cell.children)).join(' | ')];
  if (node.type === 'figureCards') return node.cards.map(({ label, value }) => `${label} | ${value}`);
  return 'children' in node ? node.children.flatMap(saying) : [];
}

/** The numbers of the only line that fits, or of all lines that fit if they say the same; undefined where none does. */
function told(lines: readonly string[], pattern: RegExp): string | undefined {
  const found = new Set(lines.flatMap((line) => pattern.exec(line)?.slice(1).join(' of ') ?? []));
  expect(found.size).toBeLessThanOrEqual(1);
  return [...found][0];
}

const STABLE = /^(\d+) of (\d+) tests? (?:is|are) stable/;
const UNRESOLVED = /^Unresolved tests \| (\d+)\/(\d+)/;

it('says the same of tests and issues on every page and in every file for programs, whatever the book', () => {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), (kb, asOf) => {
    const book = bookAt({ kb }, asOf);
    const files = dataFiles(book, []);
    const data = (name: string) => JSON.parse(files.get(`${DATA_FOLDER}/${name}.json`) ?? '');
    const { figures } = data('figures');
    const rows: string[][] = data('issues').rows;
    const suites: { id: string; tests: number | null; stable: number | null; unresolved: number }[] =
      data('suites').suites;
    const ofPart = (key: string) => {
      const figure = figures[key];
      return figure === undefined ? undefined : `${figure.value} of ${figure.of}`;
    };

    // The list, its table for spreadsheets, and the counts.
    expect(files.get(`${DATA_FOLDER}/issues.csv`)?.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(figures['issues.all']?.value ?? 0).toBe(rows.length);
    for (const group of ['unresolved', 'resolved', 'closed'])
      expect(figures[`issues.${group}`]?.value ?? 0).toBe(rows.filter((row) => row[4] === group).length);

    // Sums over suites, of those whose size is known.
    const sized = suites.filter(({ stable }) => stable !== null);
    const sum = (key: 'tests' | 'stable' | 'unresolved', of = sized) =>
      of.reduce((all, suite) => all + (suite[key] ?? 0), 0);
    const stable = sized.length === 0 ? undefined : `${sum('stable')} of ${sum('tests')}`;
    expect(ofPart('suite.stable')).toBe(stable);
    const isPart = sized.length > 0 && sized.length < suites.length;
    expect(figures['suite.stable']?.suites).toEqual(
      isPart ? { known: sized.length, all: suites.length } : undefined,
    );
    expect(figures['tests.unresolved'].value).toBe(sum('unresolved', suites));

    // Home, and the plan's first row.
    const home = linesOf(composeHome(book, undefined));
    if (rows.length > 0) expect(told(home, STABLE)).toBe(stable);
    if (rows.length > 0) expect(told(home, UNRESOLVED)).toBe(ofPart('tests.unresolved'));
    const now = told(linesOf(composePlan(book)), /^Now \| +\| (\d+) of (\d+)/);
    if (now !== undefined) expect(now).toBe(stable);

    for (const { id, tests, stable: own, unresolved } of suites) {
      const reading = book.suite(id);
      if (!reading) throw new Error(id);
      const count = own === null ? undefined : `${own} of ${tests}`;
      const page = linesOf(composeSuite(book, reading));
      const isEmpty = book.suiteRows(id).length === 0;
      if (!isEmpty) expect(told(page, /^(\d+) of (\d+) tests? (?:has|have) no open issue/)).toBe(count);
      if (!isEmpty) expect(told(page, UNRESOLVED)?.split(' ')[0]).toBe(String(unresolved));
      for (const detail of ['brief', 'full'] as const) {
        const report = linesOf(composeReport(book, reading, undefined, detail));
        if (!isEmpty) expect(told(report, STABLE)).toBe(count);
      }
      const badge = JSON.parse(files.get(`badges/${id}.json`) ?? '');
      const open = book.suiteRows(id).filter(({ group }) => group === 'unresolved').length;
      expect(badge.color === '#1a7f4b').toBe(open === 0);
      expect(badge.message.startsWith('none')).toBe(own === null && open === 0);
      if (count !== undefined) expect(badge.message).toBe(`${count} stable`);
    }
  });
  fc.assert(property, { numRuns: 100 });
});
