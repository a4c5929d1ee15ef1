import { expect, test } from 'vitest';
import { documents } from '../../scripts/hostile/documents/documents.ts';

test('documents drawn from the schemas: reading never throws, and findings are sound', async () => {
  const { figures, failures } = await documents.run({
    count: documents.counts.short,
    seed: 1,
    threads: 0,
  });
  expect(failures).toEqual([]);
  expect(figures.findings).toBeGreaterThan(2000);
  expect(figures['pages made']).toBeGreaterThan(5);
});
