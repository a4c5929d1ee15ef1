import type { Root } from 'mdast';
import { createCalendar } from '../../core/calendar.ts';
import { atMost, type FileFinding, type Finding } from '../../core/finding.ts';
import type { Body } from '../body/section.ts';
import type { Book } from '../book/book.ts';
import { isProse } from '../fields/fields.ts';
import { schemaAt } from '../fields/inside.ts';
import { readRecord, schemaOf } from '../fields/read-record.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { finding, type RecordRuleId } from '../rules.ts';
import { checkBody } from './check-body.ts';
import { checkRecordId } from './check-ids.ts';
import { checkReferences } from './check-references.ts';
import { checkRunCounts, checkRunSizes } from './check-runs.ts';
import { checkSections } from './check-sections.ts';
import { checkTimeline, checkWork } from './check-timeline.ts';
import { collectFacts } from './collect-facts.ts';
import type { FileContext } from './context.ts';
import type { Facts } from './facts.ts';
import { parseSource, placeIn } from './parse-source.ts';
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
    if (trailingComment && (isProse(schemaAt(schema, path)) || /\s/.test(value)))
      yield finding('cut-by-comment', trailingComment.place, { key, cut: trailingComment.text });
    if (loneKey) yield finding('unquoted-flow-prose', place, { key });
  }
}

/** Rules whose finding explains those of other rules at the same place. */
const EXPLAINS: Readonly<Partial<Record<string, readonly RecordRuleId[]>>> = {
  'unquoted-flow-prose': ['unknown-key', 'wrong-type', 'invalid-id'],
  'cut-by-comment': ['wrong-type'],
} satisfies Partial<Record<RecordRuleId, readonly RecordRuleId[]>>;

/** Leaves out the findings that only follow from another one on the same line. */
function withoutConsequences(found: readonly FileFinding[]): FileFinding[] {
  const explained = new Set(
    found.flatMap(({ ruleId, place }) =>
      (EXPLAINS[ruleId] ?? []).map((consequence) => `${consequence}:${place.start.line}`),
    ),
  );
  return found.filter(({ ruleId, place }) => !explained.has(`${ruleId}:${place.start.line}`));
}
