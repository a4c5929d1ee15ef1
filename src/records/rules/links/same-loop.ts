import type { Finding } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Same } from '../../check/facts.ts';
import type { BookContext, Rule } from '../../check/rule.ts';

const OTHER = 'issues/DS-FLAKY-002.md';
const fix = (field: string) => issueWith(`fixes:\n  unique-streams: { ${field} }`);

export const sameLoop: Rule = {
  id: 'same-loop',
  severity: 'error',
  what: 'Fixes or causes that are each the `same` as the next, without an end.',
  why: 'None of them says what it is. One of them is the original: write it out there, and take its `same` away.',
  wrong: { [ISSUE_FILE]: fix('same: DS-FLAKY-002'), [OTHER]: fix('same: DS-FLAKY-001') },
  right: { [ISSUE_FILE]: fix('effort: 1d'), [OTHER]: fix('same: DS-FLAKY-001') },
  message: ({ chain }) =>
    `Unexpected \`same\` that returns to itself (${Array.isArray(chain) ? chain.join(' → ') : chain}), expected one of them to be the original; take its \`same\` away`,
  *checkBook({ facts, index }: BookContext): Iterable<Finding> {
    for (const { file, id: issue, sames } of facts) {
      for (const same of sames) {
        const members = loopOf(issue, same, (of) => index.sameOf(same.what, `${of}/${same.id}`));
        if (!members) continue;
        const related = members.slice(1).flatMap((member) => {
          const other = facts.find(({ id, kind }) => kind === 'issue' && id === member);
          const its = index.sameOf(same.what, `${member}/${same.id}`);
          return other && its
            ? [{ file: other.file, place: its.place, message: `${member} is the same as ${its.of}` }]
            : [];
        });
        yield { ruleId: 'same-loop', file, place: same.place, args: { chain: [...members, issue] }, related };
      }
    }
  },
};

/** The issues of the loop that begins and ends with this one; undefined where the chain ends, or loops elsewhere. */
function loopOf(issue: string, same: Same, next: (issue: string) => Same | undefined): string[] | undefined {
  const members = [issue];
  for (let step: Same | undefined = same; step; step = next(step.of)) {
    if (step.of === issue) return members;
    if (members.includes(step.of)) return undefined;
    members.push(step.of);
  }
  return undefined;
}
