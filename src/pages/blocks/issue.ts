import type { RootContent } from 'mdast';
import { isStanding } from '../../asof/reading/causes.ts';
import { hasFailed } from '../../asof/reading/trials.ts';
import {
  type CauseReading,
  type FixReading,
  type FixState,
  isAhead,
  type TestState,
} from '../../asof/snapshot.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import type { Effort } from '../../core/effort.ts';
import { compareText } from '../../core/finding.ts';
import { isStatus, type Status } from '../../core/status.ts';
import { type Body, type Section, sectionsOf } from '../../records/body/section.ts';
import type { Book } from '../../records/book/book.ts';
import { inForce } from '../../records/issue/in-force.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { FirstDiagnosis } from '../backlinks.ts';
import type { BookAt } from '../book-at.ts';
import type { IssueAt } from '../questions.ts';
import {
  capitalise,
  fixBadge,
  formatDate,
  formatEffort,
  inSentence,
  KIND_LABELS,
  statusBadge,
  statusLabel,
  termLabel,
} from '../words/format.ts';
import { words } from '../words/words.ts';
import { causeState, inlineCheckMark, markSnippets } from './code-checks.ts';
import { idLink, issueLink, location, mechanism } from './links.ts';
import { issueHome, type ProseHome, prose, proseBlocks } from './prose.ts';
import { pairSnippets } from './snippets.ts';
import { markSymptoms } from './symptom-marks.ts';
import {
  bullets,
  code,
  fact,
  facts,
  filledTable,
  heading,
  type Inlines,
  joined,
  paragraph,
  plain,
  region,
  strong,
  table,
} from './tree.ts';

const { issue: says } = words;

/** An issue with what its parts are made of, as its own page and the report show them. */
export interface IssueView {
  readonly book: BookAt;
  readonly reading: IssueAt;
  readonly body: Body;
  readonly home: ProseHome;
}

export function viewIssue(book: BookAt, reading: IssueAt): IssueView {
  return { book, reading, body: book.body(reading.issue.file), home: issueHome(reading.issue) };
}

/** `Fixed since January 4, 2026`, where it went, what holds it off, and what should be over by now. */
export function statusLine({ reading, book, home }: IssueView): Inlines {
  const ends = statusEntries(reading).flatMap(({ by, to }): Inlines[] => [
    ...(by === undefined ? [] : [[' ', says.entry.by, prose(book, by, home)]]),
    ...(to === undefined ? [] : [[' ', says.entry.to, code(to)]]),
  ]);
  return [
    statusBadge(reading.status, book.settings),
    statusSince(reading),
    says.ofTests(partOf(reading)),
    joined(ends, ','),
    holdWords(book, reading),
  ];
}

/** Since when the tests that give an issue its status have it, one date each. */
export function statusDates({
  tests,
  status,
  since,
  listed,
}: IssueAt): readonly Pick<IssueAt, 'since' | 'listed'>[] {
  const own = tests.filter((test) => test.status === status);
  if (own.length === 0) return [{ since, listed }];
  const days = new Map(own.map((test) => [says.since(test.since, test.listed), test]));
  return [...days.values()].sort((a, b) => compareText(a.since, b.since));
}

/** ` since January 4, 2026`, or `, the first test since January 4, 2026, the last since January 6, 2026`. */
export function statusSince(reading: IssueAt): string {
  const dates = statusDates(reading).map(({ since, listed }) => says.since(since, listed));
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  return first === last ? first : says.apart(first, last);
}

/** The letters of the tests that give an issue its status, where others have another one. */
function partOf({ tests, status }: IssueAt): readonly string[] {
  const own = tests.filter((test) => test.status === status);
  return own.length === tests.length ? [] : own.map(({ test }) => test.letter);
}

/** The entries that gave an issue its status: several, where its tests have it from different ones. */
export function statusEntries({ issue, status }: IssueAt): readonly TimelineEntry[] {
  const standing = [...inForce(issue).values()].flatMap(({ status: own }) =>
    own.word === status ? [own] : [],
  );
  return [...new Set<TimelineEntry>(standing)];
}

/** `, quarantined since January 5, 2026, was to end on February 5, 2026`: what the status itself says is left out. */
export function holdWords({ settings }: BookAt, { status, holds, overdue }: IssueAt): Inlines {
  return holds.map(({ word, since, until, tests = [] }) => {
    const late = overdue.find((one) => one.word === word && one.since === since && one.until === until);
    const isSaid = word === status;
    return [
      isSaid ? '' : `, ${holdSince(settings, word, since)}${says.ofTests(tests)}`,
      late === undefined
        ? ''
        : [', ', strong(says.ended(late.until, late.days)), isSaid ? says.ofTests(tests) : ''],
    ];
  });
}

