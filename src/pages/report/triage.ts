import type { ListItem, RootContent } from 'mdast';
import { isStanding } from '../../asof/reading/causes.ts';
import { type CauseReading, isAhead } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import { type SectionKind, sectionsOf } from '../../records/body/section.ts';
import {
  diagnosisBlocks,
  fixSnippets,
  type IssueView,
  resultOf,
  sectionBlocks,
  testLines,
  viewIssue,
} from '../blocks/issue.ts';
import { inlineReference, mechanism, patternLink } from '../blocks/links.ts';
import { issueHome, prose, proseBlocks } from '../blocks/prose.ts';
import {
  bullets,
  fact,
  heading,
  type Inlines,
  joined,
  list,
  listItem,
  paragraph,
  recordLink,
  strong,
  table,
} from '../blocks/tree.ts';
import { trialItems } from '../blocks/trials.ts';
import type { BookAt } from '../book-at.ts';
import { idWithTests } from '../issue-rows.ts';
import { LIST_SIZES } from '../lists.ts';
import type { IssueAt } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { observedBlocks } from '../runs/observed.ts';
import { groupMark, termLabel } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { causeLine, claimOf, fixLine, nextLine, statusFacet } from './issues.ts';
import { beginning } from './screen.ts';
import { issuesOf, oldIssues, type ReportView } from './view.ts';

const words = all.report.triage;
const labels = all.issue;
const causes = all.report.causes;

/**
 * Every issue that was not settled before the last report: tests, symptom, causes, evidence, fixes with their snippets,
 * verification. The list of issues has told its title, state and next step. On the site, where each issue has a page of
 * every date, a report of many leads there.
 */
export function composeTriage(view: ReportView): RootContent[] {
  const old = oldIssues(view);
  const issues = issuesOf(view).filter(({ issue }) => !old.has(issue.id));
  if (issues.length === 0) return [];
  const isOnPages = view.isOnSite && issues.length > LIST_SIZES.ofReport.sections.most;
  return [
    heading(2, words.heading),
    ...(isOnPages
      ? [
          paragraph(words.onPages(view.book.asOf.text)),
          list(issues.map((reading) => pageItem(view.book, reading))),
        ]
      : issues.flatMap((reading) => issueBlocks(view, reading))),
  ];
}

/** The way to the page that an issue has on the site as of the date. */
function pageItem(book: BookAt, reading: IssueAt): ListItem {
  const { issue, status } = reading;
  const title = prose(book, issue.title, issueHome(issue));
  const name = strong(recordLink(book.routeOf(issueRoute(issue.id)), idWithTests(reading)));
  return {
    ...listItem([paragraph(groupMark(groupOf(status)), ' ', name, ': ', title)]),
    data: { facets: statusFacet(book, reading) },
  };
}

function issueBlocks(report: ReportView, reading: IssueAt): RootContent[] {
  const { book } = report;
  const { suite } = report.reading;
  const { issue, status } = reading;
  const view = viewIssue(book, reading);
  const { body, home } = view;
  const part = (title: string, kind: SectionKind) =>
    titled(title, sectionBlocks(view, sectionsOf(body, kind)));
  const short = (block: RootContent) => beginning(block, LIST_SIZES.rows.head, issueRoute(issue.id));
  const references = issue.references.map((entry) => inlineReference(book, entry, suite));
  return [
    {
      ...heading(3, groupMark(groupOf(status)), ` ${idWithTests(reading)}: `, prose(book, issue.title, home)),
      data: { facets: statusFacet(book, reading) },
    },
    ...proseBlocks(book, body.preamble, home),
    ...bullets(testLines(view)),
    ...part(labels.symptom, 'symptom'),
    ...diagnosisBlocks(view),
    ...causeLines(view).map((line) => paragraph(line)),
    ...sectionBlocks(view, sectionsOf(body, 'root-cause')),
    ...part(labels.evidence, 'evidence'),
    ...fixParts(report, view),
    ...titled(labels.trials.heading, bullets(trialItems(view)).flatMap(short)),
    ...part(labels.verification, 'verification'),
    ...part(labels.run, 'run'),
    ...titled(all.observed.title, observedBlocks(view).flatMap(short)),
    ...part(labels.notes, 'notes'),
    ...sectionsOf(body, 'other').flatMap((section) =>
      titled(section.heading, sectionBlocks(view, [section])),
    ),
    ...fact(words.documentation, joined(references, '; ')).map((one) => paragraph(one)),
  ];
}

