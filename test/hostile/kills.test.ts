import { expect, test } from 'vitest';
import { kills } from '../../scripts/hostile/kills.ts';

test('a build that is killed at any call leaves the old output, the new one, or a plan that is mended', async () => {
  const { figures, failures } = await kills.run({ count: kills.counts.short, seed: 1, threads: 0 });
  expect(failures).toEqual([]);
  expect(figures['builds killed']).toBeGreaterThan(40);
});