function holdSince(settings: Book, word: Status, since: When): string {
  return `${inSentence(statusLabel(word, settings))}${says.since(since)}`;
}

/** The change that is open, where the issue has no fix of which that is told. */
export function openChange({ book, reading }: IssueView): Inlines | undefined {
  const { issue, status, fixes } = reading;
  const entry = issue.timeline.findLast(({ word }) => word === status);
  if (status !== 'fix-proposed' || fixes.some(({ state }) => state === 'in-review')) return undefined;
  const linkTo = (scheme: string, id: string) => idLink(book, book.suiteHead(issue.suite), scheme, id);
  if (entry?.change !== undefined) return [says.entry.change, linkTo('change', entry.change)];
  if (entry?.commit !== undefined) return [says.entry.commit, linkTo('commit', entry.commit)];
  return says.answers.aChange;
}

/** What a fix takes; that nobody has estimated it matters only while it is ahead. */
export function effortWords(state: FixState, effort: Effort | undefined): string[] {
  if (effort === undefined) return isAhead(state) ? [says.notEstimated] : [];
  return [formatEffort(effort)];
}

/** That a fix should be over by now, and is in place as far as anybody wrote. */
export function overdueWords({ reading }: IssueView, { id, state }: FixReading): string | undefined {
  const late = isAhead(state) ? undefined : reading.overdue.find(({ fix }) => fix === id);
  return late && `, ${says.ended(late.until, late.days)}`;
}

/** The blocks of some sections, each under a caption when it is about one of several tests. */
export function sectionBlocks(view: IssueView, sections: readonly Section[]): RootContent[] {
  return sections.flatMap((one) => [
    ...captionOf(view, one),
    ...snippetBlocks(view, one.content, one.kind === 'fix'),
  ]);
}

/** What failures look like: the output of each test, and where it comes from. */
export function symptomBlocks(view: IssueView): RootContent[] {
  return sectionsOf(view.body, 'symptom').flatMap((one) =>
    region('output', [
      ...captionOf(view, one, true),
      ...markSymptoms(view.reading.issue, one.id, snippetBlocks(view, one.content, false)),
    ]),
  );
}

function captionOf({ book, reading }: IssueView, { id }: Section, withPlace = false): RootContent[] {
  const { tests, issue } = reading;
  const about = tests.length === 1 ? tests[0] : tests.find(({ test }) => test.letter === id);
  if (!about) return [];
  const { at, label } = about.test;
  const name = label === undefined ? about.id : `${about.id}: ${label}`;
  const parts: Inlines[] = [
    ...(tests.length === 1 ? [] : [strong(name)]),
    ...(withPlace && at !== undefined ? [location(book, book.suiteHead(issue.suite), at)] : []),
  ];
  return parts.length === 0 ? [] : [paragraph(joined(parts, ' · '))];
}

/** Each fix on a sheet; a section without an id stands alone where there is no fix. */
export function fixSheets(view: IssueView): RootContent[] {
  const { book, reading, body, home } = view;
  if (reading.fixes.length === 0)
    return sectionBlocks(
      view,
      sectionsOf(body, 'fix').filter(({ id }) => id === undefined),
    );
  const sheets = reading.fixes.flatMap((fix) =>
    region('sheet', [
      {
        ...heading(3, prose(book, fix.title, home)),
        data: { facets: { [says.fix.state]: fixBadge(fix.state).label } },
      },
      ...fixBlocks(view, fix),
    ]),
  );
  return region('sheets', sheets);
}

/** Prose with its fences in their pairs, each with what a check against the code said of it. */
function snippetBlocks(
  { book, reading, home }: IssueView,
  content: readonly RootContent[],
  isFix: boolean,
): RootContent[] {
  return markSnippets(book, reading.issue, pairSnippets(proseBlocks(book, content, home), isFix));
}

export function testsTable(view: IssueView): RootContent {
  const { book, reading } = view;
  const { issue, tests } = reading;
  if (tests.length === 0) return paragraph(noTests(issue));
  const rows = tests.map((state): Inlines[] => {
    const { name, at } = testParts(book, issue, state.test);
    const { aliases } = state.test;
    const formerly = aliases.length === 0 ? '' : [says.formerly, joined(aliases.map(code))];
    return [state.id, [name, formerly], at, testStatus(view, state)];
  });
  const columns = says.testsTable.map((label, i) => ({ label, of: (row: Inlines[]) => row[i] ?? '' }));
  return filledTable(columns, rows);
}

