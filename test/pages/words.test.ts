import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuantities } from '../../src/audit/quantities.ts';
import { FILE_START } from '../../src/core/finding.ts';
import { formatMinutes, inSentence, someOf } from '../../src/pages/words/format.ts';
import { formatShare } from '../../src/pages/words/share.ts';

const DAY = 8 * 60;

function words(lowMinutes: number, highMinutes = lowMinutes): string {
  return formatMinutes({ lowMinutes, highMinutes }, DAY);
}

describe('a share', () => {
  test.each<[number, number, string]>([
    [153, 157, '97.5%'],
    [1, 2, '50%'],
    [2999, 3000, '>99.9%'],
    [3000, 3000, '100%'],
    [1, 3000, '<0.1%'],
    [0, 3000, '0%'],
    [0, 0, 'none'],
  ])('of %d of %d is %s: never all or nothing unless it is', (value, of, expected) => {
    expect(formatShare(value, of)).toBe(expected);
  });
});

test.each([
  ['Some day', 'some day'],
  ['A month', 'a month'],
  ['In QA', 'in QA'],
  ['QA week', 'QA week'],
  ['Q3', 'Q3'],
  ['übermorgen', 'übermorgen'],
])('the label “%s” is “%s” within a sentence', (label, said) => {
  expect(inSentence(label)).toBe(said);
});

test.each([
  [3, 5, '3 of 5 tests are'],
  [1, 5, '1 of 5 tests is'],
  [0, 1, '0 of 1 test is'],
  [0, 0, '0 of 0 tests are'],
])('%d of %d: %s', (some, of, said) => {
  expect(someOf(some, of, ['test', 'is', 'are'])).toBe(said);
});

describe('a sum of estimates', () => {
  test.each<[number, number, string]>([
    [1, 1, '1 minute'],
    [35, 35, '35 minutes'],
    [90, 90, '90 minutes'],
    [120, 120, '2 hours'],
    [121, 121, '2 hours 1 minute'],
    [245, 245, '4 hours 5 minutes'],
    [270, 270, '4.5 hours'],
    [480, 480, '1 day'],
    [60, 245, '1 hour to 4 hours 5 minutes'],
    [1080, 1200, '18-20 hours'],
    [5, 2885, '5 minutes to 48 hours 5 minutes'],
    [2400, 2880, '5-6 days'],
    [2405, 3360, 'about 5-7 days'],
    [2400, 2401, 'about 5 days'],
    [389_235, 389_235, 'about 811 days'],
  ])('of %d to %d minutes: %s', (low, high, expected) => {
    expect(words(low, high)).toBe(expected);
  });

  const unplaced = () => ({ place: FILE_START, words: '' });

  test('is read by an audit as what it was, where no day comes in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAY - 1 }), (minutes) => {
        const read = readQuantities(`Planned: ${words(minutes)}.`, 'Planned', unplaced);
        expect(read).toMatchObject([{ kind: 'minutes', value: minutes, whole: minutes }]);
      }),
    );
  });
});
