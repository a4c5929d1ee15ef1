import type { FileFinding } from '../core/finding.ts';
import { placeOfEntry, type Source } from '../records/check/parse-source.ts';
import type { FixConfidence } from './fix-confidence.ts';
import { finding } from './rules.ts';

/** Claimed fixes of an issue that the runs contradict, each where its timeline claims it. */
export function relapseFindings(fixes: readonly FixConfidence[], source: Source): FileFinding[] {
  return fixes.flatMap(({ testId, standing, word, claimed, relapses: [first] }) => {
    if (standing !== 'contradicted' || !first) return [];
    const { run, at } = first;
    return [
      finding('relapsed-fix', placeOfEntry(source, word, claimed), { test: testId, run, at, word, claimed }),
    ];
  });
}
