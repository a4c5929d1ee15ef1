import { describe, expect, it } from 'vitest';
import { auditDocument } from '../../src/audit/audit.ts';
import { AUDIT_RULES } from '../../src/audit/rules.ts';

describe.each(AUDIT_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, { wrong, right }) => {
  it('finds its wrong example, once', () => {
    const found = auditDocument('wrong.md', wrong);
    expect(found.map(({ ruleId }) => ruleId)).toEqual([id]);
    expect(found[0]?.message).toMatch(/^Unexpected .+, expected .+: .+/);
    expect(found[0]?.explanation.length).toBeGreaterThan(0);
  });

  it('finds nothing in its right example', () => {
    expect(auditDocument('right.md', right)).toEqual([]);
  });
});
