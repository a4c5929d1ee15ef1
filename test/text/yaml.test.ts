import { expect, test } from 'vitest';
import { MAX_OF_RULE } from '../../src/core/finding.ts';
import { locator } from '../../src/text/locator.ts';
import { parseYaml } from '../../src/text/yaml.ts';

test('of many mistakes the first are told, and how many more there are; stacks stand as before', () => {
  const before = Error.stackTraceLimit;
  const yaml = '}\n'.repeat(MAX_OF_RULE + 7);
  const { findings, data } = parseYaml(yaml, 0, locator(yaml));
  expect(data).toBeUndefined();
  expect(findings).toHaveLength(MAX_OF_RULE);
  expect(findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0)).toBe(MAX_OF_RULE + 7);
  expect(Error.stackTraceLimit).toBe(before);
});
