import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftSignatures } from '../../src/match/draft-signature.ts';
import { describeSignature, readMessage } from '../../src/match/signature.ts';
import stockPhrases from '../../src/match/stock-phrases.json' with { type: 'json' };

function clues(...messages: string[]): (string | undefined)[] {
  return draftSignatures(messages).map(({ text, regex }) => text ?? regex);
}

describe('a signature of failures', () => {
  test.each([
    [['the basket is stale'], ['the basket is stale']],
    [['basket 3 of 4 is stale', 'basket 1 of 4 is stale'], ['basket.*of.*is stale']],
    [['the (red) basket is stale.', 'the (blue) basket is stale.'], ['the.*basket is stale']],
    [['waits for "quay"', 'waits for "quay"'], ['waits for "quay"']],
    [['cart_test.go:88: the basket is stale', 'ECONNREFUSED'], ['the basket is stale']],
    [
      ['the basket is stale', 'nobody paid the invoice'],
      ['the basket is stale', 'nobody paid the invoice'],
    ],
    [['expected 7 to be 8', 'Failed', ''], []],
  ])('of %j is %j', (messages, expected) => {
    expect(clues(...messages)).toEqual(expected);
  });
});

const word = fc.constantFrom(
  'basket',
  'invoice',
  'lease',
  'was',
  'not',
  '(paid)',
  'a.b',
  '[x]',
  'in*',
  '$1',
  'C++',
  '…',
  '“q”',
);
const value = fc.oneof(
  fc.nat().map(String),
  fc.uuid(),
  fc.constantFrom('alpha', 'beta', '12 ms', '0x7f3a90b1'),
);
/** A sentence with gaps, and what stood there in each failure. */
const failures = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 8 }),
    fc.array(fc.array(value, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([words, fillings]) =>
    fillings.map(
      (values) => `Error: ${words.map((one, i) => `${one} ${i % 3 === 1 ? values[i] : ''}`).join(' ')}`,
    ),
  );

test('whatever failed, a signature matches its specimens and the first failure, and nothing that any tool says', () => {
  fc.assert(
    fc.property(failures, (messages) => {
      const drafts = draftSignatures(messages);
      const searches = drafts.map(describeSignature);
      for (const [i, { matches }] of drafts.entries()) {
        expect(matches.length).toBeGreaterThan(0);
        for (const specimen of matches) expect(searches[i]?.findIn(readMessage(specimen))).toBeDefined();
      }
      if (drafts.length > 0) expect(messages.some((one) => searches[0]?.findIn(readMessage(one)))).toBe(true);
      for (const phrase of stockPhrases.phrases)
        expect(searches.some(({ findIn }) => findIn(readMessage(phrase)))).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('failures that differ in values only are matched by one signature', () => {
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 5 }), (values) => {
      const messages = values.map((one) => `Error: the basket of ${one} was lost on its way`);
      const [draft, ...more] = draftSignatures(messages);
      expect([draft?.matches.length, more]).toEqual([Math.min(3, values.length), []]);
      const { findIn } = describeSignature(draft ?? { text: '', matches: [], rejects: [] });
      for (const message of messages) expect(findIn(readMessage(message))).toBeDefined();
    }),
  );
});
