// For Astro's own commands in this checkout: `npx astro dev`, `npx astro build`. Flakebook's commands hand Astro the same
// configuration with settings of their own.
import { join } from 'node:path';
import { defineConfig } from 'astro/config';
import { standaloneSite } from './src/site/standalone.ts';

const here = import.meta.dirname;

export default defineConfig(
  standaloneSite(
    {
      content: join(here, 'content'),
      outFolder: join(here, 'dist/site'),
      workFolder: here,
      cacheFolder: join(here, 'node_modules/.cache/astro'),
      base: '/',
    },
    process.env,
  ),
);
