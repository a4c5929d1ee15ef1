import type { PhrasingContent, RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import { groupOf, type StatusGroup } from '../../core/status.ts';
import { fixHome, prose } from '../blocks/prose.ts';
import { code, heading, type Inlines, list, paragraph, recordLink, strong, text } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import type { IssueAt } from '../questions.ts';
import { idWithTests } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { contradictionMark } from '../runs/standing-marks.ts';
import {
  enumerate,
  formatDate,
  formatEffort,
  formatFigure,
  GROUP_MARKS,
  KIND_LABELS,
  plural,
  statusLabel,
  statusOrder,
} from '../words/format.ts';
import type { ReportView } from './report.ts';

/** Header, executive summary, current status. */
export function composeSummary(view: ReportView, title: string): RootContent[] {
  return [
    heading(1, title),
    list(headerFacts(view)),
    heading(2, 'Executive summary'),
    ...summaryGroups(view),
    heading(3, 'Current status'),
    list(statusLines(view)),
  ];
}

function headerFacts(view: ReportView): Inlines[] {
  const { context, reading, figures } = view;
  const { suite, size } = reading;
  const { asOf } = context;
  return [
    [strong('Date'), text(`: ${formatDate(asOf.text)}`)],
    [
      strong('Scope'),
      text(
        `: all ${plural(figures.issues.value, 'flaky issue')} of ${suite.title}, with ${plural(figures.testsAffected.value, 'test')}`,
      ),
    ],
    [strong('Status'), text(`: ${statusCounts(view)}`)],
    [
      strong('Test suite size'),
      text(
        size === undefined ? ': unknown' : `: ${size.tests} tests (counted on ${formatLongDate(size.date)})`,
      ),
    ],
    ...(suite.source?.branch === undefined
      ? []
      : [[strong('Branch'), text(': '), code(suite.source.branch)]]),
    [strong('Records'), text(`: ${view.seal.records.size}, digest `), code(view.seal.digest.slice(0, 16))],
    [
      strong('Source'),
      text(': the records of this knowledge base as of the date; every figure is derived from them'),
    ],
  ];
}

/** `2 fixed ✅, 3 triaged ⏳`. */
export function statusCounts({ context, figures }: ReportView): string {
  const counts = statusOrder([...figures.byStatus.keys()]).map((status) => {
    const { value } = figures.byStatus.get(status) ?? { value: 0 };
    return `${value} ${statusLabel(status, context.book).toLowerCase()} ${GROUP_MARKS[groupOf(status)]}`;
  });
  return counts.length === 0 ? 'no issue is recorded' : counts.join(', ');
}

const GROUP_TITLES: readonly (readonly [StatusGroup, string])[] = [
  ['resolved', 'Resolved issues'],
  ['unresolved', 'Unresolved issues'],
  ['closed', 'Closed issues'],
];

function summaryGroups({ context, issues }: ReportView): RootContent[] {
  if (issues.length === 0) return [paragraph('No issue of this suite is recorded as of the date.')];
  let start = 1;
  return GROUP_TITLES.flatMap(([group, title]) => {
    const members = issues.filter((reading) => reading.group === group);
    if (members.length === 0) return [];
    const items = list(
      members.map((reading) => [
        ...summaryLine(context, reading),
        ...contradictionMark(context.isContradicted(reading.issue.id)),
      ]),
      { ordered: true, start },
    );
    start += members.length;
    return [heading(3, title), items];
  });
}

function summaryLine(context: BookAt, reading: IssueAt): PhrasingContent[] {
  const { issue, leading, status } = reading;
  const home = { file: issue.file, issue: issue.id };
  const cause =
    leading === undefined
      ? []
      : [
          text(` (${context.patternTitle(leading.cause.pattern)}`),
          ...(leading.claim === undefined ? [] : [text(': '), ...prose(context, leading.claim, home)]),
          text(')'),
        ];
  return [
    text(`${GROUP_MARKS[groupOf(status)]} `),
    strong(recordLink(issueRoute(issue.id), idWithTests(reading))),
    text(': '),
    ...prose(context, issue.title, home),
    ...cause,
    text(`, ${statusLabel(status, context.book).toLowerCase()} since ${formatLongDate(reading.since)}`),
  ];
}

function statusLines(view: ReportView): Inlines[] {
  const { figures, issues, context } = view;
  const lines: Inlines[] = [];
  if (figures.stable) {
    lines.push([
      strong('Stable tests'),
      text(
        `: ${formatFigure(figures.stable)}: the size of the suite minus ${plural(figures.testsUnresolved.value, 'unresolved test')}`,
      ),
    ]);
  }
  lines.push([
    strong('Tests affected'),
    text(
      `: ${figures.testsAffected.value}, of which ${figures.testsUnresolved.value} unresolved, ${figures.testsResolved.value} resolved${figures.testsClosed.value === 0 ? '' : `, ${figures.testsClosed.value} closed`}`,
    ),
  ]);
  for (const [fix, group] of nextSteps(issues)) {
    const tests = group.flatMap(({ tests }) =>
      tests.filter((test) => test.group === 'unresolved').map(({ id }) => id),
    );
    const terms = [
      fix.effort === undefined ? 'effort not estimated' : formatEffort(fix.effort),
      ...(fix.kind === 'fix' ? [] : [KIND_LABELS[fix.kind]]),
    ];
    lines.push([
      strong('Remaining'),
      text(`: ${plural(tests.length, 'test')} (${enumerate(tests)}); next: `),
      ...prose(context, fix.title, fixHome(fix)),
      text(` (${terms.join(', ')})`),
    ]);
  }
  const idle = issues.filter(
    ({ group, fixes }) => group === 'unresolved' && !fixes.some(({ state }) => state === 'planned'),
  );
  if (idle.length > 0) lines.push([strong('Nothing planned'), text(`: ${enumerate(idle.map(idWithTests))}`)]);
  lines.push([strong('Claims'), text(`: ${claimWords(view)}`)]);
  return lines;
}

/** The first planned fix of each unresolved issue, with the issues that share it. */
function nextSteps(issues: readonly IssueAt[]): [IssueAt['fixes'][number], IssueAt[]][] {
  const steps = new Map<string, [IssueAt['fixes'][number], IssueAt[]]>();
  for (const reading of issues) {
    const next = reading.fixes.find(({ state }) => state === 'planned');
    if (reading.group !== 'unresolved' || !next) continue;
    const known = steps.get(next.key);
    if (known) known[1].push(reading);
    else steps.set(next.key, [next, [reading]]);
  }
  return [...steps.values()];
}

/** "Fixed" is what somebody says; "verified" is what runs support. */
function claimWords({ context, figures, issues }: ReportView): string {
  const claimed = figures.byStatus.get('fixed')?.value ?? 0;
  const verified = figures.byStatus.get('verified')?.value ?? 0;
  if (claimed + verified === 0) return 'no issue is said to be fixed';
  const contradicted = issues.filter((reading) => context.isContradicted(reading.issue.id)).length;
  return `${claimed} of ${plural(claimed + verified, 'resolved issue')} ${claimed === 1 ? 'is' : 'are'} fixed by claim, ${verified} verified by runs${contradicted === 0 ? '' : `; runs contradict ${contradicted} of them`}`;
}
