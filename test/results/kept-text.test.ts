import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothEnds } from '../../src/core/text.ts';
import { addPiece, KeptTexts } from '../../src/runs/read/kept-text.ts';

const LENGTH = 40;

describe('a text that comes in pieces', () => {
  const sign = fc.constantFrom('a', 'b', '\n', '€', '💥');
  const pieces = fc.array(fc.string({ unit: sign, maxLength: 200 }), { maxLength: 12 });

  it('has the ends that it has as a whole', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const held = list.reduce((text, piece) => addPiece(text, piece, LENGTH), '');
        expect(bothEnds(held, LENGTH)).toBe(bothEnds(list.join(''), LENGTH));
      }),
      { numRuns: 2000 },
    );
  });

  it('is held at twice the length at the most', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        let held = '';
        for (const piece of list) {
          held = addPiece(held, piece, LENGTH);
          expect(held.length).toBeLessThanOrEqual(2 * LENGTH);
        }
      }),
    );
  });
});

describe('a message', () => {
  it('begins and ends with what it says, whatever space is around it', () => {
    const space = ' \n'.repeat(20_000);
    expect(new KeptTexts().message(`${space}lost${space}`)).toBe('lost');
    expect(new KeptTexts().message(space)).toBeUndefined();
  });
});
