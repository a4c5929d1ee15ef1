import { z } from 'zod';
import { type Evidence, ISSUE_CLAIMS, type KeptClaim, OUTCOMES } from '../evidence/evidence.ts';
import { mapOf, present, refuse, strict, text, when } from './fields.ts';

const shape = {
  of: text.optional(),
  what: text,
  digest: text.optional(),
  outcome: z.enum(OUTCOMES),
  to: text.optional(),
  why: text.optional(),
};

const toIsMissing = refuse('missing-key', { key: 'to', where: 'a claim that moved' });

function hasPlace({ outcome, to }: { outcome: string; to?: string | undefined }): boolean {
  return outcome !== 'moved' || to !== undefined;
}

const claims = z.array(strict(shape).refine(hasPlace, toIsMissing)).default([]);

export const evidenceSchema = strict({
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  date: when,
  issues: z
    .record(
      z.string().min(1),
      z.array(strict({ kind: z.enum(ISSUE_CLAIMS), ...shape }).refine(hasPlace, toIsMissing)),
    )
    .default({}),
  references: mapOf(claims).default({}),
  runs: claims,
});

export function toEvidence(data: z.output<typeof evidenceSchema>, id: string, file: string): Evidence {
  const { commit, date, issues, references, runs } = data;
  const of = (record: string, kind: KeptClaim['kind'], list: readonly object[]) =>
    list.map((claim) => ({ record, kind, ...present(claim) }) as KeptClaim);
  return {
    kind: 'evidence',
    id,
    file,
    commit,
    date,
    claims: [
      ...Object.entries(issues).flatMap(([issue, list]) =>
        list.flatMap(({ kind, ...claim }) => of(issue, kind, [claim])),
      ),
      ...Object.entries(references).flatMap(([group, list]) => of(group, 'reference', list)),
      ...of(id, 'run', runs),
    ],
  };
}
