import { expect, test } from 'vitest';
import { payloads } from '../../scripts/hostile/payloads/payloads.ts';

test('payloads in every text of every record and run: nothing on any page is alive', async () => {
  const { figures, failures } = await payloads.run({ count: payloads.counts.short, seed: 8, threads: 0 });
  expect(failures).toEqual([]);
  expect(figures.payloads).toBeGreaterThanOrEqual(150);
  expect(figures['text fields']).toBeGreaterThan(500);
  expect(figures['pages judged']).toBeGreaterThan(150);
});
