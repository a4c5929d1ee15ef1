import { describe, expect, it } from 'vitest';
import { markSymptoms } from '../../src/pages/blocks/symptom-marks.ts';
import { openTestBook, withFiles } from '../support/book.ts';

const OUTPUT = 'Expected at least 1 message, found: 12\nafter 90 seconds';

/** What is marked in the output of a test, by the signatures of its issue. */
function marked(signatures: string, letter?: string): string[] {
  const record = `---\ntitle: Queue\nsuite: s\ntests:\n  a: { name: one }\n  b: { name: two }\nsignatures:\n${signatures}timeline:\n  - open: 2026-01-01\n---\n`;
  const files = {
    'book.yaml': 'title: Book\nprefixes:\n  - { prefix: S-, suite: s }\n',
    'suites/s.md': '---\ntitle: S\n---\n',
    'issues/S-001.md': record,
  };
  const issue = openTestBook(withFiles(new Map(), files)).now.issue('S-001')?.issue;
  if (issue === undefined) throw new Error('The issue has findings.');
  const [block] = markSymptoms(issue, letter, [{ type: 'code', value: OUTPUT }]);
  const ranges = block?.type === 'code' ? (block.data?.marked ?? []) : [];
  return ranges.map(({ from, to }) => OUTPUT.slice(from, to));
}

describe('what is marked in a symptom', () => {
  it('is what a signature fits, over the end of a line too', () => {
    expect(marked('  - text: "at least 1 message"\n')).toEqual(['at least 1 message']);
    expect(marked("  - regex: 'found: \\d+\\s+after'\n")).toEqual(['found: 12\nafter']);
  });

  it('is nothing where a signature would cut a number, or is of another test', () => {
    expect(marked('  - text: "found: 1"\n')).toEqual([]);
    expect(marked('  - { text: "at least 1 message", only: { tests: [a] } }\n', 'b')).toEqual([]);
    expect(marked('  - { text: "at least 1 message", only: { tests: [a] } }\n', 'a')).toHaveLength(1);
  });
});
