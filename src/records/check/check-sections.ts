import type { Root } from 'mdast';
import type { FileFinding } from '../../core/finding.ts';
import type { Place } from '../../core/place.ts';
import { SECTION_HEADINGS, type SectionKind } from '../body/section.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './context.ts';
import { readHeading, type SectionHeading } from './read-body.ts';
import { placeOf } from './texts.ts';

/** The headings of a body: which sections they begin, and for what. A pattern's headings are its own. */
export function* checkSections(context: FileContext): Iterable<FileFinding> {
  const { source, body } = context;
  const first = new Map<string, PlacedHeading>();
  for (const heading of bodyHeadings(body)) {
    const { kind, id = '', text, place } = heading;
    yield* checkDeclared(context, heading);
    if (source.kind === 'pattern') continue;
    if (kind === 'other') {
      const suggestion = nearHeading(text.split(':', 1)[0] ?? '');
      if (suggestion) yield finding('misspelt-section', place, { heading: text, suggestion });
      continue;
    }
    const known = first.get(`${kind}:${id}`);
    if (!known) first.set(`${kind}:${id}`, heading);
    else {
      const related = [{ file: source.file, place: known.place, message: 'the first one' }];
      yield { ...finding('duplicate-section', place, { heading: text }), related };
    }
  }
}

/** A slip of one letter in four, a plural, or another way of joining two words. */
function nearHeading(text: string): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ');
  const known = Object.values(SECTION_HEADINGS);
  return (
    known.find((heading) =>
      [`${heading}s`, `${heading}es`].some((plural) => plural.toLowerCase() === words),
    ) ?? suggest(words, known, Math.floor(words.length / 4))
  );
}

function* checkDeclared(
  context: FileContext,
  { kind, id = '', place }: PlacedHeading,
): Iterable<FileFinding> {
  const declared = declaredIds(context, kind);
  if (!declared || kind === 'other' || declared.ids.includes(id)) return;
  const { what, ids } = declared;
  if (id === '' && (kind !== 'fix' || ids.length === 1)) return;
  const suggestion = id === '' || what === 'test' ? undefined : suggest(id, ids);
  const heading = SECTION_HEADINGS[kind];
  yield finding('undeclared-section', place, { heading, id, what, expected: ids, suggestion });
}

/** What the id of a section names; undefined for sections that may have any. */
function declaredIds(
  { record }: FileContext,
  kind: SectionKind,
): { what: string; ids: string[] } | undefined {
  if (record?.kind === 'issue' && (kind === 'symptom' || kind === 'root-cause' || kind === 'evidence')) {
    return { what: 'test', ids: record.tests.map((test) => test.letter) };
  }
  if (record?.kind === 'issue' && kind === 'fix')
    return { what: 'fix', ids: record.fixes.map((fix) => fix.id) };
  if (record?.kind === 'suite' && kind === 'run')
    return { what: 'run', ids: record.runs.map((run) => run.id) };
  return undefined;
}

interface PlacedHeading extends SectionHeading {
  readonly place: Place;
}

/** The headings that begin the sections of a body, in its order. */
function bodyHeadings(body: Root | undefined): PlacedHeading[] {
  return (body?.children ?? []).flatMap((node) =>
    node.type === 'heading' && node.depth <= 2 ? [{ ...readHeading(node), place: placeOf(node) }] : [],
  );
}
