import { shortCommit } from '../../core/text.ts';
import { CHECK_OUTCOMES, type CheckOutcome, countOutcomes } from '../../records/evidence/evidence.ts';
import { subjectOf } from '../../verify/findings.ts';
import type { VerifiedClaim } from '../../verify/world.ts';

/** Names of claims of no more than this are not cut. */
const MAX_SHOWN = 100;

/** The records of a suite, held against a commit. */
export interface VerifiedSuite {
  readonly suite: string;
  readonly commit: string;
  readonly date: string;
  readonly isShallow: boolean;
  readonly isElsewhere: boolean;
  readonly repository: string | undefined;
  readonly claims: readonly VerifiedClaim[];
}

const outcome = (word: CheckOutcome) => word.replaceAll('-', ' ');

/** What `verify` prints of what the records say about the code. */
export const verifyWords = {
  outcome,
  record: (id: string, title: string | undefined) => (title === undefined ? id : `${id}: ${title}`),
  claim(claim: VerifiedClaim): string {
    const { what, to, at, why } = claim;
    const shown = what.length > MAX_SHOWN ? `${what.slice(0, MAX_SHOWN - 1)}…` : what;
    const place = to === undefined ? (at === undefined ? '' : `, at ${at}`) : ` -> ${to}`;
    return `${subjectOf(claim)} \`${shown}\`${place}${why === undefined ? '' : `: ${why}`}`;
  },
  elsewhere: ({ suite, repository }: VerifiedSuite) =>
    `This commit has nothing that the records of ${suite} name: give a checkout of ${repository ?? 'the tested project'}, or another commit.`,
  /** `shop at 7d38e6763 of 2026-03-05: 5 confirmed, 1 moved.` */
  sum({ suite, commit, date, isShallow, claims }: VerifiedSuite): string {
    const counts = countOutcomes(claims);
    const parts = CHECK_OUTCOMES.filter((one) => counts[one] > 0).map(
      (one) => `${counts[one]} ${outcome(one)}`,
    );
    const at = `${shortCommit(commit)} of ${date.slice(0, 10)}${isShallow ? ' (a shallow clone)' : ''}`;
    return `${suite} at ${at}: ${parts.length === 0 ? 'nothing to check' : parts.join(', ')}.`;
  },
};
