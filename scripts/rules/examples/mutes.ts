import type { MUTE_RULES } from '../../../src/quarantine/rules.ts';
import {
  type BookExample,
  EXAMPLE_PATH,
  ISSUE_FILE,
  issueWithTimeline,
} from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

/** Records, and the file that was made from them or from older ones. */
export interface MutesExample {
  readonly records: BookExample;
  readonly file: string;
}

const HEAD = 'Made by `flakebook quarantine --for go` from data-storage as of 2026-01-05: do not edit.';

const USE = [
  `# ${HEAD}`,
  '# Make it anew before each run: it knows no dates.',
  `# go test -skip "$(grep -v '^#' FILE | paste -sd '|' -)" ./...`,
];

const MUTE = ['# DS-FLAKY-001: Pagination race condition. Owner: nobody. Until 2026-02-01.', '^TestPages$'];

const fileOf = (...lines: readonly string[]) => `${[...USE, ...lines].join('\n')}\n`;

const issue = (entry: string): BookExample => ({
  [ISSUE_FILE]: issueWithTimeline(`  - open: 2026-01-04\n  - { ${entry} }`).replace(
    `{ at: ${EXAMPLE_PATH}:517 }`,
    `{ name: TestPages, at: ${EXAMPLE_PATH}:517 }`,
  ),
});

const quarantined = issue('quarantined: 2026-01-05, until: 2026-02-01');

export const MUTE_EXAMPLES = {
  'missing-mute': {
    wrong: { records: quarantined, file: fileOf('[^\\x00-\\x{10FFFF}]') },
    right: { records: quarantined, file: fileOf(...MUTE) },
  },
  'outdated-mutes': {
    wrong: { records: quarantined, file: fileOf(...MUTE.slice(0, 1), '^TestPage$') },
    right: { records: quarantined, file: fileOf(...MUTE) },
  },
  'stale-mute': {
    wrong: { records: issue('verified: 2026-01-05'), file: fileOf(...MUTE) },
    right: { records: quarantined, file: fileOf(...MUTE) },
  },
} satisfies Examples<typeof MUTE_RULES, MutesExample>;
