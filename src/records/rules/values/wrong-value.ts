import type { Rule } from '../../check/rule.ts';
import { aValue, list } from '../../check/wording.ts';

const book = (day: string) => ({
  'book.yaml': `title: Example\nday: ${day}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

export const wrongValue: Rule = {
  id: 'wrong-value',
  severity: 'error',
  what: 'A value of the wrong form, where no other rule says more.',
  why: 'It could not be computed with. The finding shows a value that would do.',
  wrong: book('8 hours'),
  right: book('8h'),
  message: ({ key, value, expected }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected ${expected === undefined ? 'another value' : `a value such as ${list(expected)}`}`,
};
