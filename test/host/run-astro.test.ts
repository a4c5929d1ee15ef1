import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseWithoutAstro, worldlyReason } from '../../src/host/run-astro.ts';
import { inTempFolder } from './folders.ts';

test.each([
  ['Error: ENOSPC: no space left on device, write\n    at async open', 'the disk is full'],
  ['Permission denied (os error 13)', 'permission denied'],
  ["EACCES: permission denied, mkdir '/x'", 'permission denied'],
  ['TypeError: x is not a function', undefined],
])('what Astro says, %j, means %j', (log, reason) => {
  expect(worldlyReason(log)).toBe(reason);
});

test.each([
  ['6.4.2', 'The site needs Astro 7.3.5 or a later 7, and here is Astro 6.4.2: run `npm install'],
  ['7.3.4', 'The site needs Astro 7.3.5 or a later 7, and here is Astro 7.3.4: run `npm install'],
  ['8.0.0', 'The site needs Astro 7.3.5 or a later 7, and here is Astro 8.0.0: run `npm install'],
  ['7.3.5', undefined],
  ['7.10.0', undefined],
  [undefined, 'The site needs Astro: run `npm install --save-dev astro`. `flakebook build --docs`'],
])('beside Astro %s it says %j', (version, said) =>
  inTempFolder((folder) => {
    const astro = join(folder, 'node_modules/astro');
    mkdirSync(astro);
    if (version !== undefined) writeFileSync(join(astro, 'package.json'), JSON.stringify({ version }));
    const refuse = () => refuseWithoutAstro(createRequire(join(folder, 'astro.config.mjs')));
    if (said === undefined) expect(refuse).not.toThrow();
    else expect(refuse).toThrow(said);
  }),
);
