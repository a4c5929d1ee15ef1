import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LONG_WORD = 'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(4);
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

const TESTS = 'tests:\n  a:\n    at: test/a_test.go:1\n';
const HEAD = `suite: hard\nimpact: high\n${TESTS}`;
const TIMELINE = 'timeline:\n  - triaged: 2026-01-04\n';

/** Records that are sound, and that a page could break on. */
const FILES: Readonly<Record<string, string>> = {
  'book.yaml': 'title: Hard cases\n',
  'suites/hard.md': '---\ntitle: Hard suite\nsize:\n  - date: 2026-01-04\n    tests: 40\n---\n',
  // Only what a record must have.
  'issues/HARD-001.md': `---\ntitle: Least\nsuite: hard\n${TESTS}${TIMELINE}---\n`,
  'issues/HARD-002.md': `---\ntitle: ${JSON.stringify(`${'A title of three hundred characters '.repeat(9).trim()}`)}\n${HEAD}${TIMELINE}---\n`,
  'issues/HARD-003.md': `---\ntitle: ${JSON.stringify(`It's a "quoted" title, with ‘all’ “kinds” of «quotes» and a \`tick\` & <b>more</b>`)}\n${HEAD}${TIMELINE}---\n`,
  'issues/HARD-004.md': `---\ntitle: اختبار ترقيم الصفحات يفشل أحيانا\n${HEAD}${TIMELINE}---\n\n## Symptom\n\n\`\`\`text\nتوقعت 150 ووجدت 115\n\`\`\`\n`,
  'issues/HARD-005.md': `---\ntitle: ページ分割の競合状態で結果が足りない\n${HEAD}${TIMELINE}---\n\n## Root cause\n\nテストは待たずに読みます。\n`,
  'issues/HARD-006.md': `---\ntitle: ${LONG_WORD}\nsuite: hard\ntests:\n  a:\n    name: ${LONG_WORD}::${LONG_WORD}\n    at: test/${LONG_WORD}/a_test.go:1\n${TIMELINE}---\n\n## Symptom\n\n\`\`\`text\n${LONG_WORD}\n\`\`\`\n`,
  'issues/HARD-007.md': `---\ntitle: A fix of two thousand lines\n${HEAD}fixes:\n  long:\n    title: Write it anew\n    kind: fix\n${TIMELINE}---\n\n## Fix: long\n\n\`\`\`go before\n${lines(2000, (n) => `before(${n}) // what it was`)}\n\`\`\`\n\n\`\`\`go after\n${lines(2000, (n) => (n % 400 === 7 ? `after(${n}) // what it is` : `before(${n}) // what it was`))}\n\`\`\`\n\n\`\`\`go\n${lines(2000, (n) => `dump(${n})`)}\n\`\`\`\n`,
};

/** Writes the book into `folder/content`. */
export function writeHardCases(folder: string): void {
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(folder, 'content', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
