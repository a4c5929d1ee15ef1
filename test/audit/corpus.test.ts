import { describe, expect, it } from 'vitest';
import { AUDIT_RULES } from '../../src/audit/rules.ts';
import { foundIn, measure, readCorpus } from './corpus.ts';
import { findingsOf, shippedBook } from './documents.ts';

/** A rule that is right less often finds warnings, never errors. */
const PRECISE = 0.85;

const RULES = Object.keys(AUDIT_RULES) as (keyof typeof AUDIT_RULES)[];

describe.each(['corpus', 'held-out', 'held-out-2', 'held-out-3'] as const)('the documents of %s', (name) => {
  const corpus = readCorpus(name);
  const found = foundIn(corpus);
  const { verdicts } = corpus;

  it.each([...corpus.documents.keys()])('%s: what its verdicts say is found, and nothing else', (file) => {
    const own = verdicts.filter((verdict) => verdict.startsWith(`${file}:`));
    const expected = own
      .filter((verdict) => !verdict.endsWith(' missed'))
      .map((verdict) => verdict.replace(/ false$/, ''));
    expect(found.filter((line) => line.startsWith(`${file}:`))).toEqual(expected);
    if (/\.(?:right|wrong)\.md$/.test(file))
      expect(file.endsWith('.right.md')).toBe(own.every((verdict) => verdict.endsWith(' false')));
  });

  it('are about no book: with one, the same is found', () => {
    const knowledge = shippedBook();
    const withBook = [...corpus.documents].flatMap(([file, text]) =>
      findingsOf(text, knowledge).map((line) => `${file}:${line}`),
    );
    expect(withBook).toEqual(found);
  });

  it('show that a rule whose findings are errors is precise', () => {
    for (const { rule, found: all, right } of measure(corpus, RULES))
      if (!('severity' in AUDIT_RULES[rule as keyof typeof AUDIT_RULES]) && all > 0)
        expect(right / all, rule).toBeGreaterThanOrEqual(PRECISE);
  });
});

it('each rule finds something in the corpus', () => {
  for (const { rule, found } of measure(readCorpus('corpus'), RULES)) expect(found, rule).toBeGreaterThan(1);
});
