import { type MakeFinding, makeFinding, type RuleTable, type Texts } from '../core/rule.ts';

/** About what records say of source code. */
export const CODE_RULES = {
  'code-not-found': {
    what: 'A location, test name, snippet, commit or path that the tested project does not have.',
    why: 'Readers who follow the record find nothing: it was removed, renamed or mistyped. Correct the record, or say in its timeline what happened. A shallow clone may lack a commit.',
    message: ({ subject, what, commit, why }: Texts<'subject' | 'what' | 'commit' | 'why'>) =>
      `Cannot find ${subject} \`${what}\` at ${commit}: ${why}`,
  },
  'code-moved': {
    severity: 'warning',
    what: 'A location, test name, snippet, commit or path that is elsewhere in the tested project, or of another day.',
    why: 'The record was right once, but now its readers have to search. Write down where it is now.',
    message: ({ subject, what, to, why }: { subject: string; what: string; to: string; why?: string }) =>
      `Found \`${to}\` for ${subject} \`${what}\`${why === undefined ? '' : `: ${why}`}`,
  },
  'wrong-repository': {
    what: 'A repository that has nothing of what the records of a suite name.',
    why: 'Either it is another project, or the commit is far from the one that the records were written for. Name the right checkout with `--source`, or the right commit with `--commit`.',
    message: ({ count, commit, repository }: { count: number; commit: string; repository?: string }) =>
      `Name a checkout of ${repository === undefined ? 'the tested project' : `\`${repository}\``}: nothing of the ${count} things that the records name stands at ${commit}`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof CODE_RULES> = makeFinding;
