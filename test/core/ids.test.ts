import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  issuesOfTestId,
  itemId,
  itemIdIn,
  parseItemId,
  parseQualifiedId,
  qualifiedId,
  testIdOf,
} from '../../src/core/ids.ts';

const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);

describe('an id made of other ids', () => {
  test('is parsed as it was printed', () => {
    fc.assert(
      fc.property(id, id, (record, item) => {
        const whole = itemId(record, item);
        expect(parseItemId(whole)).toEqual({ record, item });
        expect(parseQualifiedId(qualifiedId('fix', whole))).toEqual({ kind: 'fix', id: whole });
      }),
    );
    fc.assert(
      fc.property(id, fc.stringMatching(/^[a-z]{1,2}$/), (word, letters) => {
        expect(issuesOfTestId(testIdOf(word, letters))).toContain(word);
      }),
    );
  });

  test('may leave out the record that it stands in', () => {
    expect(parseItemId('serial-marker')).toBeUndefined();
    expect(itemIdIn('A-1', 'serial-marker')).toBe('A-1/serial-marker');
    expect(itemIdIn('A-1', 'A-2/serial-marker')).toBe('A-2/serial-marker');
    expect(itemIdIn(undefined, 'serial-marker')).toBe('serial-marker');
  });
});
