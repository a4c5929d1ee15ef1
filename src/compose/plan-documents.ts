import type { Snapshot, SuiteReading } from '../derive/snapshot.ts';
import type { Document, DocumentEntry } from '../model/document.ts';
import type { BodySource } from '../model/knowledge-base.ts';
import { type ComposeContext, createContext } from './context.ts';
import { composeDecisions, DECISIONS_ENTRY } from './pages/decisions-page.ts';
import { composeHome, homeEntry } from './pages/home-page.ts';
import {
  composeIssuesIndex,
  composePatternsIndex,
  composeReportsIndex,
  composeSuitesIndex,
  ISSUES_ENTRY,
  PATTERNS_ENTRY,
  REPORTS_ENTRY,
  SUITES_ENTRY,
} from './pages/index-pages.ts';
import { composeIssue, issueEntry } from './pages/issue-page.ts';
import { composePattern, patternEntry } from './pages/pattern-page.ts';
import { composePlan, PLAN_ENTRY } from './pages/plan-page.ts';
import { composeReferences, REFERENCES_ENTRY } from './pages/references-page.ts';
import { composeSuite, suiteEntry } from './pages/suite-page.ts';
import { composeReport, reportEntry } from './report/report.ts';

/**
 * A page of the book before it is composed. Two pages of equal entry, `inputs` and bodies are equal to the byte: that is
 * what lets a cache answer for a page without composing it.
 */
export interface DocumentPlan {
  readonly entry: DocumentEntry;
  /** Plain data: all that the page reads, beside its bodies. Parts that pages share are the same objects, digested once. */
  readonly inputs: readonly unknown[];
  /** Files whose bodies the page shows. */
  readonly bodies: readonly string[];
  compose(bodies: BodySource): Document;
}

/** All pages of a book as of a date, none composed yet, in the order of their sections. */
export function planDocuments(snapshot: Snapshot): DocumentPlan[] {
  const context = createContext(snapshot);
  const reports = [...snapshot.suites.values()].map((reading) => planReport(context, reading));
  // Pages over the whole book read all of it: for them the snapshot itself is the input, digested once.
  const whole = (entry: DocumentEntry, compose: () => Document): DocumentPlan => ({
    entry,
    inputs: [snapshot],
    bodies: [],
    compose,
  });
  return [
    whole(homeEntry(context), () => composeHome(context)),
    whole(ISSUES_ENTRY, () => composeIssuesIndex(context)),
    ...planIssues(context),
    whole(PATTERNS_ENTRY, () => composePatternsIndex(context)),
    ...planPatterns(context),
    whole(SUITES_ENTRY, () => composeSuitesIndex(context)),
    ...[...snapshot.suites.values()].map(
      (reading): DocumentPlan => ({
        entry: suiteEntry(reading),
        inputs: [snapshot],
        bodies: [reading.suite.file],
        compose: (bodies) => composeSuite(context, reading, bodies(reading.suite.file)),
      }),
    ),
    whole(PLAN_ENTRY, () => composePlan(context)),
    whole(DECISIONS_ENTRY, () => composeDecisions(context)),
    whole(REFERENCES_ENTRY, () => composeReferences(context)),
    {
      entry: REPORTS_ENTRY,
      inputs: [reports.map(({ entry }) => entry)],
      bodies: [],
      compose: () => composeReportsIndex(reports.map(({ entry }) => entry)),
    },
    ...reports,
  ];
}

/** The report of one suite. */
export function planReport(context: ComposeContext, reading: SuiteReading): DocumentPlan {
  return {
    entry: reportEntry(context, reading),
    inputs: [context.snapshot],
    bodies: [reading.suite.file, ...reading.issues.map(({ issue }) => issue.file)],
    compose: (bodies) => composeReport(context, reading, bodies),
  };
}

function planIssues(context: ComposeContext): DocumentPlan[] {
  const { snapshot, book, backlinks } = context;
  // An id in prose is a link only where the issue exists as of the date.
  const hidden = [...snapshot.kb.issues.keys()].filter((id) => !snapshot.issues.has(id));
  return [...snapshot.issues.values()].map((reading) => {
    const { issue } = reading;
    // Ages are left out: they change every day, and the page does not show them.
    const { ageDays: _, decisions: __, ...own } = reading;
    const named = new Set(reading.causes.map(({ cause }) => cause.pattern));
    return {
      entry: issueEntry(context, reading),
      inputs: [
        own,
        book,
        hidden,
        snapshot.kb.suites.get(issue.suite)?.title,
        snapshot.kb.suites.get(issue.suite)?.source,
        [...named].map((id) => snapshot.kb.patterns.get(id)?.title),
        issue.references.map((id) => context.references.get(id)?.reference),
        (backlinks.byIssue.get(issue.id) ?? []).map((other) => [other.issue.id, other.issue.title]),
        (backlinks.decisions.get(issue.id) ?? []).map((decision) => decisionInputs(context, decision)),
      ],
      bodies: [issue.file],
      compose: (bodies) => composeIssue(context, reading, bodies(issue.file)),
    };
  });
}

/** What a question shows: itself, and the fixes and issues that its options name. */
function decisionInputs(
  { snapshot }: ComposeContext,
  {
    ageDays: _,
    ...decision
  }: {
    ageDays?: number;
    decision: { options: readonly string[]; covers: readonly string[] };
    home: { id: string };
  },
): unknown {
  const named = [...decision.decision.options, ...decision.decision.covers].map(
    (option) => (option.includes('/') ? option.split('/')[0] : option) ?? '',
  );
  return [
    decision,
    [decision.home.id, ...named].map((id) => {
      const reading = snapshot.issues.get(id);
      return reading && [reading.issue.title, reading.fixes];
    }),
  ];
}

function planPatterns(context: ComposeContext): DocumentPlan[] {
  const { kb, issues } = context.snapshot;
  const hidden = [...kb.issues.keys()].filter((id) => !issues.has(id));
  return [...kb.patterns.values()].map((pattern) => ({
    entry: patternEntry(pattern),
    inputs: [
      pattern,
      context.book,
      hidden,
      pattern.related.map((id) => kb.patterns.get(id)?.title),
      (context.backlinks.byPattern.get(pattern.id) ?? []).map(({ issue, status, updated, leading }) => [
        issue.id,
        issue.title,
        issue.impact,
        issue.tests.length,
        status,
        updated,
        leading?.cause.pattern,
      ]),
    ],
    bodies: [pattern.file],
    compose: (bodies) => composePattern(context, pattern, bodies(pattern.file)),
  }));
}
