import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import { field, named, refuse, text, words } from '../fields/fields.ts';
import { readRegex } from '../fields/regex.ts';

type Clue = { text: string; regex?: string } | { text?: undefined; regex: string };

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
        text.refine(isRegex, refuse('invalid-regex', {})).optional(),
        'Must match a part of the output of a failure.',
        'found: \\d+$',
      ),
      matches: field(words, 'Specimens that it must match.', [
        'Expected at least 1 message in stream, found: 0',
      ]),
      rejects: field(words, 'Texts that are not meant, so that it must not match them.', ['found: none']),
    })
    .transform(({ text, regex, ...specimens }, context): Clue & typeof specimens => {
      if (text !== undefined) return { text, regex, ...specimens };
      if (regex !== undefined) return { text, regex, ...specimens };
      const args = { key: 'text', alternative: 'regex', where: 'a signature' };
      context.addIssue({ code: 'custom', ...refuse('missing-key', args) });
      return z.NEVER;
    }),
  'What a failure of the issue looks like: `text`, `regex` or both.',
);

export type Signature = ReadOnly<z.output<typeof signature>>;

function isRegex(source: string): boolean {
  return 'regex' in readRegex(source);
}
