import type { FileFinding } from '../../core/finding.ts';
import type { RecordRuleId } from '../rules.ts';

/** Rules whose finding explains those of other rules at the same place. */
const EXPLAINS: Readonly<Partial<Record<string, readonly RecordRuleId[]>>> = {
  'unquoted-flow-prose': ['unknown-key', 'wrong-type', 'invalid-id'],
  'cut-by-comment': ['wrong-type'],
} satisfies Partial<Record<RecordRuleId, readonly RecordRuleId[]>>;

/** Leaves out the findings that only follow from another one on the same line. */
export function withoutConsequences(found: readonly FileFinding[]): FileFinding[] {
  const explained = new Set(
    found.flatMap(({ ruleId, place }) =>
      (EXPLAINS[ruleId] ?? []).map((consequence) => `${consequence}:${place.start.line}`),
    ),
  );
  return found.filter(({ ruleId, place }) => !explained.has(`${ruleId}:${place.start.line}`));
}
