import { ISSUE_FILE, issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { didYouMean } from '../../core/text/wording.ts';

const OTHER = 'issues/DS-FLAKY-002.md';

const fix = (field: string) => issueWith(`fixes:\n  unique-streams: { ${field} }`);

export const LINK_RULES = {
  'dangling-id': {
    severity: 'error',
    what: 'A name of an issue, test, pattern, suite, reference, fix, cause or roster that no record declares.',
    why: 'The page would point at nothing, and sums over the named work would miss it. Correct the id, or add the record.',
    wrong: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-099 }') },
    right: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-002 }') },
    message: ({ what, id, suggestion }: { what: string; id: string; suggestion?: string }) =>
      `Unexpected ${what} \`${id}\`, expected one that the book has${didYouMean(suggestion)}`,
  },
  'dangling-link': {
    severity: 'error',
    what: 'A relative link to a file that the content folder does not have.',
    why: 'The link would lead nowhere, on the site as on GitHub. Correct the path; a file outside the content folder is linked by its `https://` address.',
    wrong: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-sate.md).') },
    right: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-state.md).') },
    message: ({
      target,
      leaves,
      suggestion,
    }: {
      target: string;
      leaves: 'yes' | 'no';
      suggestion?: string;
    }) =>
      leaves === 'yes'
        ? `Unexpected link to \`${target}\` outside the content folder, expected a file within, or a whole \`https://\` address`
        : `Unexpected link to \`${target}\`, expected a file of the content folder${didYouMean(suggestion)}`,
  },
  'same-loop': {
    severity: 'error',
    what: 'Fixes or causes that are each the `same` as the next, without an end.',
    why: 'None of them says what it is. One of them is the original: write it out there, and take its `same` away.',
    wrong: { [ISSUE_FILE]: fix('same: DS-FLAKY-002'), [OTHER]: fix('same: DS-FLAKY-001') },
    right: { [ISSUE_FILE]: fix('effort: 1d'), [OTHER]: fix('same: DS-FLAKY-001') },
    message: ({ chain }: { chain: readonly string[] }) =>
      `Unexpected \`same\` that returns to itself (${chain.join(' → ')}), expected one of them to be the original; take its \`same\` away`,
  },
  'unsafe-link': {
    severity: 'error',
    what: 'A link that is neither relative nor to the web nor to an e-mail address.',
    why: 'A `javascript:` or `data:` link runs in the browser of whoever follows it, and a `file:` link works on one machine only. Link to an `https://` address, or to a file of the content folder.',
    wrong: { [ISSUE_FILE]: issueWith('', 'See [the log](file:///tmp/run.log).') },
    right: { [ISSUE_FILE]: issueWith('', 'See [the log](https://ci.example/runs/1).') },
    message: ({ scheme }: { scheme: string }) =>
      `Unexpected link of scheme \`${scheme}:\`, expected \`https://\`, \`http://\`, \`mailto:\` or a relative path`,
  },
} satisfies RuleTable<BookExample>;
