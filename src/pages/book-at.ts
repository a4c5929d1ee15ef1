import type { Difference } from '../asof/diff.ts';
import type { Figure, NamedFigure } from '../asof/figures.ts';
import type { DecisionReading } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import type { Body } from '../records/body/section.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { MeasuredRun } from '../records/runs/run-schema.ts';
import type { Question, Reader } from '../store/question.ts';
import type { Named } from './backlinks.ts';
import type { Route } from './document.ts';
import type { Facet } from './issue-facets.ts';
import type { IssueRow } from './issue-rows.ts';
import type { DecisionAt, IssueEvidence, Moment, SuiteAt, SuiteHead } from './questions.ts';
import * as ask from './questions.ts';
import type { Seal } from './report/seal.ts';
import { archiveRoute } from './routes.ts';
import type { ClaimedFix, IssueRuns } from './runs/issue-runs.ts';

/**
 * The book at a moment, as pages read it. Everything that a page shows comes through here, so that what it read is known
 * and it is made anew when that changes, and only then.
 */
export class BookAt {
  readonly moment: Moment;
  readonly #read: Reader;
  readonly #seals: Question<Seal>;

  constructor(read: Reader, moment: Moment, seals: Question<Seal>) {
    this.#read = read;
    this.moment = moment;
    this.#seals = seals;
  }

