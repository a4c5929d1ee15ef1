import type { Root } from 'mdast';
import { createCalendar } from '../../core/calendar.ts';
import { atMost, type FileFinding, type Finding, type Place } from '../../core/finding.ts';
import { shorten } from '../../core/text.ts';
import type { Body } from '../body/section.ts';
import type { Book } from '../book/book.ts';
import { isProse } from '../fields/fields.ts';
import { schemaAt } from '../fields/inside.ts';
import { readRecord, schemaOf } from '../fields/read-record.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { finding } from '../rules.ts';
import { checkBody } from './check-body.ts';
import { checkRecordId } from './check-ids.ts';
import { checkReferences } from './check-links.ts';
import { checkRunCounts, checkRunSizes } from './check-runs.ts';
import { checkSections } from './check-sections.ts';
import { checkTimeline, checkWork } from './check-timeline.ts';
import { collectFacts } from './collect-facts.ts';
import { withoutConsequences } from './consequences.ts';
import type { Facts, FileContext } from './facts.ts';
import { parseSource, placeIn, type Source } from './parse-source.ts';
import { readBody } from './read-body.ts';
import { readTexts } from './texts.ts';

/** All that one file gives: it depends on the file's bytes and on `book.yaml` only, so it can be cached by the two. */
export interface CheckedFile {
  readonly record?: AnyRecord;
  readonly body?: Body;
  /** The body as it was parsed, with the places of the file. */
  readonly tree?: Root;
  /** What the places of the tree are places in. */
  readonly text?: string;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** Where a part of the record stands in the file. */
  readonly place: FileContext['place'];
}

/** What needs a typed record, or a body with places. */
const CHECKS: readonly ((context: FileContext) => Iterable<FileFinding>)[] = [
  checkRecordId,
  checkPlainTexts,
  checkTimeline,
  checkWork,
  checkRunCounts,
  checkRunSizes,
  checkReferences,
  checkSections,
  checkBody,
];

export function checkFile(file: string, bytes: Uint8Array, book: Book): CheckedFile {
  const source = parseSource(file, bytes);
  const { record, draft, original, findings } = readRecord(source, book);
  const schema = schemaOf(source.kind, book);
  const texts = readTexts(source, schema);
  const context: FileContext = {
    source,
    book,
    calendar: createCalendar(book.timeZone),
    place: (path, part) => placeIn(source, original(path), part),
    record: draft,
    body: source.body,
    schema,
    texts,
  };
  const all = withoutConsequences([
    ...source.findings,
    ...findings,
    ...texts.findings,
    ...CHECKS.flatMap((check) => [...check(context)]),
  ]);
  const found = atMost(all);
  const facts = collectFacts(context);
  return {
    record,
    body: source.body && readBody(source.body),
    tree: source.body,
    text: source.text,
    facts,
    findings: found.map((finding) => ({ ...finding, file })),
    place: context.place,
  };
}

/** What YAML does to a text without quotes: a comment cuts it off, a comma within `{ }` ends it. */
function* checkPlainTexts({ source, schema }: FileContext): Iterable<FileFinding> {
  for (const { path, value, plain, loneKey, trailingComment, place } of source.yaml?.scalars ?? []) {
    if (!plain) continue;
    const key = String(path.findLast((step) => typeof step === 'string') ?? '');
    const isForReaders = isProse(schemaAt(schema, path));
    if (trailingComment && (isForReaders || /\s/.test(value)))
      yield finding('cut-by-comment', trailingComment.place, { key, cut: trailingComment.text });
    const [, inner] = isForReaders ? (/^[\u201c-\u201f](.*)[\u201c-\u201f]$/.exec(value) ?? []) : [];
    if (inner !== undefined) yield finding('typographic-quotes', place, { key, inner: shorten(inner) });
    if (loneKey) yield finding('unquoted-flow-prose', place, { key, number: numberCut(source, place, key) });
  }
}

/** `1000` where `1,000` was cut at its comma. */
function numberCut({ text = '' }: Source, { start }: Place, key: string): string | undefined {
  const before =
    text
      .split('\n', start.line)
      .at(-1)
      ?.slice(0, start.column - 1) ?? '';
  const [, thousands] = /(?<![\d,.])(\d{1,3}),$/.exec(before) ?? [];
  return thousands !== undefined && /^\d{3}$/.test(key) ? thousands + key : undefined;
}
