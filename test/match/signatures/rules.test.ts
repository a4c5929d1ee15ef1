import { describe, expect, it } from 'vitest';
import { checkLooksExample } from '../../../src/match/signatures/describe-looks-rule.ts';
import { LOOKS_RULES } from '../../../src/match/signatures/rules.ts';

describe.each(LOOKS_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('finds its wrong example, and nothing else in it', () => {
    const found = checkLooksExample(rule.wrong);
    expect(new Set(found.map(({ ruleId }) => ruleId))).toEqual(new Set([id]));
    for (const { message, severity, url, place } of found) {
      expect(message).toMatch(/^Unexpected .*, expected /);
      expect(message).not.toMatch(/undefined|\[object|null|\.$|\n/);
      expect(severity).toBe(rule.severity);
      expect(url).toBe(`docs/rules/${id}.md`);
      expect(place.start.line).toBeGreaterThan(1);
    }
  });

  it('finds nothing in its right example', () => {
    expect(checkLooksExample(rule.right).map(({ message }) => message)).toEqual([]);
  });

  it('says what, why and the cure in sentences', () => {
    expect(rule.what).toMatch(/^[A-Z`].*\.$/);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/);
  });
});

it('says what a broad signature matches only where it does', () => {
  const broad = (text: string) =>
    checkLooksExample({
      issues: [`signatures:\n  - text: "${text}"\n    matches: ["${text}"]`],
    }).map(({ message }) => message.replace(/^.*others: /, ''));
  expect(broad('timed out')).toEqual(['it matches `timed out`, as many kinds of failure do']);
  expect(broad('expected 37 to be 50')).toEqual([
    expect.stringMatching(/^but for its values it says no more than `AssertionError: expected/),
  ]);
  expect(broad('Container exited with code 137')).toEqual([]);
});