function titled(title: string, blocks: readonly RootContent[]): RootContent[] {
  return blocks.length === 0 ? [] : [paragraph(strong(title)), ...blocks];
}

function leadingFirst({ causes, leading }: IssueAt): CauseReading[] {
  const leads = ({ cause }: CauseReading) => Number(cause.id === leading?.cause.id);
  return causes.toSorted((a, b) => leads(b) - leads(a));
}

function causeLines(view: IssueView): Inlines[] {
  const { book, home, reading } = view;
  return [
    ...(reading.leading === undefined ? [causeLine(view, undefined)] : []),
    ...leadingFirst(reading).flatMap((one) => [
      causeLine(view, one),
      ...fact(words.because, prose(book, one.because ?? '', home)),
    ]),
  ];
}

/** Each fix with what the file says of it, and what to do where none is planned. */
function fixParts(report: ReportView, view: IssueView): RootContent[] {
  const { book, home, reading } = view;
  const isIdle = reading.group === 'unresolved' && !reading.fixes.some((fix) => isAhead(fix.state));
  const told = new Set<string>();
  return [
    ...reading.fixes.flatMap((fix) => {
      const { state, does, ownerIssue } = fix;
      const isOwn = ownerIssue === reading.issue.id;
      // What several plans of one other issue are is told there, so that one line names it.
      const isTold = !isOwn && isAhead(state) && told.has(ownerIssue);
      if (!isOwn && isAhead(state)) told.add(ownerIssue);
      const sentences = [isOwn ? does : undefined, state === 'tried' ? resultOf(reading, fix) : undefined];
      return [
        ...(isTold ? [] : [paragraph(fixLine(view, fix))]),
        ...sentences.flatMap((one) => (one === undefined ? [] : [paragraph(prose(book, one, home))])),
        ...fixSnippets(view, fix),
      ];
    }),
    ...(isIdle ? [paragraph(nextLine(report, view))] : []),
  ];
}

/** The root cause table, and what the patterns behind it have in common. */
export function composeCauses(view: ReportView): RootContent[] {
  if (view.rows.length === 0) return [];
  return [
    heading(2, causes.heading),
    causeTable(view),
    heading(3, causes.patterns),
    patternCounts(view),
    ...themes(view),
  ];
}

/** A row for each cause that an issue may have, the leading one first. */
function causeTable(view: ReportView): RootContent {
  const { book } = view;
  const rows = issuesOf(view).flatMap((reading): Inlines[][] => {
    const { issue } = reading;
    const of = viewIssue(book, reading);
    const name = recordLink(issueRoute(issue.id), idWithTests(reading));
    const impact = issue.impact === undefined ? '' : termLabel(book.settings.impacts, issue.impact);
    const standing = leadingFirst(reading).filter(isStanding);
    if (standing.length === 0) return [[name, all.report.unknown, '', impact]];
    return standing.map((cause) => [name, mechanism(book, cause), claimOf(of, cause), impact]);
  });
  return table(causes.columns, rows);
}

/** `Of 5 issues: Shared State 2, Async Timing 1.` */
function patternCounts(view: ReportView): RootContent {
  const counts = [...view.figures.byPattern].map(([id, figure]) => [
    id === '' ? all.report.unknown : patternLink(view.book, id),
    causes.pattern(figure),
  ]);
  return paragraph(causes.ofIssues(view.figures.issues.value), joined(counts), '.');
}

/** Themes and solutions of every pattern that some issue still suspects, in the order of the issues. */
function themes(view: ReportView): RootContent[] {
  const { book } = view;
  const suspected = issuesOf(view).flatMap((reading) => reading.causes.filter(isStanding));
  const ids = new Set(suspected.flatMap(({ pattern }) => pattern ?? []));
  const patterns = [...ids].flatMap((id) => book.pattern(id) ?? []);
  const common = patterns.flatMap(({ file, theme }): Inlines[] =>
    theme === undefined ? [] : [prose(book, theme, { file })],
  );
  const solutions = patterns.flatMap(({ title, file, solution, solutionFor }) =>
    fact(
      [causes.solutionFor, solutionFor === undefined ? title : prose(book, solutionFor, { file })],
      solution && prose(book, solution, { file }),
    ),
  );
  const listed = (title: string, items: readonly Inlines[]) =>
    items.length === 0 ? [] : [paragraph(strong(title)), list(items, { ordered: true })];
  return [...listed(causes.themes, common), ...listed(causes.solutions, solutions)];
}
