import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeRule, describeRules } from '../../src/check/describe-rule.ts';
import { RULES } from '../../src/check/rules.ts';
import { AUDIT_RULES } from '../../src/claims/audit/audit.ts';
import { describeAuditRule, describeAuditRules } from '../../src/claims/audit/describe-audit-rule.ts';
import { describeLooksRule, describeLooksRules } from '../../src/claims/signatures/describe-looks-rule.ts';
import { LOOKS_RULES } from '../../src/claims/signatures/rules.ts';
import { ROOT } from './book.ts';

const FOLDER = join(ROOT, 'docs/rules');
const CURE = 'run `node scripts/write-rule-docs.ts`';

describe('docs/rules', () => {
  test('has a page for every rule, and no other', () => {
    const expected = [
      'README.md',
      ...[...RULES, ...LOOKS_RULES, ...AUDIT_RULES].map((rule) => `${rule.id}.md`),
    ];
    expect(readdirSync(FOLDER).sort(), CURE).toEqual(expected.sort());
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s is up to date', (id, rule) => {
    expect(readFileSync(join(FOLDER, `${id}.md`), 'utf8'), CURE).toBe(describeRule(rule));
  });

  test.each(AUDIT_RULES.map((rule) => [rule.id, rule] as const))('%s is up to date', (id, rule) => {
    expect(readFileSync(join(FOLDER, `${id}.md`), 'utf8'), CURE).toBe(describeAuditRule(rule));
  });

  test.each(LOOKS_RULES.map((rule) => [rule.id, rule] as const))('%s is up to date', (id, rule) => {
    expect(readFileSync(join(FOLDER, `${id}.md`), 'utf8'), CURE).toBe(describeLooksRule(rule));
  });

  test('the list is up to date', () => {
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8'), CURE).toBe(
      describeRules() + describeLooksRules(LOOKS_RULES) + describeAuditRules(AUDIT_RULES),
    );
  });
});
