import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { symptomsOf } from '../../src/match/symptom.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { openTestBook, ROOT, readFiles } from '../support/book.ts';
import { VARIANTS } from './series.ts';

const BOOKS = join(ROOT, 'test/fixtures/match-books');

/** A failure of a book, and whose it is: `GO-01`, `new GO-01` for one that no issue describes, or `unknown`. */
interface Case {
  readonly is: string;
  /** Whose it is by symptoms alone, or by signatures alone, where these say more or less. */
  readonly bySymptom?: string;
  readonly bySignature?: string;
  /** Whose it is where its issue is missing; no issue's in most cases. */
  readonly without?: string;
  readonly why?: string;
  readonly test: string;
  readonly message: string;
}

describe.each(readdirSync(BOOKS))('the failures of %s', (name) => {
  const { kb, now, findings } = openTestBook(readFiles(join(BOOKS, name, 'content')));
  const known = [...kb.issues.values()].map((issue) => ({
    issue,
    symptoms: symptomsOf(now.body(issue.file)),
  }));
  const cases = parse(readFileSync(join(BOOKS, name, 'failures.yaml'), 'utf8')) as Case[];
  const identity = identifyTests(
    namedTestsOf(known.map(({ issue }) => issue)),
    cases.map((one) => one.test),
  );

  test('are held against a sound book', () => {
    expect(findings).toEqual([]);
    expect(cases.length).toBeGreaterThan(15);
  });

  const sortBy = (issues: readonly KnownIssue[]) => {
    const match = createMatcher(issues, identity);
    return (one: Case) => {
      const { kind, recognised } = match(one);
      if (kind === 'known') return recognised.map(({ issue }) => issue).join(' ');
      const owners = recognised.filter(({ by }) => by === 'test').map(({ issue }) => issue);
      return owners.length === 0 ? 'unknown' : `new ${owners.join(' ')}`;
    };
  };
  /** Without descriptions, an issue has all failures of its tests and no others. */
  const byName = (one: Case) => identity.issuesOf(identity.keyOf(one.test) ?? '').join(' ') || 'unknown';

  test.each([
    ['as written', (one: Case) => one.is],
    ['with signatures only', (one: Case) => one.bySignature ?? one.is],
    ['with symptoms only', (one: Case) => one.bySymptom ?? one.is],
    ['with the names of tests only', byName],
  ] as const)('go where they belong, %s', (variant, expected) => {
    const sort = sortBy(known.map(VARIANTS[variant]));
    const rows = cases.map((one) => ({ test: one.test, message: one.message, is: sort(one) }));
    expect(rows).toEqual(cases.map((one) => ({ test: one.test, message: one.message, is: expected(one) })));
  });

  test('are with no other issue where theirs is missing', () => {
    for (const missing of known) {
      const { id } = missing.issue;
      const sort = sortBy(known.filter((one) => one !== missing));
      for (const one of cases.filter(({ is }) => is === id))
        expect([one.message, sort(one)]).toEqual([
          one.message,
          one.without ?? expect.stringMatching(/^(?:unknown$|new )/),
        ]);
    }
  });
});
