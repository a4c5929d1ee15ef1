import type { SIGNATURE_RULES } from '../../../src/match/signatures/rules.ts';
import type { Examples } from '../example-kinds.ts';

/** An example of a rule: records, and what the runs of their suite showed. */
export interface LooksExample {
  /** What each issue adds to a plain front matter, then its body. */
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

const NAMES = ['shop.ts :: adds an item', 'shop.ts :: pays'];

const LOST_ELSEWHERE = [['shop.ts :: pays', 'Error: the cart lost 2 items on the way'] as const];

export const SIGNATURE_EXAMPLES = {
  'unmatched-specimen': {
    wrong: { issues: [`signatures:\n  - text: lost 3 items\n    matches: [the cart lost 2 items]`] },
    right: { issues: [`signatures:\n  - regex: 'lost \\d items'\n    matches: [the cart lost 2 items]`] },
  },
  'matched-reject': {
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
  },
  'unmatched-symptom': {
    wrong: { issues: [`signatures:\n  - text: the cart lost 3 items\n\n${LOST}`] },
    right: { issues: [`${TEXT}\n\n${LOST}`] },
  },
  'overlapping-signature': {
    wrong: { issues: [`${TEXT}\n\n${LOST}`, LOST.replace('on the way', 'at night')] },
    right: { issues: [`${TEXT}\n\n${LOST}`, LOST.replace('2 items', 'its owner')] },
  },
  'vague-symptom': {
    wrong: { issues: ['## Symptom\n\n```text\n=== RUN   TestCart\n    at loseItems (cart.js:12:3)\n```'] },
    right: { issues: [`## Symptom\n\n\`\`\`text\n=== RUN   TestCart\nthe cart lost 2 items\n\`\`\``] },
  },
  'overlapping-symptom': {
    wrong: { issues: [LOST, LOST] },
    right: { issues: [LOST, LOST.replace('2 items', 'its owner')] },
  },
  'broad-symptom': {
    wrong: {
      issues: [`tests:\n  a: { name: adds an item }\n\n${LOST}`],
      failures: LOST_ELSEWHERE,
      names: NAMES,
    },
    right: {
      issues: [`tests:\n  a: { name: adds an item }\n  b: { name: pays }\n\n${LOST}`],
      failures: LOST_ELSEWHERE,
      names: NAMES,
    },
  },
  'dead-signature': {
    wrong: { issues: [`${TEXT}\n  - text: the cart has no wheels\n\n${LOST}`] },
    right: {
      issues: [
        `${TEXT}\n  - text: the cart has no wheels\n    matches: ["Error: the cart has no wheels"]\n\n${LOST}`,
      ],
    },
  },
  'broad-signature': {
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
  },
  'nameless-test': {
    wrong: { issues: ['tests:\n  a: { at: "cart.ts:10" }'], names: ['cart.ts :: Cart > adds an item'] },
    right: {
      issues: ['tests:\n  a: { name: "Cart > adds an item", at: "cart.ts:10" }'],
      names: ['cart.ts :: Cart > adds an item'],
    },
  },
  'unseen-name': {
    wrong: {
      issues: ['tests:\n  a: { name: "Cart > adds an itme" }'],
      names: ['cart.ts :: Cart > adds an item'],
    },
    right: {
      issues: ['tests:\n  a: { name: "Cart > adds an item" }'],
      names: ['cart.ts :: Cart > adds an item'],
    },
  },
  'ambiguous-name': {
    wrong: {
      issues: ['tests:\n  a: { name: adds an item }'],
      names: ['cart.ts :: Cart > adds an item', 'list.ts :: List > adds an item'],
    },
    right: {
      issues: ['tests:\n  a: { name: "cart.ts :: Cart > adds an item" }'],
      names: ['cart.ts :: Cart > adds an item', 'list.ts :: List > adds an item'],
    },
  },
} satisfies Examples<typeof SIGNATURE_RULES, LooksExample>;
