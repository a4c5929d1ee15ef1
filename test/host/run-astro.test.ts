import { expect, test } from 'vitest';
import { normaliseBase, worldlyReason } from '../../src/host/run-astro.ts';

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

test.each([
  ['Error: ENOSPC: no space left on device, write\n    at async open', 'the disk is full'],
  ['Permission denied (os error 13)', 'permission denied'],
  ["EACCES: permission denied, mkdir '/x'", 'permission denied'],
  ['TypeError: x is not a function', undefined],
])('what Astro says, %j, means %j', (log, reason) => {
  expect(worldlyReason(log)).toBe(reason);
});