  /** The same book at another moment. */
  at(moment: Moment): BookAt {
    return new BookAt(this.#read, moment, this.#seals);
  }

  get settings() {
    return this.#read(ask.SETTINGS, '');
  }

  /** The dates before the date of reading at which the book had a report, oldest first. */
  get reportDates() {
    return this.#read(ask.reportDates, '');
  }

  get asOf() {
    return this.#read(ask.asOf, this.moment);
  }

  /** Whose knowledge is used: that of the moment, unless somebody asks for another. */
  get known() {
    return this.#read(ask.known, this.moment);
  }

  /** Undefined for an issue that does not exist at the moment. */
  readonly issue = this.#about(ask.issue);

  /** Whether a file of the content folder is a record with a page, or a part of one. */
  hasFile(file: string): boolean {
    const [, folder, id = ''] = /^(issues|patterns|suites)\/([^/]+)\.md$/.exec(file) ?? [];
    if (folder === 'issues') return this.hasIssue(id);
    if (folder === 'patterns') return this.#read(ask.patternTitle, id) !== undefined;
    if (folder === 'suites') return this.suiteHead(id) !== undefined;
    return /^references\/[^/]+\.yaml$/.test(file);
  }

  readonly hasIssue = this.#about(ask.hasIssue);

  /** Ids of all issues that exist, sorted. */
  get issueIds() {
    return this.#read(ask.issueIds, this.#key(''));
  }

  /** Of the issues whose pages may have long lists. */
  get longIssues() {
    return this.#read(ask.longIssues, this.#key(''));
  }

  /** The suite of an issue that may not exist yet. */
  readonly suiteOfIssue = this.#ever(ask.suiteOfIssue);

  /** All issues as lists show them, the most pressing first. */
  get rows() {
    return this.#read(ask.rows, this.moment);
  }

  /** Those of a suite. */
  readonly suiteRows = this.#about(ask.suiteRows);

  /** Those that have a value. */
  facetRows(facet: Facet, value: string): readonly IssueRow[] {
    return this.#read(ask.facetRows, this.#key(`${facet} ${value}`));
  }

  /** What issues are filtered by. */
  get issueFacets() {
    return this.#read(ask.issueFacets, this.#key(''));
  }

  /** What people search each of the `rows` by, beside its title. */
  get issueLines() {
    return this.#read(ask.allLines, this.moment);
  }

  /** What failures of an issue look like, by its file. */
  readonly symptoms = this.#ever(ask.symptoms);

  suite(id: string): SuiteAt | undefined {
    const alone = this.suiteAlone(id);
    const ids = alone && this.#read(ask.issueIds, this.#key(id));
    return alone && { ...alone, issues: (ids ?? []).flatMap((issue) => this.issue(issue) ?? []) };
  }

  readonly suiteAlone = this.#about(ask.suite);

  /** Of the records behind the report of a suite. */
  seal(suite: string): Seal {
    return this.#read(this.#seals, this.#key(suite));
  }

  /** The ids of all records of suites, whether anything is known of them at the moment or not. */
  get recordedSuites() {
    return this.#read(ask.recordedSuites, '');
  }

  /** The suites of which something is known at the moment. */
  get suiteIds() {
    return this.#read(ask.suiteIds, this.#key(''));
  }

  readonly suiteHead = this.#ever(ask.suiteHead);

  suiteTitle(id: string): string {
    return this.suiteHead(id)?.title ?? id;
  }

  readonly pattern = this.#ever(ask.pattern);

  patternTitle(id: string): string {
    return this.#read(ask.patternTitle, id) ?? id;
  }

  get patternIds() {
    return this.#read(ask.patternIds, '');
  }

  get references() {
    return this.#read(ask.references, this.#key(''));
  }

  readonly reference = this.#about(ask.reference);

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
  get decisions() {
    return this.#read(ask.decisions, this.#key(''));
  }

  /** Open questions of a suite, or of the whole book, in the order in which they were asked. */
  readonly openDecisions = this.#of(ask.openDecisions);

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
  readonly citedIn = this.#about(ask.citedIn);

  /** Issues that have a standing cause of a pattern. */
  readonly withPattern = this.#about(ask.patternRows);

  /** How long those, or all issues, took to fix; undefined where none is resolved. */
  timeToFix(pattern = ''): Figure | undefined {
    return this.#read(ask.timeToFix, this.#key(pattern)) ?? undefined;
  }

  /** Their ids alone. */
  readonly sameCause = this.#about(ask.sameCause);

  /** Issues whose first cause was of a pattern, whether it still stands or not. */
  readonly firstDiagnoses = this.#about(ask.firstDiagnoses);

  /** What the last kept check of an issue's suite says of the issue. */
  issueEvidence(id: string): IssueEvidence | undefined {
    return this.#read(ask.around, this.#key(id)).evidence;
  }

  readonly evidence = this.#about(ask.evidence);

  /** All figures of a suite, or of the whole book. */
  readonly figures = this.#of(ask.figures);

  /** How far the issues of a suite, or all of them, had come over time; empty without issues. */
  readonly history = this.#of(ask.history);

  /** A figure by the name that prose uses for it. */
  figure(name: string, suite = ''): NamedFigure | undefined {
    return this.#read(ask.figure, `${this.#key(suite)} ${name}`);
  }

  /** What changed since an earlier moment, in a suite or the whole book. */
  differenceSince(earlier: Moment, suite = ''): Difference {
    return this.#read(ask.difference, `${earlier} ${this.moment} ${suite}`);
  }

  body(file: string): Body {
    return this.#read(ask.BODY, file);
  }

  /** The measured runs of a suite that began by the moment, by time. */
  measuredRuns(suite: string): readonly MeasuredRun[] {
    return this.#read(ask.runsUntil, this.#key(suite)).runs;
  }

  /** What those runs say; undefined for a suite without a run. */
  readonly suiteRuns = this.#about(ask.suiteRuns);

  /** The failures of one of those that have a page, as `match` sorts them. */
  runMatch(suite: string, run: string) {
    return this.#read(ask.runMatch, this.#key(`${suite} ${run}`));
  }

  /** What they say of it as a whole; undefined for a suite without a run. */
  readonly suiteSummary = this.#about(ask.suiteSummary);

  /** What they say of an issue; undefined where its suite has no run. */
  issueRuns({ id, suite }: Issue): IssueRuns | undefined {
    return this.#read(ask.hasRuns, this.#key(suite)) ? this.#read(ask.issueRuns, this.#key(id)) : undefined;
  }

  /** Claimed fixes of a suite, or of all suites that have runs, in the order of the issues. */
  claimedFixes(suite?: string): readonly ClaimedFix[] {
    if (suite !== undefined) return this.#read(ask.suiteFixes, this.#key(suite));
    const fixes = this.suiteIds.flatMap((id) => this.claimedFixes(id));
    return fixes.sort((a, b) => compareText(a.issue, b.issue));
  }

  /** How the claimed fixes of the whole book fared. */
  get claimRecord() {
    return this.#read(ask.claimRecord, this.moment);
  }

  /** Where the page of today's route stands for this moment. */
  routeOf(route: Route): Route {
    return this.moment === ask.NOW ? route : archiveRoute(this.moment, route);
  }

  #key(id: string): string {
    return `${this.moment} ${id}`;
  }

  /** What is known at the moment about something, by its id. */
  #about<Answer>(question: Question<Answer>) {
    return (id: string): Answer => this.#read(question, this.#key(id));
  }

  /** The same about a part of the book, or about the whole of it. */
  #of<Answer>(question: Question<Answer>) {
    return (part = ''): Answer => this.#read(question, this.#key(part));
  }

  /** What is the same at all moments. */
  #ever<Answer>(question: Question<Answer>) {
    return (id: string): Answer => this.#read(question, id);
  }
}

/** The dates before the moment at which the book had a report, oldest first. */
export function reportsBefore({ moment, reportDates }: BookAt): readonly When[] {
  return moment === ask.NOW ? reportDates : reportDates.slice(0, reportDates.indexOf(moment));
}

/** @throws Error for a record that the book does not have: whoever asks for it knows of it. */
export function found<Record>(record: Record | undefined, id: string): Record {
  if (record === undefined) throw new Error(`There is no ${id} in the book.`);
  return record;
}
