import { describe, expect, test } from 'vitest';
import { checkExample } from '../../src/records/check/describe-rule.ts';
import { RULES, ruleById } from '../../src/records/check/rules.ts';
import { long } from './book.ts';

/** Reported by the workspace, which sees the file system: no book in memory can show them. */
const OF_THE_FILE_SYSTEM = new Set(['missing-book', 'outside-link', 'unreadable-file']);

describe('the registry', () => {
  test('holds every rule once, by id', () => {
    const ids = RULES.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const rule of RULES) expect(ruleById(rule.id)).toBe(rule);
    expect(ruleById('constructor')).toBeUndefined();
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its wrong example, and nothing else in it', () => {
    const found = checkExample(rule.wrong);
    expect(found.length > 0).toBe(!OF_THE_FILE_SYSTEM.has(id));
    expect(found.filter(({ ruleId }) => ruleId !== id).map(long)).toEqual([]);
  });

  test('finds nothing in its right example', () => {
    expect(checkExample(rule.right).map(long)).toEqual([]);
  });

  test('words its findings in one sentence, without gaps', () => {
    for (const { message, severity, url } of checkExample(rule.wrong)) {
      expect(message).toMatch(/^Unexpected .*, expected /);
      expect(message).not.toMatch(/undefined|\[object|null|\.$|\n/);
      expect(severity).toBe(rule.severity);
      expect(url).toBe(`docs/rules/${id}.md`);
    }
  });

  test('says what, why and the cure in sentences', () => {
    expect(rule.what).toMatch(/^[A-Z`].*\.$/);
    expect(rule.why).toMatch(/^[A-Z`].*\.$/);
  });
});
