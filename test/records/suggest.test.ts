import { expect, test } from 'vitest';
import { suggest } from '../../src/records/fields/suggest.ts';

test.each([
  ['c', ['a', 'b'], undefined],
  ['ab', ['ac'], undefined],
  ['xy', ['x'], undefined],
  ['abc', ['axy'], undefined],
  ['fixx', ['foxy'], undefined],
  ['A', ['b', 'a'], 'a'],
  ['tw', ['two'], 'two'],
  ['tow', ['one', 'two'], 'two'],
  ['tset', ['test'], 'test'],
  ['opened', ['reopened', 'open'], 'open'],
  ['shared-sate', ['shared-state'], 'shared-state'],
  ['serial-maker', ['serial-marker'], 'serial-marker'],
])('%s among %j: %s', (word, candidates, meant) => {
  expect(suggest(word, candidates)).toBe(meant);
});
