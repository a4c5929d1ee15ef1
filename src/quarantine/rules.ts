import { type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';

/** About a file that a test runner obeys, held against the book. */
export const MUTE_RULES = {
  'missing-mute': {
    what: 'A test that its issue quarantines, and that the file does not mute.',
    why: 'The test still makes runs red. `flakebook quarantine` writes the file anew.',
    message: ({ test, until }: { test: string; until: string }) =>
      `\`${test}\` is not muted: make the file anew (its issue hides it until ${until})`,
  },
  'outdated-mutes': {
    what: 'A file that would be made otherwise today, though it mutes the same tests.',
    why: 'The name of a test or a title changed, so a mute may miss its test. `flakebook quarantine` writes the file anew.',
    message: () => 'Made from older records: make the file anew',
  },
  'stale-mute': {
    what: 'A mute that no issue asks for any more: the fix is verified, the date is past, or there is no such issue.',
    why: 'A test that nobody runs finds no bug. `flakebook quarantine` writes the file without it.',
    message: ({ test, why }: { test: string; why: string }) => `\`${test}\` is muted: take it out (${why})`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof MUTE_RULES> = makeFinding;
