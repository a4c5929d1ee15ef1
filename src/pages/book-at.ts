import type { Difference } from '../asof/diff.ts';
import type { Figure, Figures, NamedFigure } from '../asof/figures.ts';
import type { HistoryPoint } from '../asof/history.ts';
import type { AsOf, DecisionReading, Knowledge } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import type { Symptom } from '../match/symptom.ts';
import type { Body } from '../records/body/section.ts';
import type { Book } from '../records/book/book.ts';
import type { Evidence } from '../records/evidence/evidence.ts';
import type { Pattern } from '../records/pattern/pattern.ts';
import type { Reference, ReferenceGroup } from '../records/reference/reference.ts';
import type { MeasuredRun } from '../records/runs/run-schema.ts';
import type { ClaimRecord } from '../runs/verdict/statistics.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import type { Reader } from '../store/question.ts';
import type { FirstDiagnosis, Named } from './backlinks.ts';
import type { Facet, FacetValues } from './issue-facets.ts';
import type { IssueRow } from './issue-rows.ts';
import {
  ask,
  BODY,
  type DecisionAt,
  type IssueAt,
  type IssueEvidence,
  type Moment,
  NOW,
  SETTINGS,
  type SuiteAlone,
  type SuiteAt,
  type SuiteHead,
} from './questions.ts';
import type { ClaimedFix, IssueRuns, SuiteSummary } from './runs/issue-runs.ts';

/** Digests plain data: equal data, equal digest. Hexadecimal. */
export type DigestData = (data: unknown) => string;

/**
 * The book at a moment, as pages read it. Everything that a page shows comes through here, so that what it read is known
 * and it is made anew when that changes, and only then.
 */
export class BookAt {
  readonly moment: Moment;
  /** For the seals of reports. */
  readonly digest: DigestData;
  readonly #read: Reader;

  constructor(read: Reader, moment: Moment, digest: DigestData) {
    this.#read = read;
    this.moment = moment;
    this.digest = digest;
  }

