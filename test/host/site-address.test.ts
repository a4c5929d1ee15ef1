import { expect, test } from 'vitest';
import { normaliseBase } from '../../src/host/run-astro.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  ['flakes', '/flakes/'],
  ['/flakes', '/flakes/'],
  ['flakes/', '/flakes/'],
  ['//team/flakes//', '/team/flakes/'],
])('a base of %j is %j', (base, expected) => {
  expect(normaliseBase(base)).toBe(expected);
});
