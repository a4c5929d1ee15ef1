import { z } from 'zod';
import { REFERENCE_KINDS, type ReferenceGroup } from '../reference/reference.ts';
import { mapOf, present, refuse, strict, text, url, when } from './fields.ts';
import { withIds } from './issue.ts';

const item = strict({
  title: text,
  name: text.optional(),
  path: text.optional(),
  url: url.optional(),
  kind: z.enum(REFERENCE_KINDS).optional(),
  date: when.optional(),
}).refine(
  (value) => value.path !== undefined || value.url !== undefined,
  refuse('missing-key', { key: 'path', alternative: 'url', where: 'a reference' }),
);

export const referencesSchema = strict({ title: text, items: mapOf(item) });

export function toReferenceGroup(
  data: z.output<typeof referencesSchema>,
  id: string,
  file: string,
): ReferenceGroup {
  return { kind: 'references', id, file, ...present({ title: data.title }), items: withIds(data.items) };
}
