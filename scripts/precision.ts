/**
 * `npm run precision`: of what `match` and `audit` find, how much is right; and of what they should find, how much they find.
 * Over the failures and documents with verdicts in this repository; the held-out ones were written after the rules.
 * `--misses` prints each wrong answer of `match`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { AUDIT_RULES } from '../src/audit/rules.ts';
import { type Measured, measure, readCorpus } from '../test/audit/corpus.ts';
import { measureMatch, type Pairs } from '../test/match/quality.ts';
import { readArguments } from './usage.ts';

const values = readArguments(
  'npm run precision -- [--misses]\n\n  --misses  print each wrong answer of `match`',
  { misses: { type: 'boolean', default: false } },
);

const share = (part: number, whole: number) => (whole === 0 ? '-' : `${((part * 100) / whole).toFixed(0)}%`);

function show(title: string, rows: readonly Measured[]): void {
  const of = (key: 'found' | 'right' | 'wanted') => rows.reduce((sum, row) => sum + row[key], 0);
  const all = { rule: 'all', found: of('found'), right: of('right'), wanted: of('wanted') };
  const line = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(i < 4 ? 9 : 11))).join('');
  console.log(`\n${title}\n${line('', 'found', 'right', 'to find', 'precision', 'recall')}`);
  for (const { rule, found, right, wanted } of rows.length === 1 ? rows : [...rows, all])
    console.log(line(rule, `${found}`, `${right}`, `${wanted}`, share(right, found), share(right, wanted)));
}

const PAIRS = new URL('../test/fixtures/match-pairs/', import.meta.url);
for (const file of readdirSync(PAIRS)) {
  const { misses, ...counts } = measureMatch(parse(readFileSync(new URL(file, PAIRS), 'utf8')) as Pairs);
  show(`match: ${counts.count} failures of test/fixtures/match-pairs/${file}`, [
    { rule: 'known', ...counts },
  ]);
  if (values.misses) for (const miss of misses) console.log(`  ${miss}`);
}
for (const name of ['corpus', 'held-out', 'held-out-2', 'held-out-3'] as const) {
  const corpus = readCorpus(name);
  show(
    `audit: ${corpus.documents.size} documents of test/audit/${name}`,
    measure(corpus, Object.keys(AUDIT_RULES)),
  );
}
