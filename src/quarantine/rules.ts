import { EXAMPLE_PATH, ISSUE_FILE, issueWithTimeline } from '../core/example-book.ts';
import { type BookExample, type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';

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

/** About a file that a test runner obeys, held against the book. */
export const MUTE_RULES = {
  'missing-mute': {
    what: 'A test that its issue quarantines, and that the file does not mute.',
    why: 'The test still makes runs red. `flakebook quarantine` writes the file anew.',
    wrong: { records: quarantined, file: fileOf('[^\\x00-\\x{10FFFF}]') },
    right: { records: quarantined, file: fileOf(...MUTE) },
    message: ({ test, until }: { test: string; until: string }) =>
      `\`${test}\` is not muted: make the file anew (its issue hides it until ${until})`,
  },
  'outdated-mutes': {
    what: 'A file that would be made otherwise today, though it mutes the same tests.',
    why: 'The name of a test or a title changed, so a mute may miss its test. `flakebook quarantine` writes the file anew.',
    wrong: { records: quarantined, file: fileOf(...MUTE.slice(0, 1), '^TestPage$') },
    right: { records: quarantined, file: fileOf(...MUTE) },
    message: () => 'Made from older records: make the file anew',
  },
  'stale-mute': {
    what: 'A mute that no issue asks for any more: the fix is verified, the date is past, or there is no such issue.',
    why: 'A test that nobody runs finds no bug. `flakebook quarantine` writes the file without it.',
    wrong: { records: issue('verified: 2026-01-05'), file: fileOf(...MUTE) },
    right: { records: quarantined, file: fileOf(...MUTE) },
    message: ({ test, why }: { test: string; why: string }) => `\`${test}\` is muted: take it out (${why})`,
  },
} satisfies RuleTable<MutesExample>;

export const finding: MakeFinding<typeof MUTE_RULES> = makeFinding;
