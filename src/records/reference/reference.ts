import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import {
  field,
  mapOf,
  named,
  type RecordOf,
  refuse,
  sentence,
  text,
  url,
  when,
  withIds,
} from '../fields/fields.ts';

const REFERENCE_KINDS = ['document', 'commit', 'pull-request', 'ticket', 'decision-record'] as const;

const reference = named(
  'reference',
  z
    .strictObject({
      title: field(sentence, 'What the document is, in a few words.', 'How messages travel'),
      name: field(text.optional(), 'How the document calls itself; links carry it.', 'ADR-033'),
      path: field(
        text.optional(),
        "Where it is, relative to the root of the suite's repository. This or `url` is needed.",
        'docs/adr/033-streams.md',
      ),
      url: field(url.optional(), 'Where it is. This or `path` is needed.', 'https://example.org/adr/033'),
      kind: field(z.enum(REFERENCE_KINDS).optional(), 'What kind of document it is.', 'decision-record'),
      date: field(when.optional(), 'Its date.', '2025-11-20'),
    })
    .refine(
      (value) => value.path !== undefined || value.url !== undefined,
      refuse('missing-key', { key: 'path', alternative: 'url', where: 'a reference' }),
    ),
  'A document.',
);

const items = mapOf(reference).transform(withIds);

export type Reference = ReadOnly<z.output<typeof items>[number]>;

export const referencesSchema = z.strictObject({
  title: field(sentence, 'What the documents are together.', 'Design documents'),
  items: field(items, 'The documents; an id is unique in the whole book.', {
    'stream-design': { title: 'How messages travel', path: 'docs/adr/033-streams.md' },
  }),
});

/** Documents that are listed together: `references/<id>.yaml`. */
export type ReferenceGroup = RecordOf<'references', z.output<typeof referencesSchema>>;