/** The tests of an issue, a line each; a state only where it is not that of the issue. */
export function testLines(view: IssueView): Inlines[] {
  const { book, reading } = view;
  const { issue, tests, status } = reading;
  if (tests.length === 0) return [noTests(issue)];
  return tests.flatMap((state) => {
    const { name, at } = testParts(book, issue, state.test);
    const isOther = state.status !== status || conditions(view, state).length > 0;
    const said = [name, at, isOther ? testStatus(view, state) : ''].filter((part) => plain(part) !== '');
    return fact(tests.length > 1 ? state.id : says.test, joined(said));
  });
}

function noTests({ subject }: Issue): string {
  return subject === 'job' ? says.wholeJob : says.noTests;
}

/** What a test is called and where it is, each with what a check against the code said of it. */
function testParts(
  book: BookAt,
  issue: Issue,
  { letter, name, label = '', at }: Test,
): Record<'name' | 'at', Inlines> {
  const mark = (kind: 'name' | 'location', what: string) =>
    inlineCheckMark(book, issue, { kind, of: letter, what });
  return {
    name: name === undefined ? label : [label === '' ? '' : `${label}: `, code(name), mark('name', name)],
    at: at === undefined ? '' : [location(book, book.suiteHead(issue.suite), at), mark('location', at)],
  };
}

function testStatus(view: IssueView, state: TestState): Inlines {
  const more = conditions(view, state).join(', ');
  return [statusBadge(state.status, view.book.settings), more === '' ? '' : ` (${more})`];
}

/** Where a test flakes, and since when that is known where it is not as old as its issue. */
function conditions({ reading, book }: IssueView, { test, status, held }: TestState): string[] {
  const { where, found } = test;
  const isLater = found !== undefined && found.slice(0, 10) > reading.firstStatus.slice(0, 10);
  const isHeldToo = held !== undefined && held.word !== status;
  return [
    ...where,
    ...(isLater ? [says.foundOn(found)] : []),
    ...(isHeldToo ? [holdSince(book.settings, held.word, held.since)] : []),
  ];
}

/** The causes that stand, and on the site in a fold those that fell. */
export function causesTables(view: IssueView): RootContent[] {
  const { causes } = view.reading;
  const standing = causes.filter(isStanding);
  const fallen = causes.filter((cause) => !isStanding(cause));
  return [...causesTable(view, standing), ...region('fold', causesTable(view, fallen), says.ruledOut)];
}

function causesTable(
  { reading: { leading, issue }, book, home }: IssueView,
  causes: readonly CauseReading[],
): RootContent[] {
  if (causes.length === 0) return [];
  const rows = causes.map((reading): Inlines[] => {
    const { cause, claim, state, since } = reading;
    return [
      [mechanism(book, reading), cause.id === leading?.cause.id && causes.length > 1 ? says.leading : ''],
      prose(book, claim ?? '', home),
      [
        causeState(book, issue, state),
        cause.because === undefined ? [] : [': ', prose(book, cause.because, home)],
      ],
      formatLongDate(since),
    ];
  });
  return [table(says.causesTable, rows)];
}

/** A cause in a sentence: by its pattern; by what it says where nobody has classified it. */
export function causeName(
  book: BookAt,
  reading: Pick<CauseReading, 'pattern' | 'claim'>,
  home: ProseHome,
): Inlines {
  const { pattern, claim } = reading;
  return pattern === undefined && claim !== undefined
    ? ['“', prose(book, claim, home), '”']
    : mechanism(book, reading);
}

/** The first cause of an issue when it no longer stands: refuted, or superseded by another. */
function wrongDiagnosis({ firstDiagnosis }: Pick<IssueAt, 'firstDiagnosis'>): CauseReading | undefined {
  return firstDiagnosis && !isStanding(firstDiagnosis) ? firstDiagnosis : undefined;
}

/** Says that a first diagnosis was wrong, why, and what leads now; nothing where the first one stands. */
export function diagnosisBlocks({ book, reading, home }: IssueView): RootContent[] {
  const wrong = wrongDiagnosis(reading);
  if (!wrong) return [];
  const { leading } = reading;
  return [
    paragraph(
      says.firstDiagnosis,
      causeName(book, wrong, home),
      says.wasWrong(wrong.state, wrong.since),
      wrong.because === undefined ? '' : [': ', prose(book, wrong.because, home)],
      '. ',
      leading ? [causeName(book, leading, home), says.leadsNow] : says.noOtherCause,
    ),
  ];
}

