import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../golden/make.ts';
import { emptyBook, SMALL_BOOK } from './run.ts';

const MESSY = `---
suite: shop
title: Cart is slow
timeline:
  - open: 2026-01-04
tests: {}
---
* one
`;
const NEAT = `---
title: Cart is slow
suite: shop
tests: {}
timeline:
  - open: 2026-01-04
---

- one
`;

test('formats what is not formatted, once', async () => {
  const { content, run } = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-9.md': MESSY });
  const before = readFolder(content);
  const asked = await run('fmt', '--check');
  expect(asked).toMatchObject({ code: 1, stderr: '' });
  expect(asked.stdout).toMatch(
    /^Not formatted: content\/issues\/SHOP-9\.md\n1 of \d+ records not formatted: run `flakebook fmt`\.\n$/,
  );
  expect(readFolder(content)).toEqual(before);
  const written = await run('fmt');
  expect(written.code).toBe(0);
  expect(written.stdout).toMatch(/^Formatted: content\/issues\/SHOP-9\.md\n1 of \d+ records changed\.\n$/);
  expect(readFolder(content)).toEqual(new Map([...before, ['issues/SHOP-9.md', NEAT]]));
  expect(await run('fmt', '--check')).toMatchObject({ code: 0, stdout: 'All records are formatted.\n' });
});

test('leaves a record with an error as it is, and says so', async () => {
  const { content, run } = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-9.md': MESSY });
  const file = join(content, 'issues/SHOP-9.md');
  writeFileSync(file, MESSY.replace('suite: shop', 'suit: shop'));
  const { code, stderr } = await run('fmt');
  expect(code).toBe(1);
  expect(stderr).toBe(
    'flakebook: content/issues/SHOP-9.md was left as it is: mend its errors first, which `flakebook check` lists.\n',
  );
  expect(readFileSync(file, 'utf8')).toBe(MESSY.replace('suite: shop', 'suit: shop'));
});
