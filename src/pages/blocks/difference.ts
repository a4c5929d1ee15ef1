import type { PhrasingContent, RootContent } from 'mdast';
import type { Change, Difference, PassedEntry } from '../../asof/diff.ts';
import type { NamedFigure } from '../../asof/figures.ts';
import { formatLongDate } from '../../core/calendar.ts';
import { groupOf, isStatus, type Status } from '../../core/status.ts';
import type { BookAt } from '../context.ts';
import { issueRoute, suiteRoute } from '../routes.ts';
import { capitalise, formatNamedFigure, plural, statusLabel, termLabel } from '../words/format.ts';
import { formatMoment } from './issue-parts.ts';
import { homeOf, plainText, prose } from './prose.ts';
import { heading, type Inlines, list, paragraph, recordLink, table, text } from './tree.ts';

/** One kind of change in words: its items as a page lists them. */
export interface DifferenceSection {
  readonly title: string;
  readonly items: readonly Inlines[];
}

/** The difference between two dates in words; `context` reads the book at the later one. Empty where nothing changed. */
export function describeDifference(context: BookAt, difference: Difference): DifferenceSection[] {
  const entries = (title: string, belongs: (word: Status) => boolean): DifferenceSection => ({
    title,
    items: difference.entries
      .filter(({ entry }) => isStatus(entry.word) && belongs(entry.word))
      .map((passed) => entryItem(context, passed)),
  });
  const sections: DifferenceSection[] = [
    {
      title: 'New issues',
      items: difference.issues
        .filter(({ from }) => from === undefined)
        .map((change) => newItem(context, change)),
    },
    entries('Fixed', (word) => word === 'fixed'),
    entries('Verified', (word) => word === 'verified'),
    entries('Reopened', (word) => word === 'reopened'),
    entries('Mitigated', (word) => ['mitigated', 'quarantined', 'partly-fixed'].includes(word)),
    entries('Closed', (word) => groupOf(word) === 'closed'),
    { title: 'Causes', items: difference.causes.map((change) => causeItem(context, change)) },
    {
      title: 'Fixes',
      items: difference.fixes
        .filter(({ from, to }) => from !== undefined || to !== 'planned')
        .map((change) => fixItem(context, change)),
    },
    { title: 'Questions', items: difference.decisions.map((change) => decisionItem(context, change)) },
    {
      title: 'Work of no single fix',
      items: difference.tasks
        .filter(({ to, from }) => from !== undefined || to === 'done')
        .map((change) => taskItem(context, change)),
    },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/**
 * The difference as blocks of a page: a list for each kind of change, then the figures with both values.
 * @param measured what runs showed in between, before all else.
 */
export function differenceBlocks(
  context: BookAt,
  difference: Difference,
  depth: 2 | 3 | 4,
  suffix = '',
  measured: readonly DifferenceSection[] = [],
): RootContent[] {
  const sections = [...measured, ...describeDifference(context, difference)];
  if (sections.length === 0 && difference.figures.length === 0) return [paragraph('Nothing changed.')];
  return [
    ...sections.flatMap(({ title, items }) => [heading(depth, `${title}${suffix}`), list(items)]),
    ...(difference.figures.length === 0
      ? []
      : [heading(depth, `Figures that changed${suffix}`), figureTable(context, difference)]),
  ];
}

function figureTable(context: BookAt, { figures, from, to }: Difference): RootContent {
  const rows = figures.map(({ key, from: was, to: is }): Inlines[] => [
    figureName(context, key),
    figureValue(context, was),
    figureValue(context, is),
  ]);
  return table(['Figure', formatLongDate(from.text), formatLongDate(to.text)], rows);
}

/** A figure's name for readers: `issues.fixed` is "Issues fixed". */
export function figureName(context: BookAt, name: string): string {
  const [scope = '', ...rest] = name.split('.');
  const id = rest.join('.');
  const { book } = context;
  switch (scope) {
    case 'pattern':
      return `Issues with the cause ${context.patternTitle(id)}`;
    case 'impact':
      return `Issues of impact ${termLabel(book.impacts, id).toLowerCase()}`;
    case 'effort':
      return `Planned effort: ${id === 'without-horizon' ? 'without a horizon' : termLabel(book.horizons, id)}`;
    case 'issues':
      return id === 'all' ? 'Issues' : `Issues ${isStatus(id) ? statusLabel(id, book).toLowerCase() : id}`;
    case 'suite':
      return id === 'size' ? 'Suite size' : 'Stable tests';
    default:
      return capitalise(`${scope} ${id.replaceAll('-', ' ')}`);
  }
}

export function figureValue({ book }: BookAt, figure: NamedFigure | undefined): string {
  return figure === undefined ? 'none' : formatNamedFigure(figure, book);
}

function issueName(context: BookAt, id: string): PhrasingContent[] {
  const title = context.issue(id)?.issue.title;
  return [recordLink(issueRoute(id), id), text(title === undefined ? '' : `: ${plainText(title)}`)];
}

function newItem(context: BookAt, { key, to }: Change<Status>): Inlines {
  const { firstStatus } = context.issue(key) ?? {};
  const since = firstStatus === undefined ? '' : ` since ${formatMoment(firstStatus)}`;
  return [
    ...issueName(context, key),
    text(` - ${to === undefined ? 'unknown' : statusLabel(to, context.book).toLowerCase()}${since}`),
  ];
}

function entryItem(context: BookAt, { issue, entry }: PassedEntry): Inlines {
  const reading = context.issue(issue);
  const home = { file: reading?.issue.file ?? '', issue };
  const fix = reading?.fixes.find(({ id }) => id === entry.fix);
  const word = isStatus(entry.word) ? statusLabel(entry.word, context.book).toLowerCase() : entry.word;
  const words = entry.why ?? entry.note;
  return [
    ...issueName(context, issue),
    text(
      ` - ${word} on ${formatMoment(entry.at)}${entry.tests.length === 0 ? '' : ` (${plural(entry.tests.length, 'test')}: ${entry.tests.join(', ')})`}`,
    ),
    ...(fix === undefined ? [] : [text(' by '), ...prose(context, fix.title, home)]),
    ...(words === undefined ? [] : [text(': '), ...prose(context, words, home)]),
  ];
}

function causeItem(context: BookAt, { key, issue = '', from, to }: Change<string>): Inlines {
  const reading = context.issue(issue)?.causes.find(({ cause }) => `${issue}/${cause.id}` === key);
  const name = reading === undefined ? key : context.patternTitle(reading.cause.pattern);
  const because =
    reading?.because === undefined
      ? []
      : [text(': '), ...prose(context, reading.because, homeOf({ kind: 'issue', id: issue }))];
  return [...issueName(context, issue), text(` - ${name} ${stateWords(from, to)}`), ...because];
}

function fixItem(context: BookAt, { key, issue = '', from, to }: Change<string>): Inlines {
  const fix = context.issue(issue)?.fixes.find(({ id }) => `${issue}/${id}` === key);
  return [
    ...issueName(context, issue),
    text(' - '),
    ...prose(context, fix?.title ?? key, homeOf({ kind: 'issue', id: issue })),
    text(` ${stateWords(from, to)}`),
  ];
}

function decisionItem(context: BookAt, { key, to }: Change<string>): Inlines {
  const reading = context.decision(key);
  const { ask = key, chosen, asked, answered } = reading?.decision ?? {};
  const when = to === 'open' ? asked : answered;
  const on = when === undefined ? '' : ` on ${formatMoment(when)}`;
  const words = to === 'open' ? `asked${on}` : `answered${on}${chosen === undefined ? '' : `: ${chosen}`}`;
  return [
    ...prose(context, ask, reading === undefined ? { file: '' } : homeOf(reading.home)),
    text(` - ${words}`),
  ];
}

function taskItem(context: BookAt, { key, to }: Change<string>): Inlines {
  const [home = '', id] = key.split('/');
  const suite = context.suite(home);
  const holder = suite ?? context.issue(home);
  const title = holder?.tasks.find((task) => task.id === id)?.title ?? key;
  return [
    recordLink(suite ? suiteRoute(home) : issueRoute(home), home),
    text(`: ${title} - ${to ?? 'gone'}`),
  ];
}

function stateWords(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `is ${to}`;
  return `was ${from} and is ${to ?? 'gone'}`;
}
