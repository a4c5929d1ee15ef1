import type { Finding } from '../../../core/finding.ts';
import { FILE_START } from '../../../core/place.ts';
import type { Declaration } from '../../check/book-index.ts';
import type { BookContext, Rule } from '../../check/rule.ts';

const group = (id: string) => `title: Analyses\nitems:\n  ${id}: { title: First, path: docs/first.md }\n`;

export const duplicateId: Rule = {
  id: 'duplicate-id',
  severity: 'error',
  what: 'An id that two records or references have, or that differs in capitals only.',
  why: 'A link could mean either, and file systems that ignore capitals keep one of the two files only. Give one of them another id.',
  wrong: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-033') },
  right: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-034') },
  message: ({ id, first }) => `Unexpected second \`${id}\`, expected an id of its own: ${first} has it`,
  *checkBook(context: BookContext): Iterable<Finding> {
    for (const [name, places] of context.index.declarations) {
      if (name.startsWith('reference:')) yield* repeats(name.slice('reference:'.length), places);
    }
    for (const places of recordsById(context).values()) {
      const id = places.at(-1)?.file.replace(/^.*\/|\.[a-z]+$/g, '') ?? '';
      yield* repeats(id, places);
    }
  },
};

function* repeats(id: string, [first, ...others]: readonly Declaration[]): Iterable<Finding> {
  if (!first) return;
  const related = [{ file: first.file, place: first.place, message: 'the first one' }];
  for (const { file, place } of others)
    yield { ruleId: 'duplicate-id', file, place, args: { id, first: `\`${first.file}\`` }, related };
}

function recordsById({ facts }: BookContext): Map<string, Declaration[]> {
  const records = new Map<string, Declaration[]>();
  for (const { kind, id, file } of facts) {
    if (id === '') continue;
    const key = `${kind}:${id.toLowerCase()}`;
    records.set(key, [...(records.get(key) ?? []), { file, place: FILE_START }]);
  }
  return records;
}
