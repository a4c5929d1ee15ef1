import type { RootContent, Table } from 'mdast';
import type { Figure, Figures } from '../../asof/figures.ts';
import { isStatus } from '../../core/status.ts';
import { plural } from '../../core/text.ts';
import type { Book } from '../../records/book/book.ts';
import type { BookAt } from '../book-at.ts';
import type { FigureCard } from '../document.ts';
import { issuesWhere } from '../issue-query.ts';
import { ROUTES } from '../routes.ts';
import {
  capitalise,
  enumerate,
  formatFigure,
  formatFraction,
  inSentence,
  KIND_LABELS,
  statusLabel,
  statusOrder,
  termLabel,
} from '../words/format.ts';
import { formatShare } from '../words/share.ts';
import { words } from '../words/words.ts';
import { patternLink } from './links.ts';
import { horizonSum, horizonTitle } from './plan.ts';
import { fixHome, prose } from './prose.ts';
import { fact, type Inlines, table, titled } from './tree.ts';

const { figures: says } = words;

/** A figure's name for readers: `issues.fixed` is "Issues: fixed". */
export function figureName(book: BookAt, name: string): string {
  const known = says.names[name];
  if (known !== undefined) return known;
  const [scope = '', ...rest] = name.split('.');
  const id = rest.join('.');
  const { settings } = book;
  switch (scope) {
    case 'pattern':
      return `${says.cause}${book.patternTitle(id)}`;
    case 'impact':
      return says.impact(termLabel(settings.impacts, id));
    case 'effort':
      return says.effort(horizonTitle(settings, id === 'without-horizon' ? '' : id));
    case 'issues':
      return says.status(isStatus(id) ? inSentence(statusLabel(id, settings)) : id);
    default:
      return capitalise(`${scope} ${id.replaceAll('-', ' ')}`);
  }
}

/** `3 fixed`, for each status that an issue has. */
export function statusCounts({ byStatus }: Figures, book: Book): string[] {
  return statusOrder([...byStatus.keys()]).map(
    (status) => `${byStatus.get(status)?.value} ${inSentence(statusLabel(status, book))}`,
  );
}

/** The state at a glance: each number with its denominator and its source. @param suite that the figures are of. */
export function figureCards(figures: Figures, book: Book, suite?: string): FigureCard[] {
  const own = suite === undefined ? [] : [{ key: 'suite', value: suite }];
  const unresolved = { key: 'group', value: 'unresolved' };
  const { stable, issues, testsUnresolved, testsAffected } = figures;
  const next = figures.plan.find(({ work }) => work.length > 0);
  const cards: (FigureCard | undefined)[] = [
    stable?.of === undefined ? undefined : { ...stableCard(stable), value: formatFraction(stable) },
    {
      label: figureLabel('issues.all'),
      value: String(issues.value),
      note: enumerate(statusCounts(figures, book)) || says.noIssue,
      ...issuesWhere(own),
    },
    {
      label: figureLabel('tests.unresolved'),
      value: formatFraction({ ...testsUnresolved, of: testsAffected.value }),
      note: says.unresolvedNote,
      tone: testsUnresolved.value === 0 ? 'good' : 'warn',
      ...issuesWhere([...own, ...(suite === undefined ? [] : [unresolved])]),
    },
    next && {
      label: says.next(horizonTitle(book, next.horizon)),
      value: horizonSum(next, book),
      note: says.planned(
        next.work.filter(({ kind }) => kind === 'fix').length,
        next.work.filter(({ kind }) => kind === 'task').length,
      ),
      to: ROUTES.plan,
    },
    { ...decisionsCard(figures), value: String(figures.decisionsOpen.value) },
  ];
  return cards.filter((card) => card !== undefined);
}

type CardWithoutValue = Omit<FigureCard, 'value'>;

/** The tests that are stable, as far as that is known. */
export function stableCard(stable: Figure | undefined): CardWithoutValue {
  const { value, of, suites } = stable ?? {};
  const isKnown = value !== undefined && of !== undefined;
  return {
    label: figureLabel('suite.stable'),
    note: isKnown ? says.stableNote(value, of, suites) : says.sizeUnknown,
    tone: value !== undefined && value === of ? 'good' : 'note',
    share: isKnown ? value / (of || 1) : undefined,
    to: ROUTES.suites,
  };
}

export function decisionsCard({
  decisionsOpen,
  decisionsOverdue,
  oldestDecisionDays,
}: Figures): CardWithoutValue {
  return {
    label: figureLabel('decisions.open'),
    note: says.waited(oldestDecisionDays?.value),
    tone: decisionsOverdue.value > 0 ? 'bad' : decisionsOpen.value > 0 ? 'warn' : 'good',
    to: ROUTES.decisions,
  };
}

/** The name of a figure that every book has. */
function figureLabel(name: string): string {
  return says.names[name] ?? name;
}

