import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, dev, preview } from 'astro';
import type { AstroCommand, SiteSettings } from '../host/run-astro.ts';
import { standaloneSite } from './standalone.ts';

// The program that a command starts to make or to serve a site: `node main.ts build|dev|preview SETTINGS`, the settings as
// JSON. It ends with the process that started it: nobody else would clear away what it writes.
process.once('disconnect', () => process.exit());
process.channel?.unref();
const [, , command, settings = ''] = process.argv;
const run = { build, dev, preview }[command as AstroCommand];
const site = standaloneSite(JSON.parse(settings) as SiteSettings, process.env);
// A preview serves files, and asks nobody what pages there are; without a folder for pages, Astro warns.
const served = { ...site, integrations: [], srcDir: site.root };
if (command === 'preview') mkdirSync(join(String(site.root), 'pages'), { recursive: true });
await run({ ...(command === 'preview' ? served : site), configFile: false });
