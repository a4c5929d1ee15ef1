import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Snapshot } from '../../src/asof/snapshot.ts';
import { auditDocument, dateOf } from '../../src/audit/audit.ts';
import { isStatus } from '../../src/core/status.ts';
import { LIST_SIZES, listPagesOf } from '../../src/pages/lists.ts';
import { composePage, composeWhole, listPages } from '../../src/pages/pages.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { docsFile, docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { arbitraryBase, arbitraryWhen } from '../asof/arbitrary.ts';
import { CONTENT, openTestBook, ROOT, readerOf, readFiles, renderDocs, SEALS } from '../support/book.ts';

/**
 * Findings of a document against the book as of the day that it says it is of, and alone. A document alone does not say
 * which issues have no test, or one with another issue.
 */
function audit(file: string, text: string, snapshot: Snapshot): string[] {
  const { text: asOf } = snapshot.asOf;
  // Documents say days: what was read at an hour must be held against that hour.
  const at = asOf.includes('T') ? snapshot : readAsOf(snapshot.kb, dateOf(text) ?? asOf);
  const tests = [...at.issues.values()].map((issue) => issue.tests.map(({ key }) => key));
  const hasOwnTests =
    tests.every((keys) => keys.length > 0) && new Set(tests.flat()).size === tests.flat().length;
  return [...(hasOwnTests ? [undefined] : []), at].flatMap((book) =>
    auditDocument(file, text, book).findings.map(
      (finding) =>
        `${file}:${finding.place.start.line} ${messageOf(finding)}\n${text.split('\n')[finding.place.start.line - 1]}`,
    ),
  );
}

/**
 * `check` refuses a timeline that names tests which its issue does not have. Besides, the first status is made that of all
 * tests: pages name every letter of an issue (`DS-FLAKY-002a/b`) where only some tests have a status yet, and count those.
 */
function sound(base: KnowledgeBase): KnowledgeBase {
  const issues = [...base.issues].map(([id, issue]) => {
    const letters = issue.tests.map(({ letter }) => letter);
    const first = issue.timeline.findIndex(({ word }) => isStatus(word));
    const timeline = issue.timeline.map((entry, i) => ({
      ...entry,
      tests: i === first ? [] : entry.tests.filter((letter) => letters.includes(letter)),
    }));
    return [id, { ...issue, timeline }] as const;
  });
  return { ...base, issues: new Map(issues) };
}

describe('documents that Flakebook wrote have no contradiction', () => {
  const book = openTestBook(readFiles(CONTENT));

  it('made of the shipped book', () => {
    const docs = [...renderDocs(book)];
    expect(docs.length).toBeGreaterThan(20);
    expect(docs.flatMap(([file, text]) => audit(file, text, book.snapshot))).toEqual([]);
  });

  it('its records neither', () => {
    const records = [...readFiles(CONTENT)].filter(([file]) => file.endsWith('.md'));
    const decoder = new TextDecoder();
    expect(records.flatMap(([file, bytes]) => audit(file, decoder.decode(bytes), book.snapshot))).toEqual([]);
  });

  it('made of the golden book, its briefs and full reports too, alone', () => {
    const folder = join(ROOT, 'test/golden/expected');
    const docs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    );
    expect(docs.filter((file) => file.includes('reports/')).length).toBeGreaterThan(10);
    const found = docs.flatMap((file) =>
      auditDocument(file, readFileSync(join(folder, file), 'utf8')).findings.map(
        (finding) => `${file}:${finding.place.start.line} ${messageOf(finding)}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('made of any book, as of any date', () => {
    const property = fc.property(arbitraryBase().map(sound), arbitraryWhen(), (base, asOf) => {
      const read = readerOf({ kb: base }, asOf);
      const snapshot = readAsOf(base, asOf);
      for (const { route, key } of listPages(read, 'docs', (of) =>
        listPagesOf(composeWhole(read, of, SEALS), LIST_SIZES),
      )) {
        const text = renderMarkdown(
          composePage(read, key, (of) => composeWhole(read, of, SEALS)),
          docsLinks,
        );
        expect(audit(docsFile(route), text, snapshot)).toEqual([]);
      }
    });
    fc.assert(property, { numRuns: 25 });
  });
});
