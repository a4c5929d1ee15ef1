import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

const book = (zone: string) => ({
  'book.yaml': `title: Example\ntimeZone: ${zone}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

export const invalidTimeZone: Rule = {
  id: 'invalid-time-zone',
  severity: 'error',
  what: 'A time zone that the IANA database does not have.',
  why: 'A date alone counts at the end of its day in this zone; an abbreviation such as `CST` names several, and an offset knows no summer time.',
  wrong: book('New York'),
  right: book('America/New_York'),
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected an IANA time zone such as \`UTC\` or \`America/New_York\``,
};
