import { expect, test } from 'vitest';
import { readSettings } from '../../src/site/standalone.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  ['flakes', '/flakes/'],
  ['/flakes', '/flakes/'],
  ['flakes/', '/flakes/'],
  ['//team/flakes//', '/team/flakes/'],
])('a base of %j is %j', (base, expected) => {
  expect(readSettings({ FLAKEBOOK_BASE: base }).base).toBe(expected);
});

test('what is not set has a default or is left out', () => {
  expect(readSettings({ FLAKEBOOK_AS_OF: '' })).toEqual({
    content: 'content',
    outFolder: 'dist/site',
    base: '/',
  });
});
