import { describe, expect, test } from 'vitest';
import { DOCUMENTED_RULES, SUBJECTS } from '../../scripts/rules/rule-pages.ts';
import { compareText, type Finding } from '../../src/core/finding.ts';
import { firstError, hasErrors, isRuleId, messageOf, RULES, severityOf } from '../../src/rules/rules.ts';

/** Shown by the file system, or by measured runs: no small input shows them alone. */
const WITHOUT_EXAMPLE = [
  'damaged-history',
  'deleted-record',
  'empty-run',
  'fewer-tests',
  'flake-without-issue',
  'future-date',
  'log-without-tests',
  'merged-results',
  'missing-book',
  'more-problems',
  'our-mistake',
  'outside-link',
  'refused-edit',
  'relapsed-fix',
  'run-conflict',
  'unread-lines',
  'unread-results',
  'unreadable-file',
  'unusable-run',
];

describe('the registry', () => {
  test('holds every rule once, and documents all of them', () => {
    const documented = DOCUMENTED_RULES.map(({ id }) => id).sort(compareText);
    expect(documented).toEqual(Object.keys(RULES).sort(compareText));
    for (const { rules } of SUBJECTS)
      expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort(compareText));
  });

  test('knows a rule from what every object has', () => {
    expect(isRuleId('unknown-key')).toBe(true);
    expect(isRuleId('constructor')).toBe(false);
  });

  test('has no examples for what no input shows, and for no other rule', () => {
    const without = DOCUMENTED_RULES.filter(({ examples }) => !examples).map(({ id }) => id);
    expect(without.sort(compareText)).toEqual(WITHOUT_EXAMPLE);
  });
});

describe.each(DOCUMENTED_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = rule.examples ?? { wrong: [], right: [] };

  test('finds its wrong example, and nothing else in it', () => {
    expect(examples.wrong.length > 0).toBe(!WITHOUT_EXAMPLE.includes(id));
    expect(examples.wrong.filter(({ ruleId }) => ruleId !== id).map(long)).toEqual([]);
  });

  test('finds nothing in its right example', () => {
    expect(examples.right.map(long)).toEqual([]);
  });

  test('words its findings in two short lines: what is wrong, then the cure, without gaps', () => {
    for (const finding of examples.wrong) {
      const message = messageOf(finding);
      expect(message).toMatch(/^(?:[A-Z`].*: \S|Expected .*, found |Found .* for )/);
      expect(message).not.toMatch(/undefined|\[object|null|\.$|\n/);
      expect(message.length).toBeLessThanOrEqual(160);
      expect(severityOf(finding)).toBe(rule.severity);
    }
  });

  test('says what, why and the cure in sentences', () => {
    expect(rule.what).toMatch(/^[A-Z`].*\.$/);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/);
  });
});

describe('a finding', () => {
  const place = { start: { line: 2, column: 3 }, end: { line: 2, column: 7 } };
  const finding: Finding = { ruleId: 'empty-file', file: 'issues/A-1.md', place, args: {} };

  test('weighs what its rule says, unless it says so itself', () => {
    expect(severityOf(finding)).toBe('error');
    expect(severityOf({ ...finding, severity: 'warning' })).toBe('warning');
    expect(hasErrors([{ ...finding, severity: 'warning' }])).toBe(false);
    expect(firstError([{ ...finding, severity: 'warning' }, finding])).toBe(messageOf(finding));
  });

  test('of no rule is a mistake of ours', () => {
    expect(() => messageOf({ ...finding, ruleId: 'no-such-rule' })).toThrow('No rule `no-such-rule`');
  });

  test('quotes what records say without letting it steer a terminal', () => {
    const args = { html: 'a\u001b[2J\u202eb' };
    expect(messageOf({ ...finding, ruleId: 'raw-html', args })).toContain('a\ufffd[2J\ufffdb');
  });
});

function long({ file, place, ruleId }: Finding): string {
  return `${file}:${place.start.line}:${place.start.column} ${ruleId}`;
}
