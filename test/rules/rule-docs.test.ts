import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_RULES, describeRules } from '../../scripts/rules/rule-pages.ts';
import { ROOT } from '../support/book.ts';

const FOLDER = join(ROOT, 'docs/rules');
const CURE = 'run `node scripts/write-rule-docs.ts`';

describe('docs/rules', () => {
  test('has a page for every rule, and no other', () => {
    const expected = ['README.md', ...DOCUMENTED_RULES.map((rule) => `${rule.id}.md`)];
    expect(readdirSync(FOLDER).sort(), CURE).toEqual(expected.sort());
  });

  test.each(DOCUMENTED_RULES.map((rule) => [rule.id, rule] as const))('%s is up to date', (id, rule) => {
    expect(readFileSync(join(FOLDER, `${id}.md`), 'utf8'), CURE).toBe(rule.page);
  });

  test('the list is up to date', () => {
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8'), CURE).toBe(describeRules());
  });
});
