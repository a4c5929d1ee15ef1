import type { Finding } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { Facts } from '../../check/facts.ts';
import type { BookContext, Rule } from '../../check/rule.ts';
import type { FixKind } from '../../issue/issue.ts';

const FIXES = 'fixes:\n  serial-marker: { kind: mitigation }';
const entry = (word: string) => issueWithTimeline(`  - ${word}: 2026-01-04\n    fix: serial-marker`, FIXES);

export const fixedByMitigation: Rule = {
  id: 'fixed-by-mitigation',
  severity: 'error',
  what: 'A `fixed` that names a mitigation or a relocation.',
  why: 'A serial marker, a retry or a longer timeout lives with the cause: the test would count as resolved while it is not. Say `mitigated`, or call the fix a `fix` when it removes the cause.',
  wrong: { [ISSUE_FILE]: entry('fixed') },
  right: { [ISSUE_FILE]: entry('mitigated') },
  message: ({ fix, kind }) =>
    `Unexpected \`${fix}\` in \`fixed\`, expected a fix: it is a ${kind}, so say \`mitigated\``,
  *checkBook({ facts, index }: BookContext): Iterable<Finding> {
    const issues = new Map(
      facts.flatMap((fact) => (fact.kind === 'issue' ? [[fact.id, fact] as const] : [])),
    );
    const sameOf = (id: string) => index.sameOf('fix', id)?.of;
    for (const { id, file, claims } of facts) {
      for (const { fix, place } of claims) {
        const kind = kindOf(id, fix, issues, sameOf);
        if (kind !== 'fix') yield { ruleId: 'fixed-by-mitigation', file, place, args: { fix, kind } };
      }
    }
  },
};

/** A fix that states no kind has that of the fix it is the same as. */
function kindOf(
  issue: string,
  fix: string,
  issues: ReadonlyMap<string, Facts>,
  sameOf: (id: string) => string | undefined,
): FixKind {
  const seen = new Set<string>();
  for (let at: string | undefined = issue; at !== undefined && !seen.has(at); at = sameOf(`${at}/${fix}`)) {
    seen.add(at);
    const kinds = issues.get(at)?.fixKinds ?? {};
    if (Object.hasOwn(kinds, fix)) return kinds[fix] ?? 'fix';
  }
  return 'fix';
}
