import { derive, measureTimeToFix, scopeOf } from '../asof/derive.ts';
import { type Difference, diffSnapshots } from '../asof/diff.ts';
import { type Figure, type Figures, type NamedFigure, nameFigures } from '../asof/figures.ts';
import { type HistoryPoint, readHistory } from '../asof/history.ts';
import { readAsOf } from '../asof/read-as-of.ts';
import { readRuns } from '../asof/read-runs.ts';
import { makeAsOf } from '../asof/reading/as-of-view.ts';
import type {
  AsOf,
  DecisionReading,
  IssueReading,
  Knowledge,
  MeasuredSuite,
  Snapshot,
  SuiteReading,
} from '../asof/snapshot.ts';
import { isClaimed } from '../confirm/claim-history.ts';
import { readClaimRecord } from '../confirm/claim-record.ts';
import { type FixConfidence, measureFixes } from '../confirm/measure-fixes.ts';
import { createCalendar, type When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { qualifiedId } from '../core/ids.ts';
import { headlineOf } from '../match/headline.ts';
import { createLook } from '../match/match.ts';
import { failuresBy, seenInMonth } from '../match/signatures/seen-failures.ts';
import { type Symptom, symptomsOf } from '../match/symptom.ts';
import type { Body } from '../records/body/section.ts';
import type { Book } from '../records/book/book.ts';
import type { CodeCheck, Evidence } from '../records/evidence/evidence.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { Pattern } from '../records/pattern/pattern.ts';
import type { Reference, ReferenceGroup } from '../records/reference/reference.ts';
import type { RunHistory } from '../records/runs/run-history.ts';
import type { Suite } from '../records/suite/suite.ts';
import { namedTestsOf } from '../runs/names/named-tests.ts';
import { hasColour, readRun } from '../runs/verdict/run-kinds.ts';
import type { ClaimRecord } from '../runs/verdict/statistics.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { digested, kept, type Question, source, transparent } from '../store/question.ts';
import { type Backlinks, collectBacklinks, type FirstDiagnosis } from './backlinks.ts';
import { type Facet, type FacetValues, facetValue, facetValues } from './issue-facets.ts';
import { byPressure, facetedOf, type IssueRow, makeRow } from './issue-rows.ts';
import { isLong, LIST_SIZES } from './lists.ts';
import { failureBook } from './matches/failure-book.ts';
import { matchRuns, type RunMatch } from './matches/run-matches.ts';
import {
  type ClaimedFix,
  type IssueRuns,
  readIssueRuns,
  type SuiteSummary,
  summarise,
} from './runs/issue-runs.ts';

/** Where a book begins: its settings, all records but the runs, the runs of a suite, the body of a file, the date of a moment. */
export const SETTINGS = source<Book>('settings');
export const RECORDS = source<Omit<KnowledgeBase, 'book'>>('records');
export const RUNS = source<RunHistory | undefined>('runs');
export const BODY = source<Body>('body');
export const AS_OF = source<When>('as-of');
/** Whose knowledge is used at a moment. */
export const KNOWN = source<Knowledge>('known');

/** When a book is read: `now`, which is the date of reading, or a date of its past. */
export type Moment = string;
export const NOW: Moment = 'now';

/** An issue as pages read it: without its age, which changes from day to day. Whoever shows an age reads the figures. */
export type IssueAt = Omit<IssueReading, 'ageDays' | 'decisions'>;

/** A suite without its issues, which are read one by one. */
export type SuiteAlone = Omit<SuiteReading, 'issues'>;

export type SuiteAt = SuiteAlone & { readonly issues: readonly IssueAt[] };

/** A decision as pages of issues read it, without its age. */
export type DecisionAt = Omit<DecisionReading, 'ageDays'>;

/** Verified statements about an issue, and about the references that it names. */
export interface IssueEvidence {
  readonly commit: string;
  readonly date: string;
  readonly claims: readonly CodeCheck[];
}

/** What a page needs of a suite that it names. */
export type SuiteHead = Pick<Suite, 'id' | 'title' | 'source' | 'project'>;

export const momentOf = (key: string): Moment => key.slice(0, key.indexOf(' '));
export const idOf = (key: string): string => key.slice(key.indexOf(' ') + 1);

/** The book at a moment. A few are in use at a time, and each fills memory. */
export const snapshot = transparent<Snapshot>(
  'snapshot',
  (read, at) => {
    const book = { ...read(RECORDS, ''), book: read(SETTINGS, '') };
    const measured = new Map(read(measuredSuites, at));
    return readAsOf(book, read(AS_OF, at), read(KNOWN, at).knownAt, (suite) => measured.get(suite));
  },
  3,
);

/** A question about the book at a moment; its key is the moment and an id. */
function about<Answer>(name: string, select: (book: Snapshot, id: string) => Answer): Question<Answer> {
  return kept(name, (read, key) => select(read(snapshot, momentOf(key)), idOf(key)));
}

export const asOf = kept<AsOf>('moment', (read, at) => makeAsOf(read(SETTINGS, ''), read(AS_OF, at)));
export const known = kept<Knowledge>('known-at', (read, at) => read(KNOWN, at));
export const reportDates = kept<readonly When[]>('report-dates', (read) => {
  const book = read(SETTINGS, '');
  const dates = [...new Set(book.reports)].map((date) => makeAsOf(book, date));
  return dates
    .filter(({ instantMs }) => instantMs < read(asOf, NOW).instantMs)
    .sort((a, b) => a.instantMs - b.instantMs)
    .map(({ text }) => text);
});

export const issue = about<IssueAt | undefined>('issue', ({ issues }, id) => issueAt(issues.get(id)));
export const suiteOfIssue = kept<string | undefined>(
  'suite-of-issue',
  (read, id) => read(RECORDS, '').issues.get(id)?.suite,
);
export const hasIssue = about<boolean>('has-issue', ({ issues }, id) => issues.has(id));
/** Of all issues, or of those of a suite. */
export const issueIds = about<readonly string[]>('issue-ids', ({ issues, suites }, suite) =>
  suite === '' ? [...issues.keys()] : (suites.get(suite)?.issues ?? []).map((reading) => reading.issue.id),
);
/** Those whose pages may have long lists. */
export const longIssues = about<readonly string[]>('long-issues', ({ issues }) =>
  [...issues.values()].flatMap(({ issue: own }) => (isLong(own) ? own.id : [])),
);
export const suiteIds = about<readonly string[]>('suite-ids', ({ suites }) => [...suites.keys()]);

/** Those of which nothing is known yet at any moment are among them. */
export const recordedSuites = kept<readonly string[]>('recorded-suites', (read) =>
  [...read(RECORDS, '').suites.keys()].sort(compareText),
);

/** One of which nothing is known yet has its name alone. */
export const suite = about<SuiteAlone | undefined>('suite', ({ suites, kb }, id) => {
  const reading = suites.get(id);
  if (reading) return withoutIssues(reading);
  const record = kb.suites.get(id);
  const nothing = { size: [], runs: [], tasks: [], decisions: [], references: [] };
  return record && { suite: { ...record, ...nothing }, decisions: [] };
});
export const suiteHead = kept<SuiteHead | undefined>('suite-head', (read, id) => {
  const record = read(RECORDS, '').suites.get(id);
  return record && { id, title: record.title, source: record.source, project: record.project };
});

export const pattern = kept<Pattern | undefined>('pattern', (read, id) => read(RECORDS, '').patterns.get(id));
export const patternTitle = kept<string | undefined>('pattern-title', (read, id) => read(pattern, id)?.title);
export const patternIds = kept<readonly string[]>('pattern-ids', (read) => [
  ...read(RECORDS, '').patterns.keys(),
]);

export const references = about<readonly ReferenceGroup[]>('references', ({ references: groups }) => [
  ...groups.values(),
]);
export const reference = kept<Reference | undefined>('reference', (read, key) =>
  read(references, `${momentOf(key)} `)
    .flatMap(({ items }) => items)
    .findLast((item) => item.id === idOf(key)),
);
/** The first suite that names a group of references. */
export const suiteOfReferences = kept<string | undefined>(
  'suite-of-references',
  (read, group) =>
    [...read(RECORDS, '').suites.values()].find(({ references }) => references.includes(group))?.id,
);

export const decisions = about<readonly DecisionReading[]>('decisions', (book) => book.decisions);
/**
 * Open questions of a suite, or of the whole book, in the order in which they were asked. Those of one day stand as in the
 * records: the issues' first, then the suite's.
 */
export const openDecisions = about<readonly DecisionAt[]>('open-decisions', (book, id) => {
  const { instantMs } = createCalendar(book.kb.book.timeZone);
  const asked = ({ decision }: DecisionReading) =>
    decision.asked === undefined ? Number.POSITIVE_INFINITY : instantMs(decision.asked);
  const open = scopeOf(book, id === '' ? undefined : id).decisions.filter(({ state }) => state === 'open');
  const ofIssue = ({ home }: DecisionReading) => Number(home.kind === 'issue');
  return open
    .sort((a, b) => (asked(a) === asked(b) ? ofIssue(b) - ofIssue(a) : asked(a) - asked(b)))
    .map(({ ageDays: _, ...one }) => one);
});
export const evidence = about<Evidence | undefined>('evidence', (book, id) => book.evidence.get(id));

/** Verified statements by issue, and by `reference:id`. */
export const statements = transparent<ReadonlyMap<string, readonly CodeCheck[]>>('statements', (read, key) =>
  Map.groupBy(read(evidence, key)?.claims ?? [], ({ kind, record, of = '' }) =>
    kind === 'reference' ? qualifiedId('reference', of) : record,
  ),
);
/** The commit at which a check of a suite did not find a reference; its key is a moment, the suite and the reference. */
export const missingAt = kept<string | undefined>('reference-missing', (read, key) => {
  const [at = '', id = '', reference = ''] = key.split(' ');
  const checks = read(statements, `${at} ${id}`).get(qualifiedId('reference', reference)) ?? [];
  return checks.some(({ outcome }) => outcome === 'not-found')
    ? read(evidence, `${at} ${id}`)?.commit
    : undefined;
});
/**
 * What other records say about an issue: who names it, the decisions that its page shows, its own first, and what a check of
 * the code said. Few pages ask for one part alone, and every answer is a row to keep.
 */
export const around = kept('around-issue', (read, key) => {
  const reading = read(snapshot, momentOf(key)).issues.get(idOf(key));
  const known = reading && read(evidence, `${momentOf(key)} ${reading.issue.suite}`);
  return {
    namedBy: read(backlinks, momentOf(key)).namedBy.get(idOf(key)) ?? [],
    decisions: (reading?.decisions ?? []).map(({ ageDays: _, ...one }) => one),
    evidence:
      known && evidenceOf(reading.issue, known, read(statements, `${momentOf(key)} ${reading.issue.suite}`)),
  };
});

export const figures: Question<Figures> = {
  ...about<Figures>('figures', (book, id) => derive(book, id === '' ? undefined : id)),
  format: {
    text: (answer) =>
      JSON.stringify(answer, (_, value) => (value instanceof Map ? { map: [...value] } : value)),
    parse: (text) => JSON.parse(text, (_, value) => (Array.isArray(value?.map) ? new Map(value.map) : value)),
  },
};
export const namedFigures = transparent<ReadonlyMap<string, NamedFigure>>('named-figures', (read, key) =>
  nameFigures(read(figures, key)),
);
/** A figure that prose names; its key is a moment, a suite or nothing, and the name. */
export const figure = kept<NamedFigure | undefined>('figure', (read, key) => {
  const [at = '', id = '', name = ''] = key.split(' ');
  return read(namedFigures, `${at} ${id}`).get(name);
});
/** How far the issues of a suite, or all of them, had come over time. */
export const history = kept<readonly HistoryPoint[]>('history', (read, key) => {
  const issues = [...read(RECORDS, '').issues.values()];
  const own = idOf(key) === '' ? issues : issues.filter(({ suite }) => suite === idOf(key));
  const { knownAt } = read(KNOWN, momentOf(key));
  return readHistory(own, read(SETTINGS, ''), read(asOf, momentOf(key)), knownAt);
});
/** Its key is two moments, and a suite or nothing. */
export const difference = kept<Difference>('difference', (read, key) => {
  const [earlier = '', later = '', id = ''] = key.split(' ');
  return diffSnapshots(read(snapshot, earlier), read(snapshot, later), id === '' ? undefined : id);
});

/** Links against their direction; they need a look at every issue, and one look serves all. */
const backlinks = transparent<Backlinks>('backlinks', (read, at) => collectBacklinks(read(snapshot, at)), 3);
export const citedIn = kept<readonly string[]>(
  'cited-in',
  (read, key) => read(backlinks, momentOf(key)).byReference.get(idOf(key)) ?? [],
);
export const firstDiagnoses = kept<readonly FirstDiagnosis[]>(
  'first-diagnoses',
  (read, key) => read(backlinks, momentOf(key)).firstDiagnoses.get(idOf(key)) ?? [],
);

/** Issues as lists show them: all, those of a suite, and those that have a standing cause of a pattern. */
export const rows = kept<readonly IssueRow[]>('issue-rows', (read, at) => {
  const all = [...read(snapshot, at).issues.values()];
  const keys = [...new Set(all.map((reading) => `${at} ${reading.issue.suite}`))];
  const rates = new Map(keys.flatMap((key) => read(suiteRates, key)));
  const contradicted = contradictedOf(keys.flatMap((key) => read(suiteFixes, key)));
  return all
    .map((reading) => makeRow(reading, contradicted.has(reading.issue.id), rates))
    .sort(byPressure(read(SETTINGS, '').impacts));
});
export const suiteRows = kept<readonly IssueRow[]>('suite-rows', (read, key) =>
  read(rows, momentOf(key)).filter(({ suite }) => suite === idOf(key)),
);
/** Ids of the issues that have a standing cause of a pattern: what else changes in them is no matter. */
export const sameCause = kept<readonly string[]>(
  'same-cause',
  (read, key) => read(backlinks, momentOf(key)).byPattern.get(idOf(key)) ?? [],
);
/** How long the issues of a pattern, or all of them, took to fix; null where none is resolved. */
export const timeToFix = kept<Figure | null>('time-to-fix', (read, key) => {
  const { issues } = read(snapshot, momentOf(key));
  const ids = read(backlinks, momentOf(key)).byPattern.get(idOf(key)) ?? [];
  const own = idOf(key) === '' ? [...issues.values()] : ids.flatMap((id) => issues.get(id) ?? []);
  return measureTimeToFix(own) ?? null;
});
export const patternRows = kept<readonly IssueRow[]>('pattern-rows', (read, key) => {
  const ids = new Set(read(backlinks, momentOf(key)).byPattern.get(idOf(key)));
  return read(rows, momentOf(key)).filter(({ id }) => ids.has(id));
});

/** What issues are filtered by: all values, and the issues of one; its key is a moment, the facet and the value. */
export const issueFacets = about<FacetValues>('issue-facets', ({ issues, kb }) =>
  facetValues([...issues.values()].map(facetedOf), kb.book),
);
export const facetRows = digested<readonly IssueRow[]>('facet-rows', (read, key) => {
  const [facet, value] = [momentOf(idOf(key)) as Facet, idOf(idOf(key))];
  return read(rows, momentOf(key)).filter((row) => facetValue(facet, row) === value);
});

/** What failures of an issue look like: most edits of a body leave it as it is. */
export const symptoms = kept<readonly Symptom[]>('symptoms', (read, file) => symptomsOf(read(BODY, file)));
/** What people search an issue by, beside its title: its tests with their places, and what their failures say. */
export const issueLines = kept<readonly string[]>('issue-lines', (read, key) => {
  const own = read(issue, key)?.issue;
  if (!own) return [];
  const tests = own.tests.flatMap(({ name, label, at }) => [label ?? [], name ?? [], at ?? []].flat());
  const failures = read(symptoms, own.file).map(({ text }) => headlineOf(text));
  return [...new Set([...tests, ...failures])].filter((line) => line !== '');
});
/** Those of all issues, in the order of `rows`: nearly every edit leaves them as they are. */
export const allLines = kept<readonly (readonly string[])[]>('all-lines', (read, at) =>
  read(rows, at).map(({ id }) => read(issueLines, `${at} ${id}`)),
);

/** The runs of a suite that began by a moment, with the tests of each of their rosters: later ones change nothing that is said of it. */
export const runsUntil = digested('runs-until', (read, key) => {
  const { instantMs: until } = read(asOf, momentOf(key));
  const { instantMs } = createCalendar(read(SETTINGS, '').timeZone);
  const history = read(RUNS, idOf(key));
  const runs = (history?.runs ?? []).filter(({ at }) => instantMs(at) <= until);
  const ids = [
    ...new Set(runs.flatMap(({ roster, skips }) => (skips === undefined ? [roster] : [roster, skips]))),
  ].sort();
  return { runs, rosters: ids.map((id) => [id, history?.rosters.get(id) ?? []] as const) };
});
/** What a suite's runs say of it; null for a suite without a run. */
export const measuredSuite = kept<MeasuredSuite | null>('measured-suite', (read, key) => {
  const branch = read(suiteHead, idOf(key))?.source?.branch;
  const { instantMs, day } = createCalendar(read(SETTINGS, '').timeZone);
  const { runs } = read(runsUntil, key);
  if (runs.length === 0) return null;
  const whole = runs.filter((run) => hasColour(readRun(run, branch, new Set())));
  const newest = whole.toSorted((a, b) => instantMs(b.at) - instantMs(a.at))[0];
  return newest ? { size: { date: day(newest.at), tests: newest.tests, run: newest.run } } : {};
});
/** Read before what asks for each issue: most suites of a large book have no runs. */
export const hasRuns = kept<boolean>('has-runs', (read, key) => read(measuredSuite, key) !== null);
/** All that the book reads of its runs, in one answer: every part of the book rests on it. */
export const measuredSuites = kept<readonly (readonly [suite: string, MeasuredSuite])[]>(
  'measured-suites',
  (read, at) =>
    read(recordedSuites, '').flatMap((suite) => {
      const measured = read(measuredSuite, `${at} ${suite}`);
      return measured ? [[suite, measured] as const] : [];
    }),
);
export const namedTests = about<ReturnType<typeof namedTestsOf>>('named-tests', ({ suites }, id) =>
  namedTestsOf((suites.get(id)?.issues ?? []).map((reading) => reading.issue)),
);
export const suiteRuns = transparent<SuiteRuns | undefined>('suite-runs', (read, key) => {
  const { runs, rosters } = read(runsUntil, key);
  return readRuns({
    suite: idOf(key),
    branch: read(suiteHead, idOf(key))?.source?.branch,
    history: { runs, rosters: new Map(rosters) },
    tests: read(namedTests, key),
    timeZone: read(SETTINGS, '').timeZone,
  });
});
/** Pages that somebody edits ask for this and for `issueRuns`: reading a thousand runs again takes long. */
export const suiteSummary = kept<SuiteSummary | undefined>('suite-summary', (read, key) => {
  const runs = read(suiteRuns, key);
  return runs && summarise(runs);
});
/** The claimed fixes of an issue, as the runs of its suite stand to them. */
export const issueFixes = kept<readonly FixConfidence[]>('issue-fixes', (read, key) => {
  const reading = read(issue, key);
  if (!reading || !isClaimed(reading)) return [];
  const runs = read(suiteRuns, `${momentOf(key)} ${reading.issue.suite}`);
  if (!runs) return [];
  const look = createLook({ issue: reading.issue, symptoms: read(symptoms, reading.issue.file) });
  return measureFixes(reading, runs, look, read(SETTINGS, '').timeZone);
});
export const issueRuns = kept<IssueRuns | undefined>('issue-runs', (read, key) => {
  const reading = read(issue, key);
  const runs = reading && read(suiteRuns, `${momentOf(key)} ${reading.issue.suite}`);
  return runs && readIssueRuns(reading, runs, read(issueFixes, key));
});
/** Those of a suite's issues; none where it has no runs. */
export const suiteFixes = kept<readonly ClaimedFix[]>('suite-fixes', (read, key) => {
  if (read(runsUntil, key).runs.length === 0) return [];
  return read(issueIds, key).flatMap((id) =>
    read(issueFixes, `${momentOf(key)} ${id}`).map((fix) => ({ issue: id, fix })),
  );
});
/** The rates of tests that a suite's issues name, by test id, as far as its runs show them. */
export const suiteRates = kept<readonly (readonly [test: string, rate: number])[]>(
  'suite-rates',
  (read, key) => {
    const runs = read(suiteRuns, key);
    return read(namedTests, key).flatMap(({ testId }) => {
      const rate = runs?.tests.get(runs.keyOf(testId) ?? '')?.rate?.value;
      return rate === undefined ? [] : [[testId, rate] as const];
    });
  },
);
/** The failures of the newest runs of a suite against its issues. In one answer, of which each page of a run reads its own part. */
export const runMatches = kept<ReturnType<typeof matchRuns>>('run-matches', (read, key) => {
  const [at, measured] = [momentOf(key), read(suiteRuns, key)];
  if (!measured) return [];
  const runs = measured.runs.map(({ run }) => run);
  const book = failureBook(
    {
      asOf: read(asOf, at),
      recordedSuites: read(recordedSuites, ''),
      settings: read(SETTINGS, ''),
      symptoms: (file) => read(symptoms, file),
    },
    failuresBy(seenInMonth(runs).failures, () => true),
    read(issueIds, key).flatMap((id) => read(issue, `${at} ${id}`) ?? []),
  );
  return matchRuns(measured, book, LIST_SIZES.rows.most);
});
/** Those of one run, by the suite and its id. */
export const runMatch = kept<readonly RunMatch[]>('run-match', (read, key) => {
  const [suite, run] = [momentOf(idOf(key)), idOf(idOf(key))];
  const all = read(runMatches, `${momentOf(key)} ${suite}`);
  return all.findLast(([id]) => id === run)?.[1] ?? [];
});
export const isContradicted = kept<boolean>('is-contradicted', (read, key) => {
  const own = read(suiteOfIssue, idOf(key));
  const fixes = own === undefined ? [] : read(suiteFixes, `${momentOf(key)} ${own}`);
  return contradictedOf(fixes).has(idOf(key));
});

export const claimRecord = kept<ClaimRecord>('claim-record', (read, at) =>
  readClaimRecord(read(snapshot, at).issues.values(), (id) => read(isContradicted, `${at} ${id}`)),
);

function contradictedOf(fixes: readonly ClaimedFix[]): ReadonlySet<string> {
  return new Set(fixes.flatMap(({ issue: id, fix }) => (fix.standing === 'contradicted' ? [id] : [])));
}

function evidenceOf(
  own: Issue,
  { commit, date }: Evidence,
  byRecord: ReadonlyMap<string, readonly CodeCheck[]>,
): IssueEvidence | undefined {
  const cited = own.references.flatMap((id) => byRecord.get(qualifiedId('reference', id)) ?? []);
  const claims = [...(byRecord.get(own.id) ?? []), ...cited];
  return claims.length === 0 ? undefined : { commit, date, claims };
}

function withoutIssues({ issues: _, ...reading }: SuiteReading): SuiteAlone {
  return reading;
}

function issueAt(reading: IssueReading | undefined): IssueAt | undefined {
  if (!reading) return undefined;
  const { ageDays: _, decisions: __, ...rest } = reading;
  return rest;
}
