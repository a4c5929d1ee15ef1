/** Prints how often `match` is right over the pairs of `test/fixtures/match-pairs`. `--misses` prints each answer that is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { measureMatch, type Pairs } from '../test/match/quality.ts';

const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } });
const folder = new URL('../test/fixtures/match-pairs/', import.meta.url);
for (const file of readdirSync(folder)) {
  const measured = measureMatch(parse(readFileSync(new URL(file, folder), 'utf8')) as Pairs);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `match, ${file}: precision ${percent(measured.precision)}, recall ${percent(measured.recall)}, of ${measured.count} failures`,
  );
  if (values.misses) for (const miss of measured.misses) console.log(`  ${miss}`);
}
