// What can be set, and how, stands in src/site/standalone.ts.
import { defineConfig } from 'astro/config';
import { standaloneSite } from './src/site/standalone.ts';

export default defineConfig(standaloneSite(process.env));
