import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

const group = (url: string) => ({
  'references/analyses.yaml': `title: Analyses\nitems:\n  first-analysis: { title: First, url: "${url}" }\n`,
});

export const invalidUrl: Rule = {
  id: 'invalid-url',
  severity: 'error',
  what: 'An address that is no `https://` or `http://` URL.',
  why: 'It becomes a link on every page that names it. Write the whole address, or use `path` for a file of the repository.',
  wrong: group('ci.example/runs/1'),
  right: group('https://ci.example/runs/1'),
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a whole address such as \`https://example.org/runs/1\``,
};
