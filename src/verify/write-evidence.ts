import type { CodeCheck, Evidence } from '../records/evidence/evidence.ts';
import { writeScalar } from '../text/write.ts';

/** An evidence file in its one form: keys in a fixed order, one claim a line, records in the order of the claims. */
export function writeEvidence({
  commit,
  date,
  claims,
}: Pick<Evidence, 'commit' | 'date' | 'claims'>): string {
  const issues = claims.filter(({ kind }) => kind !== 'reference' && kind !== 'run');
  const references = claims.filter(({ kind }) => kind === 'reference');
  const runs = claims.filter(({ kind }) => kind === 'run');
  return [
    '# Written by `flakebook verify --write`: what the records say, held against the code at this commit.',
    `commit: ${writeScalar(commit)}`,
    `date: ${date}`,
    ...byRecord('issues', issues, true),
    ...byRecord('references', references, false),
    ...(runs.length === 0 ? [] : ['runs:', ...runs.map((claim) => `  - ${line(claim, false)}`)]),
    '',
  ].join('\n');
}

function byRecord(key: string, claims: readonly CodeCheck[], hasKind: boolean): string[] {
  if (claims.length === 0) return [];
  const records = Map.groupBy(claims, ({ record }) => record);
  return [
    `${key}:`,
    ...[...records].flatMap(([record, list]) => [
      `  ${writeScalar(record)}:`,
      ...list.map((claim) => `    - ${line(claim, hasKind)}`),
    ]),
  ];
}

function line({ kind, of, what, digest, outcome, to, why }: CodeCheck, hasKind: boolean): string {
  const pairs: [string, string | undefined][] = [
    ['kind', hasKind ? kind : undefined],
    ['of', of],
    ['what', what],
    ['digest', digest],
    ['outcome', outcome],
    ['to', to],
    ['why', why],
  ];
  const written = pairs.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${writeScalar(value)}`],
  );
  return `{ ${written.join(', ')} }`;
}
