import type { Finding } from '../../../core/finding.ts';
import type { BookIndex } from '../../check/book-index.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { UseKind } from '../../check/facts.ts';
import type { BookContext, Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';

const NAMES: Readonly<Record<string, string>> = { group: 'group of references' };

export const danglingId: Rule = {
  id: 'dangling-id',
  severity: 'error',
  what: 'A name of an issue, test, pattern, suite, reference, fix, cause or roster that no record declares.',
  why: 'The page would point at nothing, and sums over the named work would miss it. Correct the id, or add the record.',
  wrong: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-099 }') },
  right: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-002 }') },
  message: ({ what, id, suggestion }) =>
    `Unexpected ${what} \`${id}\`, expected one that the book has${didYouMean(suggestion)}`,
  *checkBook({ facts, index }: BookContext): Iterable<Finding> {
    for (const { file, uses } of facts) {
      for (const { what, id, place } of uses) {
        if (what === 'file' || index.has(what, id)) continue;
        const near = suggest(id, candidates(what, id, index));
        yield {
          ruleId: 'dangling-id',
          file,
          place,
          args: { what: NAMES[what] ?? what, id, ...(near ? { suggestion: near } : {}) },
        };
      }
    }
  },
};

/**
 * Another number is another issue, not a slip: only ids of the same number may have been meant. A roster's id is a digest,
 * near to no other.
 */
function candidates(what: UseKind, id: string, index: BookIndex): Iterable<string> {
  if (what === 'roster') return [];
  if (what !== 'issue' && what !== 'test') return index.idsOf(what);
  const number = numberOf(id);
  return [...index.idsOf(what)].filter((other) => numberOf(other) === number);
}

function numberOf(id: string): number {
  return Number(/(\d+)[a-z]?$/i.exec(id)?.[1]);
}
