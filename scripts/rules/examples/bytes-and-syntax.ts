import type { BYTE_RULES, ID_RULES, LINE_RULES, SYNTAX_RULES } from '../../../src/text/rules.ts';
import {
  type BookExample,
  ISSUE_FILE,
  issueWith,
  runFiles,
  runLine,
} from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

/** `Prüfung`, saved as Latin-1. */
const LATIN_1 = Uint8Array.from(issueWith('owner: Prüfung'), (character) => character.codePointAt(0) ?? 0);

export const BYTE_EXAMPLES = {
  'byte-order-mark': {
    wrong: { [ISSUE_FILE]: `\ufeff${issueWith('')}` },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'conflict-markers': {
    wrong: {
      [ISSUE_FILE]: issueWith(
        '<<<<<<< HEAD\nowner: shop\n=======\nowner: till\n>>>>>>> feature',
        '## Notes\n\nAsk the owner.',
      ),
    },
    right: { [ISSUE_FILE]: issueWith('owner: till', '## Notes\n\nAsk the owner.') },
  },
  'control-character': {
    wrong: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\n\u001b[31mTimed out after 90 seconds\n```'),
    },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
  },
  'empty-file': {
    wrong: { [ISSUE_FILE]: '\n' },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'file-too-large': {
    wrong: { [ISSUE_FILE]: issueWith('', 'flaky '.repeat(180_000)) },
    right: { [ISSUE_FILE]: issueWith('', '## Run\n\n[The whole log](https://ci.example/runs/21327033108)') },
  },
  mojibake: {
    wrong: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ‚Üê SHARED') },
    right: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ← SHARED') },
  },
  'not-utf8': {
    wrong: { [ISSUE_FILE]: LATIN_1 },
    right: { [ISSUE_FILE]: issueWith('owner: Prüfung') },
  },
  'text-direction': {
    wrong: { [ISSUE_FILE]: issueWith('owner: "\\u202estorage-team"') },
    right: { [ISSUE_FILE]: issueWith('owner: storage-team') },
  },
} satisfies Examples<typeof BYTE_RULES, BookExample>;

export const SYNTAX_EXAMPLES = {
  'duplicate-key': {
    wrong: { [ISSUE_FILE]: issueWith('impact: high\nimpact: low') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
  },
  'empty-front-matter': {
    wrong: { [ISSUE_FILE]: '---\n---\n' },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'executable-front-matter': {
    wrong: { [ISSUE_FILE]: issueWith('').replace('---\n', '---js\n') },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'missing-front-matter': {
    wrong: { [ISSUE_FILE]: '# Pagination race condition\n' },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'shifted-front-matter': {
    wrong: { [ISSUE_FILE]: `\n${issueWith('')}` },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'unclosed-front-matter': {
    wrong: { [ISSUE_FILE]: issueWith('').replace(/---\n$/, '') },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'yaml-anchor': {
    wrong: { [ISSUE_FILE]: issueWith('affects: &area pagination\nowner: *area') },
    right: { [ISSUE_FILE]: issueWith('affects: "*all* pages"\nowner: storage-team') },
  },
  'yaml-syntax': {
    wrong: { [ISSUE_FILE]: issueWith('affects: Pagination: the second page') },
    right: { [ISSUE_FILE]: issueWith('affects: "Pagination: the second page"') },
  },
  'yaml-tag': {
    wrong: { [ISSUE_FILE]: issueWith('owner: !!str storage-team') },
    right: { [ISSUE_FILE]: issueWith('owner: storage-team') },
  },
} satisfies Examples<typeof SYNTAX_RULES, BookExample>;

export const LINE_EXAMPLES = {
  'json-line': {
    wrong: runFiles(`${runLine()}${runLine({ run: 'ci-2' }).slice(0, 60)}\n`),
    right: runFiles(runLine() + runLine({ run: 'ci-2' })),
  },
} satisfies Examples<typeof LINE_RULES, BookExample>;

export const ID_EXAMPLES = {
  'invalid-id': {
    wrong: { [ISSUE_FILE]: issueWith('fixes:\n  Serial_Marker: { effort: 5m }') },
    right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
  },
} satisfies Examples<typeof ID_RULES, BookExample>;
