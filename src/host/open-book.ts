import type { Knowledge, Snapshot } from '../asof/snapshot.ts';
import { createCalendar, type When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { remembered } from '../core/kept.ts';
import type { SeenFailure } from '../match/signatures/seen-failures.ts';
import { BookAt } from '../pages/book-at.ts';
import type { Document } from '../pages/document.ts';
import { listPages, type Output, type PageSpec, pageQuestions } from '../pages/pages.ts';
import * as ask from '../pages/questions.ts';
import { type Body, EMPTY_BODY } from '../records/body/section.ts';
import type { Book } from '../records/book/book.ts';
import { type AnyRecord, toKnowledgeBase } from '../records/knowledge-base.ts';
import { toHistories } from '../records/runs/run-history.ts';
import type { Question, Reader } from '../store/question.ts';
import { type Sources, Store } from '../store/store.ts';
import { CHECK, seenFailures } from './book-questions.ts';
import type { Cache } from './cache.ts';
import { digestData, shortDigest } from './digest.ts';
import { UserError } from './user-error.ts';

/** A book read at a date: every question about it has an answer, and answers are kept with what they read. */
export interface OpenBook {
  readonly read: Reader;
  /** The book at the date. */
  readonly now: BookAt;
  /** The records at the date, for what reads them as a whole. */
  readonly snapshot: Snapshot;
  /** Everything that is wrong with the book as a whole. */
  findings(): readonly Finding[];
  /** The failures of its stored runs, or of those of a suite. */
  failures(suite?: string): readonly SeenFailure[];
  /** Each before those of its long lists. */
  pages(output: Output): Iterable<PageSpec>;
  page(spec: PageSpec): Document;
  /** The page with all of its lists, for a document that stands alone. */
  whole(spec: PageSpec): Document;
  /** Changes whenever what the page shows does. The page is composed only where it may have changed. */
  digest(spec: PageSpec): string;
  /** Puts the answers that are new into the cache. */
  save(): void;
}

/**
 * @param isStrict for tests: throws for an answer that the cache cannot keep whole.
 * @param known whose knowledge is used for the date of reading.
 */
export function openBook(
  cache: Cache,
  asOf: When,
  isStrict = false,
  known: Knowledge = { knownAt: asOf },
): OpenBook {
  const pages = pageQuestions(digestData);
  const { lists, page, whole } = pages;
  const questions = [...Object.values(ask), ...Object.values(CHECK), ...Object.values(pages)].filter(
    (one) => typeof one === 'object' && one.keeps !== 'source',
  );
  const shelf = cache.shelf();
  const store = new Store({
    questions: questions as readonly Question<unknown>[],
    sources: sourcesIn(cache, asOf, known),
    shelf,
    digest: shortDigest,
    isStrict,
  });
  const { read } = store;
  return {
    read,
    now: new BookAt(read, ask.NOW, pages.seals),
    get snapshot() {
      return read(ask.snapshot, ask.NOW);
    },
    findings: () => read(CHECK.findings, untilWhen(cache, asOf)),
    failures: (suite) => seenFailures(read, untilWhen(cache, asOf), suite),
    pages: (output) => listPages(read, output, (key) => read(lists, key)),
    page: ({ key }) => read(page(key), key),
    whole: ({ key }) => read(whole, key),
    digest: ({ key }) => store.digest(page(key), key),
    save: () => shelf.save(),
  };
}

/** The date where there are runs that it does not see; nothing where it sees all. */
function untilWhen(cache: Cache, asOf: When): string {
  const { book, newestRun } = cache.head();
  const { instantMs } = createCalendar((JSON.parse(book) as Book).timeZone);
  return newestRun !== undefined && instantMs(newestRun) > instantMs(asOf) ? asOf : '';
}

/** Parts that are read file by file: bodies are asked for by most pages, places by the few files that have findings. */
type PartByFile = 'body' | 'link-places' | 'look-places';

/** The parts of the content files, as the cache has them now. */
function sourcesIn(cache: Cache, asOf: When, known: Knowledge): Sources {
  const state = cache.digestOf('file');
  const { book } = cache.head();
  const unlessChanged = <Data>(data: Data): Data => {
    if (cache.digestOf('file') !== state)
      throw new UserError('Run the command again: the content changed while it was being read.');
    return data;
  };
  const all = <Data>(set: string) => unlessChanged([...cache.parts<Data>(set)]);
  const digestsOf = remembered((part: 'body') => unlessChanged(cache.digests(part)));
  const digestOf = (part: PartByFile, file: string): string | undefined =>
    part === 'body' ? digestsOf(part).get(file) : unlessChanged(cache.digest(part, file));
  const one = <Data>(part: PartByFile, file: string, absent?: Data): Data => {
    const digest = digestOf(part, file);
    if (digest === undefined) {
      // Nobody asks for places but by a number of one.
      if (absent === undefined) throw cache.refuse('a row is missing');
      return absent;
    }
    const text = cache.part(part, file, digest);
    if (text !== undefined) return JSON.parse(text) as Data;
    unlessChanged(undefined);
    throw cache.refuse();
  };
  const suiteDates = new Map(Object.entries(cache.head().newestBySuite ?? {}));
  const calendar = createCalendar((JSON.parse(book) as Book).timeZone);
  // At a later date than that of its newest entry, a suite is as it was then.
  const suiteDate = (suite: string): When => {
    const newest = suiteDates.get(suite);
    return newest === undefined || calendar.instantMs(newest) > calendar.instantMs(asOf) ? asOf : newest;
  };
  const values: Record<string, (key: string) => unknown> = {
    settings: () => JSON.parse(book) as Book,
    'as-of': (key) => momentOf(key, asOf),
    known: (key) => knowledgeOf(key, known),
    records: () => toKnowledgeBase(JSON.parse(book) as Book, all<AnyRecord>('record')),
    runs: (suite) => toHistories(all<AnyRecord>(`runs:${suite}`)).get(suite),
    rosters: () => all<AnyRecord>('rosters').filter(({ kind }) => kind === 'roster'),
    'of-suite': (suite) => toKnowledgeBase(JSON.parse(book) as Book, all<AnyRecord>(`suite:${suite}`)),
    'suite-date': suiteDate,
    body: (file) => one<Body>('body', file, EMPTY_BODY),
    'link-places': (file) => one('link-places', file),
    'look-places': (file) => one('look-places', file),
  };
  for (const part of ['links', 'untils', 'claims', 'looks', 'seen'] as const) values[part] = () => all(part);
  const answers = new Map<string, unknown>();
  const settings = shortDigest(book);
  // Every page reads some of them: each is looked up once.
  const sum = remembered((set: string) => unlessChanged(cache.digestOf(set)));
  return {
    digest(name, key) {
      if (name === 'settings') return settings;
      if (name === 'as-of') return momentOf(key, asOf);
      if (name === 'known') return JSON.stringify(knowledgeOf(key, known));
      if (name === 'suite-date') return suiteDate(key);
      if (name === 'of-suite') return sum(`suite:${key}`);
      if (name === 'body' || name === 'link-places' || name === 'look-places')
        return digestOf(name, key) ?? '';
      return sum(name === 'runs' ? `runs:${key}` : name === 'records' ? 'record' : name);
    },
    value(name, key) {
      const id = `${name}\n${key}`;
      const answer = answers.get(id) ?? values[name]?.(key);
      // Bodies are many, and each is read once.
      if (name !== 'body') answers.set(id, answer);
      return answer;
    },
  };
}

function knowledgeOf(key: string, known: Knowledge): Knowledge {
  return key === ask.NOW ? known : { knownAt: key };
}

function momentOf(key: string, asOf: When): When {
  return key === ask.NOW ? asOf : key;
}
