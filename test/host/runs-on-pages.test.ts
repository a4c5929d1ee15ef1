import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyFiles, writeFiles } from '../support/runs.ts';
import { inTempFolder } from './folders.ts';
import { readTwice, WatchedBook } from './watched-book.ts';

const SAYS = 'AssertionError: the cart holds 2 rows of the basket';
const issue = (suite: string, symptom = SAYS) => `---
title: Adds twice
suite: ${suite}
tests:
  a: { name: "cart > adds" }
causes:
  shared-state: { proposed: 2026-01-02 }
timeline:
  - open: 2026-01-02
  - fixed: 2026-01-05
---

## Symptom

\`\`\`text
${symptom}
\`\`\`
`;
const RECORDS = {
  'book.yaml':
    'title: Shop\nprefixes:\n  - { prefix: A-, suite: shop }\n  - { prefix: B-, suite: other }\nreports: [2026-01-06]\n',
  'suites/shop.md': '---\ntitle: Shop\n---\n',
  'suites/other.md': '---\ntitle: Other\n---\n',
  'patterns/shared-state.md': '---\ntitle: Shared state\nsummary: One for all.\n---\n',
  'issues/A-1.md': issue('shop'),
  'issues/B-1.md': issue('other'),
};
const runs = (letters: string) => historyFiles('shop', { 'cart > adds': letters }, { message: () => SAYS });
const AS_OF = '2026-01-31';

/** The pages of a warm read that are not as they were; a cold read says the same to the byte. */
async function changedPages(book: WatchedBook, before: Readonly<Record<string, string>>) {
  const warm = await readTwice(book, AS_OF);
  expect(warm.findings.filter((finding) => finding.includes('"severity":"error"'))).toEqual([]);
  const changed = Object.keys(warm.pages).filter((page) => warm.pages[page] !== before[page]);
  return { pages: warm.pages, changed: changed.filter((page) => page.startsWith('docs/')).sort() };
}

test('runs come, contradict a claim and go: warm pages are cold ones, and no other page changes', async () => {
  await inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    mkdirSync(content);
    const book = new WatchedBook(content);
    writeFiles(content, { ...RECORDS, ...runs('PFPPPPP') });
    const first = await changedPages(book, {});
    const shown = [
      ...['docs/', 'docs/issues/a-1', 'docs/reports/2026-01-31', 'docs/reports/2026-01-31-shop'],
      ...['docs/reports/full/2026-01-31-shop', 'docs/suites/shop'],
    ];

    writeFiles(content, runs('PFPPPPPP'));
    const passed = await changedPages(book, first.pages);
    expect(passed.changed).toEqual(shown);

    writeFiles(content, runs('PFPPPPPPF'));
    const contradicted = await changedPages(book, passed.pages);
    const marked = [...shown, 'docs/issues', 'docs/patterns/shared-state'].sort();
    expect(contradicted.changed).toEqual([...marked, 'docs/changes'].sort());
    for (const page of marked) expect(contradicted.pages[page]).toContain('❌ Contradicted');
    expect(contradicted.pages['docs/changes']).toContain('### Fixes that runs contradict');

    // The issue describes another failure: what failed since says nothing against its fix.
    writeFiles(content, {
      'issues/A-1.md': issue('shop', 'RangeError: the basket of the other shop is full'),
    });
    const reworded = await changedPages(book, contradicted.pages);
    for (const page of marked) expect(reworded.pages[page]).not.toContain('❌ Contradicted');
    expect(reworded.pages['docs/changes']).not.toContain('Fixes that runs contradict');

    rmSync(join(content, 'runs'), { recursive: true });
    const without = await changedPages(book, reworded.pages);
    expect(without.changed).toContain('docs/issues/a-1');
    expect(Object.values(without.pages).join()).not.toMatch(/[Mm]easured run/);
  });
});
