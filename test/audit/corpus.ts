import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditDocument } from '../../src/audit/audit.ts';

/**
 * Invented documents, and in `verdicts.txt` what a careful reader finds in them: `file:line rule number`, one a line.
 * `missed` stands behind what the audit does not find, `false` behind what it finds wrongly.
 */
export interface Corpus {
  readonly name: string;
  readonly documents: ReadonlyMap<string, string>;
  readonly verdicts: readonly string[];
}

export function readCorpus(name: 'corpus' | 'held-out' | 'held-out-2' | 'held-out-3'): Corpus {
  const folder = join(import.meta.dirname, name);
  const names = readdirSync(folder).filter((file) => file.endsWith('.md'));
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const documents = new Map(names.map((file) => [file, read(file)]));
  return { name, documents, verdicts: read('verdicts.txt').trim().split('\n') };
}

/** What the audit finds in it, as verdicts are written. */
export function foundIn({ documents }: Corpus): string[] {
  return [...documents].flatMap(([file, text]) =>
    auditDocument(file, text).findings.map(
      ({ place, ruleId, args }) => `${file}:${place.start.line} ${ruleId} ${args.said}`,
    ),
  );
}

/** What of the findings is right, and what of all that is wrong is found. */
export interface Measured {
  readonly rule: string;
  readonly found: number;
  readonly right: number;
  readonly wanted: number;
}

export function measure(corpus: Corpus, rules: readonly string[]): Measured[] {
  const found = foundIn(corpus);
  const wanted = corpus.verdicts
    .filter((line) => !line.endsWith(' false'))
    .map((line) => line.replace(/ missed$/, ''));
  return rules.map((rule) => {
    const isOfRule = (line: string) => line.split(' ')[1] === rule;
    const own = found.filter(isOfRule);
    const right = own.filter((line) => wanted.includes(line)).length;
    return { rule, found: own.length, right, wanted: wanted.filter(isOfRule).length };
  });
}
