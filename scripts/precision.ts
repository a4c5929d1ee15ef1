/**
 * `npm run precision`: how much of what rules find is right, and how much of what is wrong they find, over the documents
 * with verdicts in this repository. The documents that are held out were written after the rules.
 */
import { AUDIT_RULES } from '../src/audit/rules.ts';
import { type Measured, measure, readCorpus } from '../test/audit/corpus.ts';

const share = (part: number, whole: number) => (whole === 0 ? '-' : `${((part * 100) / whole).toFixed(0)}%`);

function show(title: string, rows: readonly Measured[]): void {
  const of = (key: 'found' | 'right' | 'wanted') => rows.reduce((sum, row) => sum + row[key], 0);
  const all = { rule: 'all', found: of('found'), right: of('right'), wanted: of('wanted') };
  console.log(
    `\n${title}\n${'rule'.padEnd(16)}${'found'.padStart(7)}${'right'.padStart(7)}${'to find'.padStart(9)}${'precision'.padStart(11)}${'recall'.padStart(8)}`,
  );
  for (const { rule, found, right, wanted } of [...rows, all]) {
    const counts = `${`${found}`.padStart(7)}${`${right}`.padStart(7)}${`${wanted}`.padStart(9)}`;
    console.log(
      `${rule.padEnd(16)}${counts}${share(right, found).padStart(11)}${share(right, wanted).padStart(8)}`,
    );
  }
}

const RULES = Object.keys(AUDIT_RULES);
for (const name of ['corpus', 'held-out'] as const) {
  const corpus = readCorpus(name);
  show(`audit: ${corpus.documents.size} documents of test/audit/${name}`, measure(corpus, RULES));
}
