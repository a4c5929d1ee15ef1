import type { Found } from '../../core/finding.ts';

/** Rules whose finding explains those of other rules at the same place. */
const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  'unquoted-flow-prose': ['unknown-key', 'wrong-type', 'invalid-id'],
  'cut-by-comment': ['wrong-type'],
};

/** Leaves out the findings that only follow from another one on the same line. */
export function withoutEchoes(found: readonly Found[]): Found[] {
  const explained = new Set(
    found.flatMap(({ ruleId, place }) =>
      (EXPLAINS[ruleId] ?? []).map((echo) => `${echo}:${place.start.line}`),
    ),
  );
  return found.filter(({ ruleId, place }) => !explained.has(`${ruleId}:${place.start.line}`));
}
