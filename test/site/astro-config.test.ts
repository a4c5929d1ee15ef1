import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../astro.config.mjs';

test('the configuration for Astro itself is that of the site which Flakebook builds', () => {
  const root = join(import.meta.dirname, '../..');
  expect(config).toMatchObject({
    root,
    srcDir: join(root, 'src/site'),
    outDir: join(root, 'dist/site'),
    security: { csp: expect.anything() },
  });
  expect(config.integrations).not.toHaveLength(0);
});
