import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import { field, named, refuse, suiteId, text, words } from '../fields/fields.ts';
import { readRegex } from '../fields/regex.ts';

type Clue = { text: string; regex?: string } | { text?: undefined; regex: string };

const limits = named(
  'limits',
  z.strictObject({
    tests: field(words, 'Letters of tests of the issue, or names of tests: also of a class, or with `*`.', [
      'a',
      'org.shop.checkout.*',
    ]),
    suite: field(suiteId.optional(), 'Only in runs of this suite.', 'shop'),
    environment: field(text.optional(), 'Only in runs of this environment.', 'windows'),
  }),
  'Where a signature counts: all that is given must hold.',
);

/** A text, a regular expression or both, that tell a failure of the issue from others. */
export const signature = named(
  'signature',
  z
    .strictObject({
      text: field(
        text.optional(),
        'Must occur in the output of a failure.',
        'Expected at least 1 message in stream',
      ),
      regex: field(
        text.refine((source) => 'regex' in readRegex(source), refuse('invalid-regex', {})).optional(),
        'Must match a part of the output of a failure.',
        'found: \\d+$',
      ),
      only: field(limits.optional(), 'Where it counts; without it, in all tests.', {
        environment: 'windows',
      }),
      matches: field(words, 'Specimens that it must match.', [
        'Expected at least 1 message in stream, found: 0',
      ]),
      rejects: field(words, 'Texts that are not meant, so that it must not match them.', ['found: none']),
    })
    .transform(({ text, regex, ...others }, context): Clue & typeof others => {
      if (text !== undefined) return { text, regex, ...others };
      if (regex !== undefined) return { text, regex, ...others };
      const args = { key: 'text', alternative: 'regex', where: 'a signature' };
      context.addIssue({ code: 'custom', ...refuse('missing-key', args) });
      return z.NEVER;
    }),
  'What a failure of the issue looks like: `text`, `regex` or both.',
);

export type Signature = ReadOnly<z.output<typeof signature>>;
