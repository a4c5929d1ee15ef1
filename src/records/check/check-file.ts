import type { Root } from 'mdast';
import { createCalendar } from '../../core/calendar.ts';
import type { FileFinding, Finding } from '../../core/finding.ts';
import type { Body } from '../body/section.ts';
import type { Book } from '../book/book.ts';
import { readRecord } from '../fields/read-record.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { checkBody } from './check-body.ts';
import { checkPlainTexts } from './check-front-matter.ts';
import { checkRecordId } from './check-ids.ts';
import { checkRunCounts } from './check-runs.ts';
import { checkSections } from './check-sections.ts';
import { checkDecisions, checkTimeline } from './check-timeline.ts';
import { collectFacts } from './collect-facts.ts';
import { withoutConsequences } from './consequences.ts';
import type { FileContext } from './context.ts';
import type { Facts } from './facts.ts';
import { parseSource, placeIn } from './parse-source.ts';
import { readBody } from './read-body.ts';

/** All that one file gives: it depends on the file's bytes and on `book.yaml` only, so it can be cached by the two. */
export interface CheckedFile {
  readonly record?: AnyRecord;
  readonly body?: Body;
  /** The body as it was parsed, with the places of the file. */
  readonly tree?: Root;
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
  checkDecisions,
  checkRunCounts,
  checkSections,
  checkBody,
];

export function checkFile(file: string, bytes: Uint8Array, book: Book): CheckedFile {
  const source = parseSource(file, bytes);
  const { record, draft, original, findings } = readRecord(source, book);
  const context: FileContext = {
    source,
    book,
    calendar: createCalendar(book.timeZone),
    place: (path, part) => placeIn(source, original(path), part),
    record: draft,
    body: source.body,
  };
  const found = withoutConsequences([
    ...source.findings,
    ...findings,
    ...CHECKS.flatMap((check) => [...check(context)]),
  ]);
  const facts = collectFacts(context);
  return {
    record,
    body: source.body && readBody(source.body),
    tree: source.body,
    facts,
    findings: found.map((finding) => ({ ...finding, file })),
    place: context.place,
  };
}
