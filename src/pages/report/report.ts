import type { RootContent } from 'mdast';
import type { Figures } from '../../asof/figures.ts';
import type { When } from '../../core/calendar.ts';
import type { Suite } from '../../records/suite/suite.ts';
import { plainText } from '../blocks/prose.ts';
import type { BookAt } from '../context.ts';
import type { Document, DocumentEntry } from '../document.ts';
import type { IssueAt, SuiteAt } from '../questions.ts';
import { reportRoute } from '../routes.ts';
import { formatDate } from '../words/format.ts';
import { composeAnalysis } from './analysis.ts';
import { composeClosing } from './closing.ts';
import { composeMeasured } from './measured.ts';
import { composePriority } from './priority.ts';
import { composeRecommendations } from './recommendations.ts';
import { type Seal, sealBlocks, sealReport } from './seal.ts';
import { composeSince } from './since.ts';
import { composeSummary } from './summary.ts';
import { composeTriage } from './triage.ts';
import { composeVerification } from './verification.ts';

/** All that the parts of a report read: one suite as of a date. */
export interface ReportView {
  readonly context: BookAt;
  readonly reading: SuiteAt;
  readonly issues: readonly IssueAt[];
  readonly figures: Figures;
  readonly seal: Seal;
  /** The book at the report before this one. */
  readonly previous?: BookAt;
}

export function reportEntry(suite: Pick<Suite, 'id' | 'title'>, asOf: When): DocumentEntry {
  const title = plainText(suite.title);
  return {
    route: reportRoute(asOf, suite.id),
    kind: 'report',
    title: `${title}: flaky-test triage as of ${formatDate(asOf)}`,
    description: `What is fixed, what is planned and what waits in ${title}, as of ${formatDate(asOf)}.`,
    facets: { Kind: ['Report'], Suite: [title] },
    updated: asOf,
  };
}

/** The dated summary of one suite. Headings carry the issue's id, so that every one is unique. */
export function composeReport(context: BookAt, reading: SuiteAt, previous: BookAt | undefined): Document {
  const { asOf } = context;
  const view: ReportView = {
    context,
    reading,
    issues: reading.issues,
    figures: context.figures(reading.suite.id),
    seal: sealReport(context, reading),
    previous,
  };
  const entry = reportEntry(reading.suite, asOf.text);
  const children: RootContent[] = [
    ...composeSummary(view, entry.title),
    ...composeSince(view),
    ...composeMeasured(view),
    ...composePriority(view),
    ...composeTriage(view),
    ...composeAnalysis(view),
    ...composeVerification(view),
    ...composeRecommendations(view),
    ...composeClosing(view),
    ...sealBlocks(view.seal, asOf.text, reading.suite.id, previous?.asOf.text),
  ];
  return { ...entry, root: { type: 'root', children } };
}
