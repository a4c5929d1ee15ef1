import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSlug } from '../../../src/pages/routes.ts';

describe('what stands for a run in the address of its page', () => {
  it('is its id where that is safe', () => {
    expect(runSlug('main-27')).toBe('main-27');
    expect(runSlug('../up')).toBe('~2e~~2e~~2f~up');
    expect(runSlug('x'.repeat(121))).toBeUndefined();
  });

  it('is another for each id, and can be no way to another folder', () => {
    const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(runSlug(one) === runSlug(other)).toBe(one === other);
        expect(runSlug(one) ?? '').toMatch(/^[a-z0-9_~-]*$/);
      }),
      { numRuns: 500 },
    );
  });
});
