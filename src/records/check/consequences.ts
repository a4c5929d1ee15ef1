import type { FileFinding } from '../../core/finding.ts';
import type { RecordRuleId } from '../rules.ts';

/** Rules whose finding explains those of other rules at the same place. */
const EXPLAINS: Readonly<Partial<Record<string, readonly RecordRuleId[]>>> = {
  'unquoted-flow-prose': ['unknown-key', 'wrong-type', 'invalid-id'],
  'cut-by-comment': ['wrong-type'],
  'yaml-tag': ['wrong-type'],
  'duplicate-id': ['record-id'],
  'dangling-id': ['record-id'],
} satisfies Partial<Record<RecordRuleId, readonly RecordRuleId[]>>;

/** Leaves out the findings that only follow from another one on the same line: one cause, one finding. */
export function withoutConsequences<Found extends FileFinding & { readonly file?: string }>(
  found: readonly Found[],
): Found[] {
  const lineOf = ({ file, place }: Found) => `${place.start.line}:${file}`;
  const explained = new Set(
    found.flatMap((one) => (EXPLAINS[one.ruleId] ?? []).map((rule) => `${rule}:${lineOf(one)}`)),
  );
  return found.filter((one) => !explained.has(`${one.ruleId}:${lineOf(one)}`));
}
