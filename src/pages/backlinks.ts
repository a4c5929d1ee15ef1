import { isStanding } from '../asof/reading/causes.ts';
import type { IssueReading, Snapshot } from '../asof/snapshot.ts';
import { atKey } from '../core/kept.ts';
import type { Issue } from '../records/issue/issue.ts';

/** An issue that names another one. */
export type Named = Pick<Issue, 'id' | 'title'>;

export type FirstDiagnosis = Pick<IssueReading, 'firstDiagnosis' | 'leading'> & { readonly id: string };

/** Links against their direction: what points at a record, in id order. */
export interface Backlinks {
  /** Issues that have a standing cause of the pattern. */
  readonly byPattern: ReadonlyMap<string, readonly string[]>;
  /** Issues whose first cause was of the pattern, whether it still stands or not. */
  readonly firstDiagnoses: ReadonlyMap<string, readonly FirstDiagnosis[]>;
  /** Issues that name the reference. */
  readonly byReference: ReadonlyMap<string, readonly string[]>;
  /** Issues that relate themselves to the issue, or repeat its cause or fix. */
  readonly namedBy: ReadonlyMap<string, readonly Named[]>;
}

export function collectBacklinks({ issues }: Snapshot): Backlinks {
  const byPattern = new Map<string, string[]>();
  const diagnoses = new Map<string, FirstDiagnosis[]>();
  const byReference = new Map<string, string[]>();
  const byIssue = new Map<string, Named[]>();
  for (const { issue: own, causes, leading, firstDiagnosis: first } of issues.values()) {
    const { id, title } = own;
    const standing = causes.filter(isStanding).flatMap(({ pattern }) => pattern ?? []);
    for (const name of new Set(standing)) atKey(byPattern, name, () => []).push(id);
    if (first?.pattern)
      atKey(diagnoses, first.pattern, () => []).push({ id, firstDiagnosis: first, leading });
    for (const name of new Set(own.references)) atKey(byReference, name, () => []).push(id);
    const repeated = [...own.causes, ...own.fixes].flatMap(({ same }) => same ?? []);
    const named = new Set([...own.related.map((one) => one.issue), ...repeated]);
    named.delete(id);
    for (const other of named) atKey(byIssue, other, () => []).push({ id, title });
  }
  return { byPattern, firstDiagnoses: diagnoses, byReference, namedBy: byIssue };
}
