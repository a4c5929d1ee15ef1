import { z } from 'zod';
import { stepsOfPath } from '../../core/path.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import {
  field,
  mapOf,
  named,
  type RecordOf,
  refuse,
  text,
  title,
  url,
  when,
  withIds,
} from '../fields/fields.ts';

const REFERENCE_KINDS = ['document', 'commit', 'pull-request', 'ticket', 'decision-record'] as const;

const reference = named(
  'reference',
  z
    .strictObject({
      title: field(title, 'What the document is, in a few words.', 'How messages travel'),
      name: field(text.optional(), 'How the document calls itself; links carry it.', 'ADR-033'),
      path: field(
        text.optional(),
        "Where it is, from the `base` of the group or the root of the suite's repository. This or `url` is needed.",
        'docs/adr/033-streams.md',
      ),
      url: field(url.optional(), 'Where it is. This or `path` is needed.', 'https://example.org/adr/033'),
      kind: field(z.enum(REFERENCE_KINDS).optional(), 'What kind of document it is.', 'decision-record'),
      date: field(when.optional(), 'Its date.', '2025-11-20'),
      commit: field(
        text.optional(),
        "A commit that has it: the link leads there, and lives on when it is deleted. The `source`'s own, unless given.",
        '4512e87',
      ),
      missing: field(
        when.optional(),
        'When somebody looked for it and it was not there: pages say so, and do not link to it.',
        '2026-03-02',
      ),
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
  title: field(title, 'What the documents are together.', 'Design documents'),
  base: field(text.optional(), "The folder of the suite's repository in which each `path` begins.", 'docs'),
  items: field(items, 'The documents; an id is unique in the whole book.', {
    'stream-design': { title: 'How messages travel', path: 'docs/adr/033-streams.md' },
  }),
});

/** Documents that are listed together: `references/<id>.yaml`. */
export type ReferenceGroup = RecordOf<'references', z.output<typeof referencesSchema>>;

export function toReferences(
  fields: z.output<typeof referencesSchema>,
  { id, file }: Pick<ReferenceGroup, 'id' | 'file'>,
): ReferenceGroup {
  const own = { kind: 'references', id, file } as const;
  const { base } = fields;
  if (base === undefined) return { ...own, ...fields };
  const items = fields.items.map((item) =>
    item.path === undefined ? item : { ...item, path: stepsOfPath(`${base}/${item.path}`).join('/') },
  );
  return { ...own, ...fields, items };
}