  /** The same book at another moment. */
  at(moment: Moment): BookAt {
    return new BookAt(this.#read, moment, this.digest);
  }

  /** The settings of the book. */
  get settings(): Book {
    return this.#read(SETTINGS, '');
  }

  /** The dates before the date of reading at which the book had a report, oldest first. */
  get reportDates(): readonly When[] {
    return this.#read(ask.reportDates, '');
  }

  get asOf(): AsOf {
    return this.#read(ask.asOf, this.moment);
  }

  /** Whose knowledge is used: that of the moment, unless somebody asks for another. */
  get known(): Knowledge {
    return this.#read(ask.known, this.moment);
  }

  /** Undefined for an issue that does not exist at the moment. */
  issue(id: string): IssueAt | undefined {
    return this.#read(ask.issue, this.#key(id));
  }

  /** Whether a file of the content folder is a record with a page, or a part of one. */
  hasFile(file: string): boolean {
    const [, folder, id = ''] = /^(issues|patterns|suites)\/([^/]+)\.md$/.exec(file) ?? [];
    if (folder === 'issues') return this.hasIssue(id);
    if (folder === 'patterns') return this.#read(ask.patternTitle, id) !== undefined;
    if (folder === 'suites') return this.suiteHead(id) !== undefined;
    return /^references\/[^/]+\.yaml$/.test(file);
  }

  hasIssue(id: string): boolean {
    return this.#read(ask.hasIssue, this.#key(id));
  }

  /** Ids of all issues that exist, sorted. */
  get issueIds(): readonly string[] {
    return this.#read(ask.issueIds, this.#key(''));
  }

  /** Of the issues whose pages may have long lists. */
  get longIssues(): readonly string[] {
    return this.#read(ask.longIssues, this.#key(''));
  }

  /** The suite of an issue that may not exist yet. */
  suiteOfIssue(id: string): string | undefined {
    return this.#read(ask.suiteOfIssue, id);
  }

  /** All issues as lists show them, the most pressing first. */
  get rows(): readonly IssueRow[] {
    return this.#read(ask.rows, this.moment);
  }

  /** Those of a suite. */
  suiteRows(suite: string): readonly IssueRow[] {
    return this.#read(ask.suiteRows, this.#key(suite));
  }

  /** Those that have a value. */
  facetRows(facet: Facet, value: string): readonly IssueRow[] {
    return this.#read(ask.facetRows, this.#key(`${facet} ${value}`));
  }

  /** What issues are filtered by. */
  get issueFacets(): FacetValues {
    return this.#read(ask.issueFacets, this.#key(''));
  }

  /** What people search each of the `rows` by, beside its title. */
  get issueLines(): readonly (readonly string[])[] {
    return this.#read(ask.allLines, this.moment);
  }

  /** What failures of an issue look like, by its file. */
  symptoms(file: string): readonly Symptom[] {
    return this.#read(ask.symptoms, file);
  }

  suite(id: string): SuiteAt | undefined {
    const alone = this.suiteAlone(id);
    const ids = alone && this.#read(ask.issueIds, this.#key(id));
    return alone && { ...alone, issues: (ids ?? []).flatMap((issue) => this.issue(issue) ?? []) };
  }

  suiteAlone(id: string): SuiteAlone | undefined {
    return this.#read(ask.suite, this.#key(id));
  }

  /** The ids of all records of suites, whether anything is known of them at the moment or not. */
  get recordedSuites(): readonly string[] {
    return this.#read(ask.recordedSuites, '');
  }

  /** The suites of which something is known at the moment. */
  get suiteIds(): readonly string[] {
    return this.#read(ask.suiteIds, this.#key(''));
  }

  suiteHead(id: string): SuiteHead | undefined {
    return this.#read(ask.suiteHead, id);
  }

  suiteTitle(id: string): string {
    return this.suiteHead(id)?.title ?? id;
  }

  pattern(id: string): Pattern | undefined {
    return this.#read(ask.pattern, id);
  }

  patternTitle(id: string): string {
    return this.#read(ask.patternTitle, id) ?? id;
  }

  get patternIds(): readonly string[] {
    return this.#read(ask.patternIds, '');
  }

  get references(): readonly ReferenceGroup[] {
    return this.#read(ask.references, this.#key(''));
  }

  reference(id: string): Reference | undefined {
    return this.#read(ask.reference, this.#key(id));
  }

  /** The commit at which the kept check of a suite did not find a reference. */
  referenceMissingAt(reference: string, suite: string): string | undefined {
    return this.#read(ask.missingAt, `${this.#key(suite)} ${reference}`);
  }

  /** The suite that names a group of references. */
  suiteOfReferences(group: string): SuiteHead | undefined {
    const id = this.#read(ask.suiteOfReferences, group);
    return id === undefined ? undefined : this.suiteHead(id);
  }

  /** Every decision once, with its age. */
  get decisions(): readonly DecisionReading[] {
    return this.#read(ask.decisions, this.#key(''));
  }

  /** Open questions of a suite, or of the whole book, in the order in which they were asked. */
  openDecisions(suite = ''): readonly DecisionAt[] {
    return this.#read(ask.openDecisions, this.#key(suite));
  }

  decision(key: string): DecisionReading | undefined {
    return this.decisions.find((one) => one.key === key);
  }

  /** Decisions that the page of an issue shows: its own first, then those of others that are about it. */
  decisionsAbout(issue: string): readonly DecisionAt[] {
    return this.#read(ask.around, this.#key(issue)).decisions;
  }

  /** Issues that relate themselves to an issue, or repeat its cause or fix. */
  namedBy(issue: string): readonly Named[] {
    return this.#read(ask.around, this.#key(issue)).namedBy;
  }

  /** Ids of the issues that name a reference. */
  citedIn(reference: string): readonly string[] {
    return this.#read(ask.citedIn, this.#key(reference));
  }

  /** Issues that have a standing cause of a pattern. */
  withPattern(pattern: string): readonly IssueRow[] {
    return this.#read(ask.patternRows, this.#key(pattern));
  }

  /** How long those, or all issues, took to fix; undefined where none is resolved. */
  timeToFix(pattern = ''): Figure | undefined {
    return this.#read(ask.timeToFix, this.#key(pattern)) ?? undefined;
  }

  /** Their ids alone. */
  sameCause(pattern: string): readonly string[] {
    return this.#read(ask.sameCause, this.#key(pattern));
  }

  /** Issues whose first cause was of a pattern, whether it still stands or not. */
  firstDiagnoses(pattern: string): readonly FirstDiagnosis[] {
    return this.#read(ask.firstDiagnoses, this.#key(pattern));
  }

  /** What the last kept check of an issue's suite says of the issue. */
  issueEvidence(id: string): IssueEvidence | undefined {
    return this.#read(ask.around, this.#key(id)).evidence;
  }

  evidence(suite: string): Evidence | undefined {
    return this.#read(ask.evidence, this.#key(suite));
  }

  /** All figures of a suite, or of the whole book. */
  figures(suite = ''): Figures {
    return this.#read(ask.figures, this.#key(suite));
  }

  /** How far the issues of a suite, or all of them, had come over time; empty without issues. */
  history(suite = ''): readonly HistoryPoint[] {
    return this.#read(ask.history, this.#key(suite));
  }

  /** A figure by the name that prose uses for it. */
  figure(name: string, suite = ''): NamedFigure | undefined {
    return this.#read(ask.figure, `${this.#key(suite)} ${name}`);
  }

  /** What changed since an earlier moment, in a suite or the whole book. */
  differenceSince(earlier: Moment, suite = ''): Difference {
    return this.#read(ask.difference, `${earlier} ${this.moment} ${suite}`);
  }

  body(file: string): Body {
    return this.#read(BODY, file);
  }

  /** The measured runs of a suite that began by the moment, by time. */
  measuredRuns(suite: string): readonly MeasuredRun[] {
    return this.#read(ask.runsUntil, this.#key(suite)).runs;
  }

  /** What those runs say; undefined for a suite without a run. */
  suiteRuns(suite: string): SuiteRuns | undefined {
    return this.#read(ask.suiteRuns, this.#key(suite));
  }

  /** What they say of it as a whole; undefined for a suite without a run. */
  suiteSummary(suite: string): SuiteSummary | undefined {
    return this.#read(ask.suiteSummary, this.#key(suite));
  }

  /** What they say of an issue; undefined where its suite has no run. */
  issueRuns(id: string): IssueRuns | undefined {
    return this.#read(ask.issueRuns, this.#key(id));
  }

  /** Claimed fixes of a suite, or of all suites that have runs, in the order of the issues. */
  claimedFixes(suite?: string): readonly ClaimedFix[] {
    if (suite !== undefined) return this.#read(ask.suiteFixes, this.#key(suite));
    const fixes = this.suiteIds.flatMap((id) => this.claimedFixes(id));
    return fixes.sort((a, b) => compareText(a.issue, b.issue));
  }

  /** How the claimed fixes of the whole book fared. */
  get claimRecord(): ClaimRecord {
    return this.#read(ask.claimRecord, this.moment);
  }

  /** Whether an issue claims to be mended and runs since say that it is not. */
  isContradicted(id: string): boolean {
    return this.#read(ask.isContradicted, this.#key(id));
  }

  #key(id: string): string {
    return `${this.moment} ${id}`;
  }
}

/** The dates before the moment at which the book had a report, oldest first. */
export function reportsBefore({ moment, reportDates }: BookAt): readonly When[] {
  return moment === NOW ? reportDates : reportDates.slice(0, reportDates.indexOf(moment));
}

/** @throws Error for a record that the book does not have: whoever asks for it knows of it. */
export function found<Record>(record: Record | undefined, id: string): Record {
  if (record === undefined) throw new Error(`There is no ${id} in the book.`);
  return record;
}