/** Every figure of a scope with its numerator, denominator and source. */
export function figuresTable(book: BookAt, figures: Figures): RootContent {
  const { settings } = book;
  const { from } = says;
  const row = (name: Inlines, figure: Figure | undefined, source: string): Inlines[][] => {
    if (!figure) return [];
    const { unit, value, of } = figure;
    const [one, many] = says.units[unit];
    const part = of === undefined ? ['', ''] : [String(of), formatShare(value, of)];
    return [[name, plural(value, one, many), ...part, source]];
  };
  const named = (name: string, figure: Figure | undefined, source: string): Inlines[][] =>
    row(figureName(book, name), figure, source);
  /** One row for each kind that occurs. */
  const each = (
    counts: ReadonlyMap<string, Figure>,
    unknown: string,
    name: (key: string) => Inlines,
    source: string,
  ): Inlines[][] =>
    [...counts].flatMap(([key, figure]) =>
      figure.value === 0 ? [] : row(key === '' ? unknown : name(key), figure, source),
    );
  const timeToFix = figures.medianTimeToFixDays;
  const late = figures.mitigationsPastUntil.map(({ issue }) => issue);
  const rows = [
    ...named('suite.size', figures.suiteSize, from.size),
    ...named('suite.stable', figures.stable, from.stable),
    ...named('tests.affected', figures.testsAffected, from.affected),
    ...named('tests.unresolved', figures.testsUnresolved, from.ofAffected),
    ...named('tests.resolved', figures.testsResolved, from.ofAffected),
    ...(figures.testsClosed.value === 0 ? [] : named('tests.closed', figures.testsClosed, from.ofAffected)),
    ...named('issues.all', figures.issues, from.issues),
    ...statusOrder([...figures.byStatus.keys()]).flatMap((status) =>
      named(`issues.${status}`, figures.byStatus.get(status), from.status),
    ),
    ...each(figures.byPattern, says.causeUnknown, (id) => [says.cause, patternLink(book, id)], from.cause),
    ...each(figures.byImpact, says.impactUnknown, (id) => figureName(book, `impact.${id}`), from.impact),
    ...each(figures.byLocus, says.locusUnknown, (id) => says.locus(id.replaceAll('-', ' ')), from.locus),
    ...row(says.oldestUnresolved, days(figures.oldestUnresolvedDays), from.firstStatus),
    ...row(says.medianTimeToFix, days(timeToFix), from.timeToFix(timeToFix?.of ?? 0)),
    ...row(says.oldestDecision, days(figures.oldestDecisionDays), from.asked),
    ...named('decisions.open', figures.decisionsOpen, from.allDecisions),
    ...named('decisions.overdue', figures.decisionsOverdue, from.openDecisions),
    ...named('fixes.fallen', figures.fixesFallen, from.fallen),
    ...named('causes.first-fallen', figures.firstDiagnosesFallen, from.wrong),
    ...row(
      says.pastUntil,
      { unit: 'issues', value: new Set(late).size, of: figures.issues.value },
      from.pastUntil,
    ),
    ...figures.plan.map((plan): Inlines[] => [
      says.effort(horizonTitle(settings, plan.horizon)),
      horizonSum(plan, settings),
      '',
      '',
      from.effort,
    ]),
  ];
  return table(says.table, rows, ['left', 'right', 'right', 'right', 'left']);
}

/** The figures that a report tells nowhere else, without those that are 0. */
export function untoldFigures(figures: Figures): Inlines[] {
  const { from } = says;
  const timeToFix = figures.medianTimeToFixDays;
  const places = [...figures.byLocus].map(
    ([id, figure]) =>
      [id === '' ? says.locusUnknown : says.locus(id.replaceAll('-', ' ')), figure, ''] as const,
  );
  const told = [
    [figureLabel('tests.resolved'), figures.testsResolved, ''],
    [figureLabel('tests.closed'), figures.testsClosed, ''],
    ...places,
    [says.oldestUnresolved, figures.oldestUnresolvedDays, ''],
    [says.medianTimeToFix, days(timeToFix), from.timeToFix(timeToFix?.of ?? 0)],
    [figureLabel('causes.first-fallen'), figures.firstDiagnosesFallen, from.wrong],
  ] as const;
  return told.flatMap(([name, figure, source]) =>
    figure === undefined || figure.value === 0
      ? []
      : fact(name, valueWords(figure), source === '' ? '' : `, ${source}`),
  );
}

/** `5 of 6 issues`. */
function valueWords({ unit, value, of = value }: Figure): string {
  const [one, many] = says.units[unit];
  return `${of === value ? '' : `${value} of `}${plural(of, one, many)}`;
}

/** A length of time is no part of anything: its count of issues stands in the source. */
function days(figure: Figure | undefined): Figure | undefined {
  return figure && { unit: figure.unit, value: figure.value };
}

/** Stable tests now and after each planned fix; what a mitigation only masks stands apart. */
export function expectedTable(book: BookAt, { stable, masked, expected }: Figures): Table {
  const count = (figure: Figure | undefined) =>
    stable === undefined || figure === undefined ? says.sizeUnknown : formatFigure(figure);
  const now: Inlines[] = [says.now, '', count(stable), String(masked?.value ?? 0)];
  const rows = expected.map(({ fix, tests, stable: after, masked: hidden }): Inlines[] => [
    [prose(book, fix.title, fixHome(fix)), fix.kind === 'fix' ? '' : ` (${KIND_LABELS[fix.kind]})`],
    tests.length === 0 ? says.noTestLeft : enumerate(tests),
    count(after),
    String(hidden.value),
  ]);
  return titled(words.plan.carriedOut, table(says.expected, [now, ...rows]));
}
