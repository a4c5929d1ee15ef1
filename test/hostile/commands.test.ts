import { expect, test } from 'vitest';
import { commands } from '../../scripts/hostile/payloads/commands.ts';

test('payloads in books, results, file names and arguments: no terminal and no runner obeys what is printed', async () => {
  const { figures, failures } = await commands.run({ count: commands.counts.short, seed: 2, threads: 0 });
  expect(failures).toEqual([]);
  expect(figures.commands).toBeGreaterThan(40);
});
