import type { Root } from 'mdast';
import type { FileFinding, Place } from '../../core/finding.ts';
import { LIGHT_WORDS, SECTION_HEADINGS, SECTION_WORDS, type SectionKind } from '../body/section.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './facts.ts';
import { readHeading, type SectionHeading } from './read-body.ts';
import { placeOf } from './texts.ts';

/** The headings of a body: which sections they begin, and for what. A pattern's headings are its own. */
export function* checkSections(context: FileContext): Iterable<FileFinding> {
  const { source, body } = context;
  const first = new Map<string, PlacedHeading>();
  const headings = headingsOf(body);
  const sections = headings.filter(({ depth }) => depth <= 2);
  const has = (kind: SectionKind) => sections.some((section) => section.kind === kind);
  for (const heading of headings) {
    const { kind, id = '', text, depth, place, isPlain } = heading;
    if (depth > 2) {
      const written = isPlain ? text : depth === BOLD ? `**${text}**` : `${'#'.repeat(depth)} ${text}`;
      if (source.kind === 'issue' && kind !== 'other' && id === '' && !has(kind))
        yield misspelt(place, written, `## ${SECTION_HEADINGS[kind]}`);
      continue;
    }
    yield* checkDeclared(context, heading);
    if (source.kind === 'pattern') continue;
    if (kind === 'other') {
      const words = wordsOf(text.split(':', 1)[0] ?? '');
      const near = nearKind(words) ?? (source.kind === 'issue' ? kindMeant(words) : undefined);
      if (near) yield misspelt(place, text, SECTION_HEADINGS[near]);
      continue;
    }
    const known = first.get(`${kind}:${id}`);
    if (!known) first.set(`${kind}:${id}`, heading);
    else {
      const related = [{ file: source.file, place: known.place, message: 'the first one' }];
      yield { ...finding('duplicate-section', place, { heading: text }), related };
    }
  }

  function kindMeant(words: string): KnownKind | undefined {
    const meant = words
      .split(' ')
      .filter((word) => !LIGHT_WORDS.has(word))
      .map(kindOfWord);
    const kind = meant.at(-1);
    return kind !== undefined && !meant.includes(undefined) && !has(kind) ? kind : undefined;
  }
}

function misspelt(place: Place, heading: string, suggestion: string): FileFinding {
  return finding('misspelt-section', place, { heading, suggestion });
}

type KnownKind = keyof typeof SECTION_HEADINGS;
const KINDS = Object.keys(SECTION_HEADINGS) as KnownKind[];

function wordsOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[^a-z]+/g, ' ')
    .trim();
}

function nearKind(words: string): KnownKind | undefined {
  return KINDS.find((kind) => isAlmost(words, SECTION_HEADINGS[kind].toLowerCase()));
}

function kindOfWord(word: string): KnownKind | undefined {
  return KINDS.find((kind) => SECTION_WORDS[kind]?.split(' ').some((one) => isAlmost(word, one)));
}

/** A slip of one letter in four, another form of the word, or another way of joining two words. */
function isAlmost(words: string, name: string): boolean {
  const isForm = words.startsWith(name) && /^(?:e?s|e?d|ing)$/.test(words.slice(name.length));
  return isForm || suggest(words, [name], Math.floor(words.length / 4)) !== undefined;
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
  /** The sections of a body begin with headings of the first two levels; `BOLD` is below all of them. */
  readonly depth: number;
  /** A line of its own that ends with a colon. */
  readonly isPlain?: boolean;
}

function headingsOf(body: Root | undefined): PlacedHeading[] {
  return (body?.children ?? []).flatMap((node): PlacedHeading[] => {
    if (node.type === 'heading') return [{ ...readHeading(node), depth: node.depth, place: placeOf(node) }];
    const [first, next] = node.type === 'paragraph' ? node.children : [];
    const isAlone = next === undefined || (next.type === 'text' && /^:?\n/.test(next.value));
    const isTitle = first?.type === 'strong' || (first?.type === 'text' && /^[^\n]+:$/.test(first.value));
    return first && isTitle && isAlone
      ? [{ ...readHeading(first), depth: BOLD, place: placeOf(first), isPlain: first.type === 'text' }]
      : [];
  });
}

/** The depth of bold text that stands alone on its line, and of a line that ends with a colon. */
const BOLD = 7;
