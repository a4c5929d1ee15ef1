import type { Place } from '../core/finding.ts';
import { type MakeFinding, makeFinding, type Rule, type RuleTable } from '../core/rule.ts';

/** A number, or a list of entries, that a document states. */
export interface Said {
  readonly place: Place;
  /** As it stands there, in quotes; or what it is: `the list of 3 entries`. */
  readonly words: string;
}

/** The smallest set of statements that cannot all be true. */
export interface Contradiction {
  readonly ruleId: keyof typeof AUDIT_RULES;
  /** Where it is reported: the total, the share, the later value. */
  readonly said: Said;
  readonly against: readonly Said[];
  /** The calculation, as the end of a sentence. */
  readonly because: string;
}

export type Found = Generator<Contradiction>;

/** What the place says, quoted; what contradicts it, with its line where that differs; the calculation. */
type Args = { said: string; against: string; because: string };

/** A rule about numbers in prose. Its examples are Markdown, the wrong one with one finding. */
function rule(words: Pick<Rule, 'what' | 'why'>) {
  return {
    ...words,
    message: ({ said, against, because }: Args) =>
      against === ''
        ? `${said} cannot be right: correct it (${because})`
        : `${said} contradicts ${against}: correct one of them (${because})`,
  };
}

export const AUDIT_RULES = {
  'audit-share': rule({
    what: 'A percentage that does not match its own counts, or a part that is larger than its whole.',
    why: 'Somebody will act on one of the two numbers. Rounding or cutting to the digits shown is fine. Write the percentage that the counts give, or leave it out. If the two count different things, name both.',
  }),
  'audit-sum': rule({
    what: 'A total that its parts do not add up to.',
    why: 'Nobody updates a typed total when a part changes. Add the parts again.',
  }),
  'audit-stable': rule({
    what: 'A number of stable tests that is not the suite size minus the flaky tests that remain.',
    why: 'A test is either stable or not, so a flaky test that remains is not stable. Remember that one issue often covers several tests.',
  }),
  'audit-count': rule({
    what: 'A number of entries, issues or tests that does not match the list in the document or the knowledge base.',
    why: 'People work from the list, and others read the number. They miss the entry that was added later, or look for one that is not there. Count issues and tests separately: one issue can cover several flaky tests.',
  }),
  'audit-same': rule({
    what: 'Two values for one thing in one document, such as the size of a suite.',
    why: 'Only one of them can be right, and nobody can tell which. Shares of different totals cannot be compared. Say it once, or say what changed between the two.',
  }),
  'audit-strength': {
    severity: 'warning',
    what: 'A claim about all future runs that rests on a few green ones.',
    why: 'One green run cannot tell a stable suite from one that fails every other time. Say how many runs you made, or make enough runs for the claim: 73 green runs leave at most 5%.',
    message: ({ said, because }: Args) =>
      `${said} claims more than the runs show: say how many runs you made (${because})`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof AUDIT_RULES> = makeFinding;
