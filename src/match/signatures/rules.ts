import { type MakeFinding, makeFinding, type RuleTable } from '../../core/rule.ts';
import { firstLine } from '../../core/text/first-line.ts';
import { quoteText } from '../../core/text/quote-text.ts';

/** Records with what their suite's runs showed: an example of a rule. */
export interface LooksExample {
  /** Of each issue what is special in its front matter, then its body. */
  readonly issues: readonly string[];
  /** Failures of measured runs: test and message. */
  readonly failures?: readonly (readonly [test: string, message: string])[];
  readonly names?: readonly string[];
}

const LOST = '## Symptom\n\n```text\nError: the cart lost 2 items on the way\n```';
const TEXT = 'signatures:\n  - text: the cart lost 2 items';

/** Failures of one kind in many tests. */
const REFUSED = ['pays', 'ships', 'returns', 'counts', 'prints'].map(
  (test) => [`shop.ts :: ${test}`, 'Error: the shop is closed today'] as const,
);

export const SIGNATURE_RULES = {
  'unmatched-specimen': {
    severity: 'error',
    what: 'A specimen in `matches` that its signature does not match.',
    why: 'Failures like the specimen would not be recognised. Mend the signature, or move the specimen to the signature that it belongs to.',
    wrong: { issues: [`signatures:\n  - text: lost 3 items\n    matches: [the cart lost 2 items]`] },
    right: { issues: [`signatures:\n  - regex: 'lost \\d items'\n    matches: [the cart lost 2 items]`] },
    message: ({ text, specimen }: { text: string; specimen: string }) =>
      `Unexpected specimen ${quote(specimen)}, expected a text that the signature ${quote(text)} matches`,
  },
  'matched-reject': {
    severity: 'error',
    what: 'A text in `rejects` that its signature matches.',
    why: 'Failures that are not meant would be taken for this issue. Make the signature say more.',
    wrong: {
      issues: [
        'signatures:\n  - text: the cart lost\n    matches: [the cart lost 2 items]\n    rejects: [the cart lost its owner]',
      ],
    },
    right: {
      issues: [
        "signatures:\n  - regex: 'the cart lost \\d'\n    matches: [the cart lost 2 items]\n    rejects: [the cart lost its owner]",
      ],
    },
    message: ({ text, specimen }: { text: string; specimen: string }) =>
      `Unexpected match of ${quote(specimen)}, expected the signature ${quote(text)} not to match it`,
  },
  'unmatched-symptom': {
    severity: 'warning',
    what: 'A symptom that none of the signatures of its issue matches.',
    why: 'The symptom is the failure that somebody saw: signatures that miss it miss the next one. Mend a signature, or add one for this symptom.',
    wrong: { issues: [`signatures:\n  - text: the cart lost 3 items\n\n${LOST}`] },
    right: { issues: [`${TEXT}\n\n${LOST}`] },
    message: ({ symptom }: { symptom: string }) =>
      `Unexpected symptom ${quote(symptom)} that no signature matches, expected one of them to match it`,
  },
  'overlapping-signature': {
    severity: 'warning',
    what: 'A signature that matches what another issue shows as its own failure.',
    why: 'A failure would be taken for either issue. Make the signature say more; where the two issues are one problem, say so with `related` or `superseded`.',
    wrong: { issues: [`${TEXT}\n\n${LOST}`, LOST] },
    right: { issues: [`${TEXT}\n\n${LOST}`, LOST.replace('2 items', 'its owner')] },
    message: ({
      text,
      issue,
      other,
      what,
    }: {
      text: string;
      issue: string;
      other: string;
      what: 'symptom' | 'specimen';
    }) =>
      `Unexpected match of the ${what} of ${other}, expected the signature ${quote(text)} to match failures of ${issue} only`,
  },
  'dead-signature': {
    severity: 'warning',
    what: 'A signature that matches no specimen, no symptom and no failure of a measured run.',
    why: 'Nothing shows that it matches what it is for. Add the text of a failure to `matches`, or to a section `Symptom`; drop the signature where such failures are gone.',
    wrong: { issues: [`${TEXT}\n  - text: the cart has no wheels\n\n${LOST}`] },
    right: {
      issues: [
        `${TEXT}\n  - text: the cart has no wheels\n    matches: ["Error: the cart has no wheels"]\n\n${LOST}`,
      ],
    },
    message: ({ text }: { text: string }) =>
      `Unexpected signature ${quote(text)} that matches nothing known, expected a specimen in \`matches\` or a symptom that it matches`,
  },
  'broad-signature': {
    severity: 'warning',
    what: 'A signature that matches what is said of many kinds of failure.',
    why: 'It tells no issue from another: until it says more, a failure that is said of many is taken for the issue in its own tests only. A failure that many tests of the runs have is none of this issue either; where it is the surroundings’, say so with `locus: environment`.',
    wrong: {
      issues: [
        'signatures:\n  - text: timed out\n    matches: [the cart timed out]',
        `signatures:\n  - text: the shop is closed\n    matches: [the shop is closed]`,
      ],
      failures: REFUSED,
    },
    right: {
      issues: [
        'signatures:\n  - text: the cart timed out\n    matches: [the cart timed out]',
        'locus: environment\nsignatures:\n  - text: the shop is closed\n    matches: [the shop is closed]',
      ],
      failures: REFUSED,
    },
    message: ({ text, because }: { text: string; because: string }) =>
      `Unexpected signature ${quote(text)}, expected one that tells this issue from others: ${because}`,
  },
  'unseen-name': {
    severity: 'warning',
    what: 'A name of a test that no measured run of its suite has shown.',
    why: 'Failures and rates of the test are not found under this name: it is misspelt, or the test was renamed, moved or removed. Name it as the runner reports it, keep the older name in `aliases`, or say `test-removed`.',
    wrong: {
      issues: ['tests:\n  a: { name: "Cart > adds an itme" }'],
      names: ['cart.ts :: Cart > adds an item'],
    },
    right: {
      issues: ['tests:\n  a: { name: "Cart > adds an item" }'],
      names: ['cart.ts :: Cart > adds an item'],
    },
    message: ({ name, suite, suggestion }: { name: string; suite: string; suggestion?: string }) =>
      `Unexpected name ${quote(name)}, expected one that a run of ${suite} has shown${suggestion === undefined ? '' : `, did you mean ${quote(suggestion)}?`}`,
  },
  'ambiguous-name': {
    severity: 'warning',
    what: 'A name of a test that fits several tests of the measured runs.',
    why: 'Failures and rates of the test are not told apart from those of the others, so it has none. Give the whole name, with its file or containers, as `flakebook detect` prints it.',
    wrong: {
      issues: ['tests:\n  a: { name: adds an item }'],
      names: ['cart.ts :: Cart > adds an item', 'list.ts :: List > adds an item'],
    },
    right: {
      issues: ['tests:\n  a: { name: "cart.ts :: Cart > adds an item" }'],
      names: ['cart.ts :: Cart > adds an item', 'list.ts :: List > adds an item'],
    },
    message: ({ name, suite }: { name: string; suite: string }) =>
      `Unexpected name ${quote(name)} that fits several tests of ${suite}, expected one that fits a single one; add its file or containers`,
  },
} satisfies RuleTable<LooksExample>;

/** Makes findings about signatures and names of tests. */
export const finding: MakeFinding<typeof SIGNATURE_RULES> = makeFinding;

/** The first line of a text as it stands in a sentence. */
function quote(text: string): string {
  return quoteText(firstLine(text, 80));
}