/** How often a pattern was somebody's first diagnosis, and how often that was wrong. */
export function firstDiagnosisBlocks(book: BookAt, pattern: string): RootContent[] {
  const first = book.firstDiagnoses(pattern);
  if (first.length === 0) return [];
  const item = (diagnosis: FirstDiagnosis): Inlines[] => {
    const wrong = wrongDiagnosis(diagnosis);
    const { id, leading } = diagnosis;
    const now = leading ? [says.leadingNow, mechanism(book, leading)] : '';
    return wrong ? [[issueLink(id), `: ${wrong.state}`, now]] : [];
  };
  const wrong = first.flatMap(item);
  return [paragraph(says.wasFirstDiagnosis(first.length, wrong.length)), ...bullets(wrong)];
}

/** One fix: its terms, what it does and costs, its snippets; a shared fix points at its owner. */
function fixBlocks(view: IssueView, fix: FixReading): RootContent[] {
  const { book, home, reading } = view;
  const own = fix.ownerIssue === reading.issue.id;
  const { fix: labels } = says;
  const sentence = (words: string | undefined) => words && prose(book, words, home);
  const terms = [
    KIND_LABELS[fix.kind],
    ...effortWords(fix.state, fix.effort),
    ...(fix.horizon === undefined ? [] : [inSentence(termLabel(book.settings.horizons, fix.horizon))]),
  ];
  return [
    ...facts('terms', [
      {
        label: labels.state,
        isPlain: true,
        value: [fixBadge(fix.state), says.fixDated(fix), overdueWords(view, fix) ?? ''],
      },
      { label: labels.result, value: sentence(fix.state === 'tried' ? resultOf(reading, fix) : undefined) },
      { label: labels.kind, isPlain: true, value: terms.join(', ') },
      { label: labels.solution, isPlain: true, value: sentence(fix.does) },
      { label: labels.gain, sign: '+', value: sentence(fix.gain) },
      { label: labels.cost, sign: '−', value: sentence(fix.cost) },
      { label: labels.same, value: own ? undefined : [issueLink(fix.ownerIssue), says.oneFix] },
    ]),
    ...fixSnippets(view, fix),
  ];
}

/** What the issue's file says of a fix at length. */
export function fixSnippets(view: IssueView, fix: FixReading): RootContent[] {
  return sectionsOf(view.body, 'fix')
    .filter(({ id }) => id === fix.id || (id === undefined && view.reading.fixes.length === 1))
    .flatMap(({ content }) => snippetBlocks(view, content, true));
}

/** What came of the last trial of a fix. */
export function resultOf({ issue }: IssueAt, { id }: FixReading): string | undefined {
  return issue.timeline.findLast((entry) => entry.fix === id && hasFailed(entry))?.result;
}

/** All that is dated about an issue, in the file's order. */
export function timelineTable(view: IssueView): RootContent {
  const { reading, book } = view;
  const rows = reading.issue.timeline.map((entry): Inlines[] => [
    [formatDate(entry.at), entry.listed ? says.asListed : ''],
    isStatus(entry.word) ? statusBadge(entry.word, book.settings) : capitalise(entry.word),
    joined(entryDetails(view, entry), '; '),
  ]);
  return { ...table(says.timelineTable, rows), data: { inTime: true } };
}

function entryDetails({ reading, book, home }: IssueView, entry: TimelineEntry): Inlines[] {
  const { entry: labels } = says;
  const { issue, fixes } = reading;
  const fix = fixes.find(({ id }) => id === entry.fix);
  const runs = [...(entry.run === undefined ? [] : [entry.run]), ...(entry.runs ?? [])];
  const linkTo = (scheme: string, id: string) => idLink(book, book.suiteHead(issue.suite), scheme, id);
  const details: (Inlines | undefined)[] = [
    entry.tests.length > 0 ? labels.tests(entry.tests) : undefined,
    entry.fix && [labels.fix, fix ? prose(book, fix.title, home) : code(entry.fix)],
    entry.commit && [
      labels.commit,
      linkTo('commit', entry.commit),
      inlineCheckMark(book, issue, {
        kind: 'commit',
        of: `${entry.word} ${entry.at}`,
        what: entry.commit,
      }),
    ],
    entry.change && [labels.change, linkTo('change', entry.change)],
    entry.outcome && labels.outcome[entry.outcome],
    entry.to && [labels.to, code(entry.to)],
    entry.until && labels.until(entry.until),
    entry.by && [labels.by, prose(book, entry.by, home)],
    runs.length > 0 ? [labels.run, joined(runs.map((run) => linkTo('run', run)))] : undefined,
    ...[entry.what, entry.result, entry.why, entry.note].map((words) => words && prose(book, words, home)),
  ];
  return details.filter((detail) => detail !== undefined);
}
