import { describe, expect, test } from 'vitest';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import { countWords, messageOf } from '../../src/rules/rules.ts';
import { excessIn } from '../../src/text/bounds.ts';
import { ISSUE_FILE, issueWith, MONTH_FILE } from '../support/example-book.ts';
import { checkBody, checkIssue } from './book.ts';

const rulesOf = (found: readonly string[]) => [...new Set(found.map((line) => line.split(' ')[1]))];

describe('a text that would take the parser long is told, and not parsed', () => {
  test.each([
    ['a log in one paragraph', 'A line of `text` here.\n'.repeat(2100)],
    ['a log with blank lines', 'A line here.\n\n'.repeat(3000)],
    ['blank lines', '\n'.repeat(200_000)],
    ['emphasis', '*_'.repeat(5000)],
    ['brackets', '[a][b] '.repeat(3000)],
    ['links without an end', '[x](y '.repeat(9000)],
    ['words behind an open bracket', `[ ${'some words www.a.bc '.repeat(3000)}`],
    ['open brackets, each with many words', `[ ${'some words at a@b.cd '.repeat(500)}\n\n`.repeat(25)],
    ['quotes', '> x\n\n'.repeat(9000)],
    ['empty lines of a fence', `\`\`\`text\n${'\n'.repeat(101_000)}\`\`\``],
    ['lists in lists', '- - - - x\n'.repeat(6000)],
    ['entities', '&amp;'.repeat(40_000)],
    ['emphasis behind what only looks like a fence', `<div>\n\`\`\`\n\n${'*_'.repeat(5000)}`],
    ['emphasis behind a comment with a fence in it', `<!--\n\n\`\`\`\n-->\n\n${'*_'.repeat(5000)}`],
    ['emphasis behind a fence that its list ends', `- a\n  \`\`\`text\nb\n\n${'*_'.repeat(5000)}`],
    ['emphasis in lines that are no table', `| a |\n| - | - |\n${'| *_*_*_*_*_\n'.repeat(800)}`],
    ['emphasis in lines that are no list', `a\n${'2. *_*_*_*_*_\n'.repeat(800)}`],
  ])('%s', (_, body) => {
    expect(rulesOf(checkBody(body))).toEqual(['too-much-text']);
  });

  test('sentences, all together', () => {
    expect(checkIssue(`affects: "${'[x](y '.repeat(4000)}"`)).toEqual(['6:10 too-much-text']);
  });

  test.each([
    ['a log in a fence', `\`\`\`text\n${'A line of `text` here.\n'.repeat(20_000)}\`\`\``],
    ['a table', `| test | runs |\n| --- | --- |\n${'| `a` **b** | 3 |\n'.repeat(2400)}`],
    ['words around closed brackets', `${'some words in [brackets of a line] and more\n'.repeat(1900)}`],
    ['a list', '- `a` **b** of c\n'.repeat(2400)],
    ['paragraphs', 'A line with *two* **words** that stand out.\n\n'.repeat(1000)],
  ])('%s is no such text', (_, body) => {
    expect(excessIn(body)).toBeUndefined();
  });
});

describe('front matter that would take long', () => {
  test.each([
    ['keys', Array.from({ length: 26_000 }, (_, i) => `k${i}: x`).join('\n'), 'too-many-values'],
    ['lists in lists', `owner: ${'['.repeat(101_000)}`, 'too-many-values'],
    ['signs that close nothing', '}\n'.repeat(51_000), 'too-many-values'],
    ['quotes', '"\n'.repeat(210_000), 'too-many-values'],
    ['a sentence without an end', `affects: ${'many words '.repeat(400)}`, 'too-much-text'],
    ['lists in lists, of few signs', `owner:\n  ${'- '.repeat(9000)}x`, 'nested-too-deep'],
    ['signatures', `signatures: [${'{ text: abcdefgh },'.repeat(300)}]`, 'wrong-type'],
    ['an expression', `signatures:\n  - regex: "${'(a|b)'.repeat(1000)}"`, 'invalid-regex'],
  ])('%s', (_, front, rule) => {
    expect(rulesOf(checkIssue(front))).toContain(rule);
  });
});

describe('findings of one kind', () => {
  test.each([
    ['figures', { [ISSUE_FILE]: issueWith('', '{{a}} '.repeat(40_000)) }, 'unknown-figure', 40_000],
    [
      'keys',
      { [ISSUE_FILE]: issueWith(Array.from({ length: 500 }, (_, i) => `k${i}: x`).join('\n')) },
      'unknown-key',
      500,
    ],
    [
      'control characters',
      { [ISSUE_FILE]: issueWith('', '\u0001a'.repeat(400_000)) },
      'control-character',
      400_000,
    ],
    ['ids', { [ISSUE_FILE]: issueWith('', 'DS-FLAKY-077 '.repeat(1500)) }, 'dangling-id', 1500],
  ])('%s: a hundred are shown, and the rest is counted', (_, book, rule, count) => {
    const found = checkExample(book).filter(({ ruleId }) => ruleId === rule);
    expect(found).toHaveLength(100);
    expect(messageOf(found[99] ?? expect.fail())).toMatch(
      new RegExp(`, and ${count - 100} more of this kind$`),
    );
    expect(countWords(found)).toBe(`${count} errors`);
  });

  test('a file of the run history is read until a thousand lines are wrong', () => {
    const found = checkExample({ [MONTH_FILE]: '{}\n'.repeat(5000) });
    expect(found.map(({ ruleId }) => ruleId)).toContain('unread-lines');
  });
});
