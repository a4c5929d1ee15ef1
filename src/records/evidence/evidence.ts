import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import { field, issueId, mapOf, named, type RecordOf, refuse, text, when } from '../fields/fields.ts';

/** What an issue says about the code of the tested project; groups of references and runs of suites say more. */
export const ISSUE_CLAIMS = ['location', 'name', 'symptom', 'snippet', 'commit'] as const;
type ClaimKind = (typeof ISSUE_CLAIMS)[number] | 'reference' | 'run';

/** `line-exists`: the file has the line, and nothing tells what stands there. `moved`: it stands elsewhere, or is of another day. */
export const CHECK_OUTCOMES = ['confirmed', 'line-exists', 'moved', 'not-found', 'not-checkable'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

const shape = {
  of: field(
    text.optional(),
    "What of the record says it: a test's letter, a section, a timeline entry's word and date, the id of a reference or run.",
    'fix: unique-streams',
  ),
  what: field(text, 'What it says; of a snippet the first line of code.', 'test/checkout_test.go:120-161'),
  digest: field(
    text.optional(),
    'Of a snippet: changes when the snippet does, so that a mark never outlives what it was made for.',
    '5d8a0019',
  ),
  outcome: field(
    z.enum(CHECK_OUTCOMES),
    'What the check gave; of `line-exists` only the line is sure, `moved` stands elsewhere or is a commit of another day.',
    'moved',
  ),
  to: field(
    text.optional(),
    'Where a claim that moved stands, or the day that its commit really has; required for these.',
    'test/checkout_test.go:98',
  ),
  why: field(text.optional(), 'Why it was not found, or could not be checked.', 'there is no such file'),
};

const toIsMissing = refuse('missing-key', { key: 'to', where: 'a claim that moved' });

function hasPlace({ outcome, to }: { outcome: string; to?: string }): boolean {
  return outcome !== 'moved' || to !== undefined;
}

const claim = named(
  'claim',
  z.strictObject(shape).refine(hasPlace, toIsMissing),
  'What a record says, held against the code.',
);

const issueClaim = named(
  'issue-claim',
  z
    .strictObject({
      kind: field(
        z.enum(ISSUE_CLAIMS),
        "What is claimed: a test's place, a test's name, what a failure prints, code (evidence, or of a fix), a commit.",
        'location',
      ),
      ...shape,
    })
    .refine(hasPlace, toIsMissing),
  'What an issue says, held against the code.',
);

export const evidenceSchema = z.strictObject({
  commit: field(
    z.string().regex(/^[0-9a-f]{40,64}$/),
    'The whole id of the commit.',
    '4512e87000000000000000000000000000000000',
  ),
  date: field(
    when,
    'The date of the commit: a check of the same commit gives the same file whenever it is made.',
    '2026-03-05T16:20:00+01:00',
  ),
  issues: field(
    z.record(issueId, z.array(issueClaim)).default({}),
    'What issues say, by the id of the issue.',
    { 'SHOP-FLAKY-002': [{ kind: 'commit', of: 'fixed 2026-03-05', what: '4512e87', outcome: 'confirmed' }] },
  ),
  references: field(
    mapOf(z.array(claim).default([])).default({}),
    'The paths of references, by the id of the group.',
    { design: [{ of: 'stream-design', what: 'docs/adr/033-streams.md', outcome: 'confirmed' }] },
  ),
  runs: field(z.array(claim).default([]), "The commits of the suite's runs.", [
    { of: 'nightly', what: '4512e87', outcome: 'confirmed' },
  ]),
});

type Fields = z.output<typeof evidenceSchema>;
type Claim = z.output<typeof claim>;

/** One claim, held against the code at a commit. Its record is an issue, a group of references, or the suite (for runs). */
export type CodeCheck = ReadOnly<{ record: string; kind: ClaimKind } & Claim>;

/** What the records of a suite say, held against one commit of the tested project: `evidence/<suite>.yaml`. Its id is the suite's. */
export type Evidence = RecordOf<'evidence', Pick<Fields, 'commit' | 'date'> & { claims: CodeCheck[] }>;

export function toEvidence(
  { commit, date, issues, references, runs }: Fields,
  { id, file }: Pick<Evidence, 'id' | 'file'>,
): Evidence {
  const of = (record: string, kind: ClaimKind, list: readonly Claim[]): CodeCheck[] =>
    list.map((claim) => ({ record, kind, ...claim }));
  return {
    kind: 'evidence',
    id,
    file,
    commit,
    date,
    claims: [
      ...Object.entries(issues).flatMap(([issue, list]) =>
        list.map((claim) => ({ record: issue, ...claim })),
      ),
      ...Object.entries(references).flatMap(([group, list]) => of(group, 'reference', list)),
      ...of(id, 'run', runs),
    ],
  };
}

export type OutcomeCounts = Readonly<Record<CheckOutcome, number>>;

export function countOutcomes(claims: Iterable<Pick<CodeCheck, 'outcome'>>): OutcomeCounts {
  const counts = { confirmed: 0, 'line-exists': 0, moved: 0, 'not-found': 0, 'not-checkable': 0 };
  for (const { outcome } of claims) counts[outcome] += 1;
  return counts;
}
