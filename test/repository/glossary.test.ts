import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENT_WORDS, STATUS_WORDS } from '../../src/core/status.ts';

const read = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Words in backticks that begin a row of the table below a marker. */
function firstCells(text: string): string[] {
  return cellsOf(text).flatMap(([cell = '']) => /^`([a-z-]+)`$/.exec(cell)?.[1] ?? []);
}

/** The part of `docs/format.md` from a line on, to the next blank line after its table. */
function formatTable(head: string): string {
  const text = read('format.md');
  const start = text.indexOf(head);
  expect(start, head).toBeGreaterThan(0);
  const table = /\n\|[\s\S]*?\n\n/.exec(text.slice(start))?.[0] ?? '';
  return table;
}

const glossary = read('glossary.md');
const rows = cellsOf(glossary).filter(([word]) => word !== 'Word');
const words = new Set(rows.map(([word = '']) => word.replace(/`/g, '')));

describe('the glossary', () => {
  test.each([
    ['status words', '<!-- table: statuses -->', STATUS_WORDS.length],
    ['events', '<!-- table: events -->', EVENT_WORDS.length],
    ['outcomes', '| Outcome ', 6],
  ])('has the %s that the format has', (_, head, count) => {
    const introduced = firstCells(formatTable(head));
    expect(introduced).toHaveLength(count);
    expect(introduced.filter((word) => !words.has(word))).toEqual([]);
  });

  test('gives a word one meaning, in one sentence that ends', () => {
    expect(words.size).toBe(rows.length);
    for (const [word, meaning = ''] of rows) expect(meaning, word).toMatch(/^[A-Z].*\.$/);
  });
});
