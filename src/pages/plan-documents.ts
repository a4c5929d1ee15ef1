import { makeAsOf } from '../asof/as-of.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';

import type { BodySource } from '../records/knowledge-base.ts';
import type { Suite } from '../records/suite/suite.ts';
import { archivePlan } from './archive.ts';
import { CHANGES_ENTRY, composeChanges } from './changes-page.ts';
import { type ComposeContext, createContext } from './context.ts';
import { composeDecisions, DECISIONS_ENTRY } from './decisions-page.ts';
import type { Document, DocumentEntry } from './document.ts';
import type { History } from './history.ts';
import { composeHome, homeEntry } from './home-page.ts';
import {
  composeIssuesIndex,
  composePatternsIndex,
  composeReportsIndex,
  composeSuitesIndex,
  ISSUES_ENTRY,
  PATTERNS_ENTRY,
  REPORTS_ENTRY,
  SUITES_ENTRY,
} from './index-pages.ts';
import { composePlan, PLAN_ENTRY } from './plan-page.ts';
import { planIssues, planPatterns } from './plan-records.ts';
import { composeReferences, REFERENCES_ENTRY } from './references-page.ts';
import { composeReport, reportEntry } from './report/report.ts';
import type { Digest } from './report/seal.ts';
import { claimedBodies, runInputs } from './runs/run-inputs.ts';
import { createSuiteInputs, type SuiteInputs } from './suite-inputs.ts';
import { composeSuite, suiteEntry } from './suite-page.ts';

/**
 * A page of the book before it is composed. Two pages of equal entry, `inputs` and bodies are equal to the byte: that is
 * what lets a cache answer for a page without composing it.
 */
export interface DocumentPlan {
  readonly entry: DocumentEntry;
  /**
   * Plain data: all that the page reads, beside its bodies. Parts that pages share are the same objects, digested once;
   * the knowledge base itself stands for all records.
   */
  readonly inputs: readonly unknown[];
  /** Files whose bodies the page shows. */
  readonly bodies: readonly string[];
  compose(bodies: BodySource, digest: Digest): Document;
}

/**
 * All pages of a book as of a date, none composed yet, in the order of their sections.
 * @param hasArchive whether the pages of `planArchive` stand beside them, so that they can be linked.
 */
export function planDocuments(snapshot: Snapshot, history: History, hasArchive = false): DocumentPlan[] {
  const context = createContext(snapshot);
  const { kb, asOf } = snapshot;
  const dates = [asOf.text, ...history.dates.toReversed()];
  const suiteInputs = createSuiteInputs(kb);
  const reports = dates.flatMap((date) =>
    [...kb.suites.values()].map((suite) => planReport(history, kb, suite, date, { suiteInputs })),
  );
  const archived = hasArchive ? history.dates.toReversed() : [];
  return [
    ...planOverview(context, history, suiteInputs),
    ...planIssues(context),
    whole(context, PATTERNS_ENTRY, () => composePatternsIndex(context)),
    ...planPatterns(context),
    whole(context, REFERENCES_ENTRY, () => composeReferences(context)),
    {
      entry: REPORTS_ENTRY,
      inputs: [reports.map(({ entry }) => entry), archived],
      bodies: [],
      compose: () =>
        composeReportsIndex(
          reports.map(({ entry }) => entry),
          archived,
        ),
    },
    ...reports,
    {
      entry: CHANGES_ENTRY,
      inputs: [kb, dates],
      bodies: [],
      compose: (bodies) =>
        composeChanges(
          dates.toReversed().map((date) => history.contextAt(date).snapshot),
          bodies,
        ),
    },
  ];
}

/** Pages over the whole book read all of it: the records themselves, and the date. */
function whole(
  { snapshot: { kb, asOf } }: ComposeContext,
  entry: DocumentEntry,
  compose: (bodies: BodySource) => Document,
): DocumentPlan {
  return { entry, inputs: [kb, asOf.text], bodies: [], compose };
}

/** The pages that show the state of the book, and that a past date has too. */
function planOverview(context: ComposeContext, history: History, suiteInputs: SuiteInputs): DocumentPlan[] {
  const { asOf, suites } = context.snapshot;
  return [
    whole(context, homeEntry(context), (bodies) => composeHome(context, bodies)),
    whole(context, ISSUES_ENTRY, (bodies) => composeIssuesIndex(context, bodies)),
    whole(context, SUITES_ENTRY, () => composeSuitesIndex(context)),
    ...[...suites.values()].map(
      (reading): DocumentPlan => ({
        entry: suiteEntry(reading),
        inputs: [
          ...suiteInputs(reading.suite),
          asOf.text,
          history.dates,
          runInputs(context.snapshot, reading.suite.id),
        ],
        bodies: [reading.suite.file, ...claimedBodies(context.snapshot, reading.issues)],
        compose: (bodies) => composeSuite(context, reading, bodies),
      }),
    ),
    whole(context, PLAN_ENTRY, () => composePlan(context)),
    whole(context, DECISIONS_ENTRY, () => composeDecisions(context)),
  ];
}

export interface ReportPlanOptions {
  /** The report before this one; the newest earlier one of the history unless given. */
  readonly since?: When | undefined;
  /** Shared where several reports are planned. */
  readonly suiteInputs?: SuiteInputs;
}

/**
 * The report of one suite at a date of the history, or at the date of reading. The book is read at that date only when
 * the report is composed.
 */
export function planReport(
  history: History,
  kb: Snapshot['kb'],
  suite: Suite,
  date: When,
  { since = history.before(date), suiteInputs = createSuiteInputs(kb) }: ReportPlanOptions = {},
): DocumentPlan {
  const issues = [...kb.issues.values()].filter((issue) => issue.suite === suite.id);
  return {
    entry: reportEntry(suite, date),
    inputs: [...suiteInputs(suite), date, since, runInputs({ kb, asOf: makeAsOf(kb.book, date) }, suite.id)],
    bodies: [suite.file, ...issues.map(({ file }) => file)],
    compose(bodies, digest) {
      const context = history.contextAt(date);
      const reading = context.snapshot.suites.get(suite.id);
      if (!reading) throw new Error(`No suite ${suite.id} as of ${date}`);
      const previous = since === undefined ? undefined : history.contextAt(since).snapshot;
      return composeReport(context, reading, {
        bodies,
        digest,
        previous,
      });
    },
  };
}

/** Pages of the book at a past date, for the site: their routes begin with `at/<date>/`. */
export function planArchive(history: History, kb: Snapshot['kb']): DocumentPlan[] {
  const suiteInputs = createSuiteInputs(kb);
  return history.dates.flatMap((date) => {
    const context = history.contextAt(date);
    const plans = [...planOverview(context, history, suiteInputs), ...planIssues(context)];
    const routes = new Set(plans.map(({ entry }) => entry.route));
    return plans.map((plan) => archivePlan(plan, date, routes));
  });
}
