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

/** Of each mistake its place, and what the rule is given. */
function mistakes(yaml: string) {
  const { findings, data } = parseYaml(yaml, 0, locator(yaml));
  const said = findings.map(({ place: { start }, args }) => `${start.line}:${start.column} ${args.problem}`);
  return { said, isRead: data !== undefined };
}

test.each([
  ['before a key', 'tests:\n\u00a0\u00a0a: rows\n', '2:1 U+00A0'],
  ['behind spaces', 'tests:\n  \u2003a: rows\n', '2:3 U+2003'],
  ['before a list', 'timeline:\n\u3000- open: x\n', '2:1 U+3000'],
  ['behind the `-` of a map', 'timeline:\n  -\u00a0open: x\n', '2:4 U+00A0'],
  ['behind the `-` of a text', 'where:\n  -\u202fx\n', '2:4 U+202F'],
  ['behind a colon', 'title:\u00a0x\nsuite: unit\n', '1:7 U+00A0'],
  ['in a flow map', 'a: { b: c,\n\u00a0 d: e }\n', '2:1 U+00A0'],
  ['that nobody sees', 'tests:\n  \u200ba: rows\n', '2:3 U+200B'],
  ['before the text of a block', 'a:\n  b: |\n\u00a0   c\n', '3:1 U+00A0'],
])(
  'a character that looks like a space or like nothing is named once, with its place: %s',
  (_, yaml, said) => {
    expect(mistakes(yaml)).toEqual({ said: [said], isRead: false });
  },
);

test.each([
  'title: one\u00a0two',
  'title: "\u00a0two"',
  'where: [\u00a0x]',
  'note: |\n  a\n  \u00a0b',
  '# \u00a0\ntitle: x',
  'title:\n  \u200fx',
])('such a character within text is text: %j', (yaml) => {
  expect(mistakes(yaml)).toEqual({ said: [], isRead: true });
});
