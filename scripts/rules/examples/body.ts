import type { BODY_RULES } from '../../../src/records/rules/body.ts';
import { type BookExample, ISSUE_FILE, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const FRONT_MATTER = 'fixes:\n  serial-marker: { kind: mitigation }\n  unique-streams: { kind: fix }';

export const BODY_EXAMPLES = {
  'duplicate-section': {
    wrong: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12.\n\n## Evidence\n\nRun 14.') },
    right: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12, run 14.') },
  },
  'fence-language': {
    wrong: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```\nTimed out after 90 seconds\n```') },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
  },
  image: {
    wrong: { [ISSUE_FILE]: issueWith('', '![The failing run](https://ci.example/run.png)') },
    right: { [ISSUE_FILE]: issueWith('', '[The failing run](https://ci.example/run.png)') },
  },
  'misspelt-section': {
    wrong: { [ISSUE_FILE]: issueWith('', '## Symptons\n\nIt times out.') },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\nIt times out.') },
  },
  'nested-too-deep': {
    wrong: { [ISSUE_FILE]: issueWith('', `${'> '.repeat(45)}Timed out`) },
    right: { [ISSUE_FILE]: issueWith('', '> Timed out') },
  },
  'raw-html': {
    wrong: { [ISSUE_FILE]: issueWith('', 'Fails for any Map<String> value.') },
    right: { [ISSUE_FILE]: issueWith('', 'Fails for any `Map<String>` value.') },
  },
  'too-much-text': {
    wrong: { [ISSUE_FILE]: issueWith('', 'shard 7: ok 12\n'.repeat(2500)) },
    right: { [ISSUE_FILE]: issueWith('', `\`\`\`text\n${'shard 7: ok 12\n'.repeat(2500)}\`\`\``) },
  },
  'unclosed-fence': {
    wrong: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n\n## Evidence'),
    },
    right: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```\n\n## Evidence'),
    },
  },
  'undeclared-section': {
    wrong: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: seriel-marker\n\nMark the tests.') },
    right: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: serial-marker\n\nMark the tests.') },
  },
  'unknown-figure': {
    wrong: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stabel}} tests are stable.') },
    right: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stable}} tests are stable.') },
  },
  'unpaired-snippet': {
    wrong: { [ISSUE_FILE]: issueWith('', '```go before\nstream := "events"\n```\n\nIt is shared.') },
    right: {
      [ISSUE_FILE]: issueWith(
        '',
        '```go before\nstream := "events"\n```\n\n```go after\nstream := "events:" + testID\n```',
      ),
    },
  },
} satisfies Examples<typeof BODY_RULES, BookExample>;
