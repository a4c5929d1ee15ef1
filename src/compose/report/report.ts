import type { RootContent } from 'mdast';
import { derive } from '../../derive/derive.ts';
import type { Figures } from '../../derive/figures.ts';
import type { IssueReading, SuiteReading } from '../../derive/snapshot.ts';
import type { Document, DocumentEntry } from '../../model/document.ts';
import type { BodySource } from '../../model/knowledge-base.ts';
import { formatLongDate } from '../../time/calendar.ts';
import type { ComposeContext } from '../context.ts';
import { plainText } from '../prose.ts';
import { reportRoute } from '../routes.ts';
import { plural } from '../words.ts';
import { composeAnalysis } from './analysis.ts';
import { composeClosing } from './closing.ts';
import { composePriority } from './priority.ts';
import { composeRecommendations } from './recommendations.ts';
import { composeSummary } from './summary.ts';
import { composeTriage } from './triage.ts';
import { composeVerification } from './verification.ts';

/** All that the parts of a report read: one suite as of a date. */
export interface ReportView {
  readonly context: ComposeContext;
  readonly reading: SuiteReading;
  readonly issues: readonly IssueReading[];
  readonly figures: Figures;
  readonly bodies: BodySource;
}

export function reportEntry(context: ComposeContext, reading: SuiteReading): DocumentEntry {
  const { asOf } = context.snapshot;
  const { issues, testsUnresolved } = derive(context.snapshot, reading.suite.id);
  return {
    route: reportRoute(asOf.text.slice(0, 10), reading.suite.id),
    kind: 'report',
    title: `${plainText(reading.suite.title)}: flaky-test triage as of ${formatLongDate(asOf.text)}`,
    description: `${plural(issues.value, 'issue')}, ${plural(testsUnresolved.value, 'unresolved test')}.`,
    facets: { Kind: ['Report'], Suite: [plainText(reading.suite.title)] },
    updated: asOf.text,
  };
}

/** The dated summary of one suite. Headings carry the issue's id, so that every one is unique. */
export function composeReport(context: ComposeContext, reading: SuiteReading, bodies: BodySource): Document {
  const view: ReportView = {
    context,
    reading,
    issues: reading.issues,
    figures: derive(context.snapshot, reading.suite.id),
    bodies,
  };
  const entry = reportEntry(context, reading);
  const children: RootContent[] = [
    ...composeSummary(view, entry.title),
    ...composePriority(view),
    ...composeTriage(view),
    ...composeAnalysis(view),
    ...composeVerification(view),
    ...composeRecommendations(view),
    ...composeClosing(view),
  ];
  return { ...entry, root: { type: 'root', children } };
}
