import { describe, expect, test } from 'vitest';
import { splitAtAfter } from '../../src/records/body/snippet.ts';
import { splitFrontMatter } from '../../src/text/front-matter.ts';

/** Half of what a record may have. */
const MANY = 500_000;

describe('a record of blank characters without end is read in one go', () => {
  test('within its front matter', () => {
    const yaml = `title: T\n${'\n'.repeat(MANY)}suite: s\n`;
    const text = `---\n${yaml}---\nbody\n`;
    const { yaml: read, bodyOffset, findings } = splitFrontMatter(text);
    expect(read === yaml).toBe(true);
    expect(text.slice(bodyOffset)).toBe('body\n');
    expect(findings).toEqual([]);
  });

  test.each([
    ['tabs', '\t', '---\ntitle: T\n---\n', 'shifted-front-matter'],
    ['empty lines', '\n', '---\ntitle: T\n---\n', 'shifted-front-matter'],
    ['tabs', '\t', 'title: T', 'missing-front-matter'],
    ['empty lines', '\n', 'title: T', 'missing-front-matter'],
  ])('where it begins with %s (%j) before %j', (_, blank, rest, ruleId) => {
    expect(splitFrontMatter(blank.repeat(MANY) + rest).findings).toMatchObject([{ ruleId }]);
  });

  test('within its snippets', () => {
    const code = `a();${'\n'.repeat(MANY)}b();\n\n// AFTER\nc();`;
    expect(splitAtAfter(code)?.before === code.slice(0, code.indexOf('\n\n//'))).toBe(true);
  });
});

test.each([
  ['# a comment\ntitle: T', []],
  ['# nothing but a comment', []],
  [' \n\t', ['empty-front-matter']],
])('front matter of %j', (yaml, found) => {
  expect(splitFrontMatter(`---\n${yaml}\n---\n`).findings.map(({ ruleId }) => ruleId)).toEqual(found);
});
