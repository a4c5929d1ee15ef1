import type { PhrasingContent, RootContent } from 'mdast';
import type { FixReading } from '../../asof/snapshot.ts';
import { formatLongDate } from '../../core/calendar.ts';
import { type Body, type Section, sectionsOf } from '../../records/body/section.ts';
import type { BookAt } from '../context.ts';
import type { IssueAt } from '../questions.ts';
import { issueRoute, patternRoute } from '../routes.ts';
import {
  capitalise,
  FIX_MARKS,
  FIX_TONES,
  formatEffort,
  KIND_LABELS,
  statusBadge,
  termLabel,
} from '../words/format.ts';
import { besideMark, causeState, markSnippets } from './evidence-marks.ts';
import { type ProseHome, prose, proseBlocks } from './prose.ts';
import { location } from './references.ts';
import { pairSnippets } from './snippets.ts';
import {
  badge,
  code,
  heading,
  type Inlines,
  list,
  paragraph,
  recordLink,
  strong,
  table,
  text,
} from './tree.ts';

/** The parts of an issue, as its own page and the report show them. */
export interface IssueView {
  readonly context: BookAt;
  readonly reading: IssueAt;
  readonly body: Body;
  readonly home: ProseHome;
  /** Depth of the parts' headings, and what makes them unique on a page with several issues. */
  readonly depth: 2 | 4;
  readonly suffix: string;
}

export function partHeading({ depth, suffix }: IssueView, words: string, ...more: Inlines[]): RootContent {
  return heading(depth, suffix === '' ? words : `${words} of ${suffix}`, ...more);
}

/** The blocks of some sections, each under a caption when it is about one test. */
export function sectionBlocks(view: IssueView, sections: readonly Section[]): RootContent[] {
  const { reading, context } = view;
  return sections.flatMap(({ id, content }) => {
    const blocks = shownSnippets(view, proseBlocks(context, content, view.home));
    const test = id === undefined ? undefined : reading.tests.find(({ test: { letter } }) => letter === id);
    return test && reading.tests.length > 1
      ? [paragraph(strong(testName(test.id, test.test.label))), ...blocks]
      : blocks;
  });
}

/** Fences in their pairs, each with what a check against the code said of it. */
function shownSnippets({ context, reading }: IssueView, blocks: readonly RootContent[]): RootContent[] {
  return markSnippets(context, reading.issue, pairSnippets(blocks));
}

function testName(id: string, label: string | undefined): string {
  return label === undefined ? id : `${id}: ${label}`;
}

export function testsTable({ reading, context }: IssueView): RootContent {
  const suite = context.suiteHead(reading.issue.suite);
  const { book } = context;
  const rows = reading.tests.map(({ id, test, status }): Inlines[] => [
    id,
    test.name === undefined
      ? (test.label ?? 'not noted')
      : [
          ...(test.label === undefined ? [] : [`${test.label}: `]),
          code(test.name),
          ...besideMark(context, reading.issue, { kind: 'name', of: test.letter, what: test.name }),
        ],
    test.at === undefined
      ? ''
      : [
          ...location(context, suite, test.at),
          ...besideMark(context, reading.issue, { kind: 'location', of: test.letter, what: test.at }),
        ],
    [statusBadge(status, book), ...(test.where.length > 0 ? [` (${test.where.join(', ')})`] : [])],
  ]);
  return table(['Test', 'As the runner reports it', 'Location', 'Status'], rows);
}

export function causesTable({ reading, context, home }: IssueView): RootContent[] {
  if (reading.causes.length === 0) return [];
  const rows = reading.causes.map(({ cause, claim, state, since }): Inlines[] => [
    [
      recordLink(patternRoute(cause.pattern), context.patternTitle(cause.pattern)),
      ...(cause === reading.leading?.cause && reading.causes.length > 1 ? [text(' (leading)')] : []),
    ],
    claim === undefined ? '' : prose(context, claim, home),
    [
      ...causeState(context, reading.issue, state),
      ...(cause.because === undefined ? [] : [text(': '), ...prose(context, cause.because, home)]),
    ],
    formatLongDate(since),
  ]);
  return [table(['Cause', 'Claim', 'State', 'Since'], rows)];
}

/** Kind, effort and horizon of a fix in a few words. */
function fixTerms(fix: FixReading, { book }: BookAt): string {
  const parts = [
    KIND_LABELS[fix.kind],
    fix.effort === undefined ? 'effort not estimated' : formatEffort(fix.effort),
    fix.horizon === undefined ? '' : termLabel(book.horizons, fix.horizon).toLowerCase(),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** One fix: its terms, what it does and costs, its snippets; a shared fix points at its owner. */
export function fixBlocks(view: IssueView, fix: FixReading): RootContent[] {
  const { context, home, reading, body } = view;
  const own = fix.ownerIssue === reading.issue.id;
  const state = [
    badge(FIX_TONES[fix.state], capitalise(fix.state), FIX_MARKS[fix.state]),
    ...(fix.since === undefined ? [] : [text(` since ${formatLongDate(fix.since)}`)]),
  ];
  const facts: Inlines[] = [
    [strong('State'), text(': '), ...state],
    [strong('Kind'), text(`: ${fixTerms(fix, context)}`)],
    ...labelled(view, 'Solution', fix.does),
    ...labelled(view, 'Gain', fix.gain),
    ...labelled(view, 'Trade-off', fix.cost),
    ...(own
      ? []
      : [
          [
            strong('Same as'),
            text(': '),
            recordLink(issueRoute(fix.ownerIssue), fix.ownerIssue),
            text(' (one fix for both)'),
          ],
        ]),
  ];
  const sections = sectionsOf(body, 'fix').filter(
    ({ id }) => id === fix.id || (id === undefined && reading.fixes.length === 1),
  );
  return [
    list(facts),
    ...shownSnippets(
      view,
      sections.flatMap(({ content }) => proseBlocks(context, content, home)),
    ),
  ];
}

function labelled(
  { context, home }: IssueView,
  label: string,
  sentence: string | undefined,
): PhrasingContent[][] {
  return sentence === undefined ? [] : [[strong(label), text(': '), ...prose(context, sentence, home)]];
}

/** `2026-01-04`, or with the time and offset as written. */
export function formatMoment(when: string): string {
  return when.length > 10 ? `${when.slice(0, 10)} ${when.slice(11)}` : when;
}

/** `Fixed since January 4, 2026`. */
export function statusLine({ reading, context }: IssueView): PhrasingContent[] {
  return [statusBadge(reading.status, context.book), text(` since ${formatLongDate(reading.since)}`)];
}
