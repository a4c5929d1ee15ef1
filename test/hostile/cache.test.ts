import { expect, test } from 'vitest';
import { cache } from '../../scripts/hostile/cache/cache.ts';

test('a damaged cache costs time and nothing else', async () => {
  const { figures, failures } = await cache.run({ count: cache.counts.short, seed: 1, threads: 0 });
  expect(failures).toEqual([]);
  // Else the harm would be too little, or of too few kinds.
  expect(figures.kinds).toBeGreaterThan(40);
  expect(figures['made anew']).toBeGreaterThan(30);
});
