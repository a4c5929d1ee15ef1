import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUDIT_RULES } from '../../src/audit/rules.ts';
import { ROOT } from '../support/book.ts';
import { findingsOf, shippedBook } from './documents.ts';

/**
 * Invented documents, and what a careful reader finds in them: `file:line rule number`, one a line. `missed` stands
 * behind what the audit does not find. Nothing else may be found.
 */
const FOLDER = join(ROOT, 'test/audit/corpus');
const VERDICTS = readFileSync(join(FOLDER, 'verdicts.txt'), 'utf8').trim().split('\n');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));

/** A rule that is right less often finds warnings, never errors. */
const PRECISE = 0.85;

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const found = NAMES.flatMap((name) => findingsOf(read(name)).map((line) => `${name}:${line}`));
const wanted = VERDICTS.map((verdict) => verdict.replace(/ missed$/, ''));

function measure(rule: string): { precision: number; recall: number; found: number; wanted: number } {
  const isOfRule = (line: string) => line.split(' ')[1] === rule;
  const own = found.filter(isOfRule);
  const right = own.filter((line) => wanted.includes(line)).length;
  const all = wanted.filter(isOfRule).length;
  return { precision: right / own.length, recall: right / all, found: own.length, wanted: all };
}

describe('the corpus of documents', () => {
  it('has more than 25, half of them without a contradiction', () => {
    expect(NAMES.length).toBeGreaterThan(25);
    expect(NAMES.filter((name) => name.endsWith('.right.md')).length).toBeGreaterThan(12);
  });

  it.each(NAMES)('%s: what its verdicts say is found, and nothing else', (name) => {
    const own = VERDICTS.filter((verdict) => verdict.startsWith(`${name}:`) && !verdict.endsWith(' missed'));
    expect(findingsOf(read(name)).map((line) => `${name}:${line}`)).toEqual(own);
    expect(name.endsWith('.right.md')).toBe(!VERDICTS.some((verdict) => verdict.startsWith(`${name}:`)));
  });

  it('is about no book: with one, the same is found', () => {
    const knowledge = shippedBook();
    expect(
      NAMES.flatMap((name) => findingsOf(read(name), knowledge).map((line) => `${name}:${line}`)),
    ).toEqual(found);
  });

  it('shows how precise each rule is, and how much it finds', () => {
    const rows = Object.keys(AUDIT_RULES).map((rule) => ({ rule, ...measure(rule) }));
    console.table(rows);
    for (const { rule, precision, found: count } of rows) {
      expect(count, `${rule} finds nothing in the corpus`).toBeGreaterThan(1);
      if (AUDIT_RULES[rule as keyof typeof AUDIT_RULES].severity === 'error')
        expect(precision, rule).toBeGreaterThanOrEqual(PRECISE);
    }
  });
});
