import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BookFiles, makeBook } from '../../scripts/bench/book/make-book.ts';
import { planBook } from '../../scripts/bench/book/plan-book.ts';
import { dayOf } from '../../scripts/bench/book/random.ts';
import { assemble } from '../../src/records/check/assemble.ts';

const FOLDER = new URL('../../content/patterns/', import.meta.url);
const PATTERNS: BookFiles = new Map(
  readdirSync(FOLDER).map((name) => [`patterns/${name}`, readFileSync(new URL(name, FOLDER), 'utf8')]),
);

function bytesOf(files: BookFiles): Map<string, Uint8Array> {
  return new Map([...files].map(([file, text]) => [file, Buffer.from(text)]));
}

function issuesOf(files: BookFiles): string[] {
  return [...files].flatMap(([file, text]) => (file.startsWith('issues/') ? [text] : []));
}

describe('makeBook', () => {
  const files = makeBook(60, PATTERNS);

  it('makes as many records as asked for, and book.yaml', () => {
    expect(files.size).toBe(61);
    expect(makeBook(1000, PATTERNS).size).toBe(1001);
  });

  it('makes the same book every time', () => {
    expect([...makeBook(60, PATTERNS)]).toEqual([...files]);
  });

  it('makes a book without a finding: every link, id and date holds', () => {
    const { findings, kb, asOf } = assemble(bytesOf(files));
    expect(findings).toEqual([]);
    expect(kb.issues.size).toBe(issuesOf(files).length);
    expect(asOf < '2026-01-01').toBe(true);
  });

  it('makes issues of about 3 KB, no two alike', () => {
    const issues = issuesOf(makeBook(600, PATTERNS));
    const sizes = issues.map((text) => Buffer.byteLength(text));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(Math.min(...sizes)).toBeGreaterThan(2000);
    expect(Math.max(...sizes)).toBeLessThan(4500);
    expect(mean).toBeGreaterThan(2700);
    expect(mean).toBeLessThan(3500);
    const blocks = issues.flatMap((text) => text.match(/```[^`]+```/g) ?? []);
    expect(blocks.length / issues.length).toBeGreaterThan(3);
    expect(new Set(blocks).size).toBeGreaterThan(0.99 * blocks.length);
  });

  it('links records across the book, and repeats causes and fixes', () => {
    const { kb } = assemble(bytesOf(makeBook(450, PATTERNS)));
    const issues = [...kb.issues.values()];
    expect(kb.suites.size).toBe(2);
    expect(issues.filter(({ fixes }) => fixes.some(({ same }) => same !== undefined)).length).toBeGreaterThan(
      30,
    );
    expect(issues.filter(({ related }) => related.length > 0).length).toBeGreaterThan(200);
  });
});

describe('planBook', () => {
  it('gives a suite some 200 issues', () => {
    const { suites, issueCount } = planBook(10_000, [...PATTERNS.keys()]);
    expect(suites).toHaveLength(49);
    expect(new Set(suites.map(({ id }) => id)).size).toBe(49);
    expect(suites.reduce((sum, { count }) => sum + count, 0)).toBe(issueCount);
    for (const { count } of suites) expect(Math.abs(count - 200)).toBeLessThan(10);
  });
});

describe('dayOf', () => {
  it('counts days as the calendar does', () => {
    expect(dayOf(0)).toBe('2024-01-01');
    expect(dayOf(59)).toBe('2024-02-29');
    expect(dayOf(366)).toBe('2025-01-01');
    expect(dayOf(730)).toBe('2025-12-31');
  });
});
