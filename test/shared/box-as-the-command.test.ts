import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askBoth, openSite } from '../search/both.ts';
import { ROOT } from '../support/book.ts';
import { isShared, SHARED } from '../support/shared.ts';

const CASES = join(SHARED, 'field-cases');
const SERIES = join(SHARED, 'data', 'runs', 'vitest-orders');
const BOOK = join(ROOT, 'test/fixtures/vitest-orders-book');
const hasCases = isShared(CASES);
const hasSeries = isShared(SERIES);

const cases = (hasCases ? readdirSync(CASES) : []).filter((name) => existsSync(join(CASES, name, 'book')));

describe.runIf(hasCases)('the box of a site says what the command says', () => {
  it.each(cases)('of the field case %s', async (name) => {
    const folder = join(CASES, name);
    const content = join(folder, 'book');
    const site = await openSite(content);
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files) {
      const said = await askBoth(site, content, folder, [file.name]);
      expect(said.site, file.name).toBe(said.command);
    }
  });
});

describe.runIf(hasSeries)('the box of a site says what the command says of a real series', () => {
  it('run by run', async () => {
    const site = await openSite(BOOK);
    let compared = 0;
    for (const run of readdirSync(SERIES).filter((name) => name.startsWith('run-')))
      for (const file of ['junit.xml', 'ctrf.json'].filter((name) => existsSync(join(SERIES, run, name)))) {
        const said = await askBoth(site, BOOK, join(SERIES, run), [file]);
        expect(said.site, `${run}/${file}`).toBe(said.command);
        compared += 1;
      }
    expect(compared).toBeGreaterThan(30);
  });
});
