import type { RootContent } from 'mdast';
import type { Figure, Figures } from '../../asof/figures.ts';
import type { BookAt } from '../context.ts';
import { patternRoute } from '../routes.ts';
import { formatShare, plural, statusLabel, statusOrder, termLabel } from '../words/format.ts';
import { horizonSum, horizonTitle } from './lists.ts';
import { type Inlines, recordLink, table } from './tree.ts';

type Row = readonly [name: Inlines, figure: Figure, source: string];

/** Every figure of a scope with its numerator, denominator and source. */
export function figuresTable(context: BookAt, figures: Figures): RootContent {
  const rows = [
    ...testRows(figures),
    ...issueRows(context, figures),
    ...timeRows(figures),
    ...workRows(figures),
  ];
  const cells = rows.map(([name, { unit, value, of }, source]): Inlines[] => [
    name,
    plural(value, unit.replace(/s$/, '').replace(/xe$/, 'x'), unit),
    of === undefined ? '' : String(of),
    of === undefined ? '' : formatShare(value, of),
    source,
  ]);
  const { book } = context;
  const effort = figures.plan.map((plan): Inlines[] => [
    `Planned effort: ${horizonTitle(book, plan.horizon)}`,
    horizonSum(plan, book),
    '',
    '',
    'every fix once',
  ]);
  return table(
    ['Figure', 'Value', 'Of', 'Share', 'From'],
    [...cells, ...effort],
    ['left', 'right', 'right', 'right', 'left'],
  );
}

function testRows({
  suiteSize,
  stable,
  testsAffected,
  testsUnresolved,
  testsResolved,
  testsClosed,
}: Figures): Row[] {
  return [
    ...(suiteSize === undefined ? [] : [['Tests', suiteSize, 'size of the suite'] as const]),
    ...(stable === undefined ? [] : [['Stable tests', stable, 'size minus unresolved tests'] as const]),
    ['Tests affected', testsAffected, 'tests that issues name'],
    ['Tests unresolved', testsUnresolved, 'of tests affected'],
    ['Tests resolved', testsResolved, 'of tests affected'],
    ...(testsClosed.value === 0 ? [] : [['Tests closed', testsClosed, 'of tests affected'] as const]),
  ];
}

function issueRows(context: BookAt, figures: Figures): Row[] {
  const { book } = context;
  const statuses = statusOrder([...figures.byStatus.keys()]);
  const known = <Key>(map: ReadonlyMap<Key, Figure>, name: (key: Key) => Inlines, source: string): Row[] =>
    [...map].filter(([, { value }]) => value > 0).map(([key, figure]) => [name(key), figure, source]);
  return [
    ['Issues', figures.issues, 'issues that exist as of the date'],
    ...statuses.flatMap((status): Row[] => {
      const figure = figures.byStatus.get(status);
      return figure === undefined
        ? []
        : [[`Issues ${statusLabel(status, book).toLowerCase()}`, figure, 'newest status entry']];
    }),
    ...known(
      figures.byPattern,
      (id) =>
        id === '' ? 'Cause unknown' : ['Cause: ', recordLink(patternRoute(id), context.patternTitle(id))],
      'leading cause',
    ),
    ...known(
      figures.byImpact,
      (id) => (id === '' ? 'Impact not stated' : `Impact ${termLabel(book.impacts, id).toLowerCase()}`),
      'impact of the issue',
    ),
    ...known(
      figures.byLocus,
      (id) => (id === '' ? 'Place of the defect not stated' : `Defect in the ${id.replaceAll('-', ' ')}`),
      'locus of the issue',
    ),
  ];
}

function timeRows({ oldestUnresolvedDays, medianTimeToFixDays, oldestDecisionDays }: Figures): Row[] {
  return [
    ...(oldestUnresolvedDays === undefined
      ? []
      : [
          [
            'Age of the oldest unresolved issue',
            days(oldestUnresolvedDays),
            'days since its first status',
          ] as const,
        ]),
    ...(medianTimeToFixDays === undefined
      ? []
      : [
          [
            'Time to fix, median',
            days(medianTimeToFixDays),
            `days from first to resolving status, over ${plural(medianTimeToFixDays.of ?? 0, 'resolved issue')}`,
          ] as const,
        ]),
    ...(oldestDecisionDays === undefined
      ? []
      : [['Age of the oldest open question', days(oldestDecisionDays), 'days since it was asked'] as const]),
  ];
}

/** A length of time is no part of anything: its count of issues stands in the source. */
function days({ unit, value }: Figure): Figure {
  return { unit, value };
}

function workRows(figures: Figures): Row[] {
  const past: Figure = {
    unit: 'issues',
    value: figures.mitigationsPastUntil.length,
    of: figures.issues.value,
  };
  return [
    ['Open questions', figures.decisionsOpen, 'questions asked'],
    ['Questions overdue', figures.decisionsOverdue, 'questions asked'],
    ['Fixes that fell', figures.fixesFallen, 'applied, then the issue was reopened'],
    ['First diagnoses that fell', figures.firstDiagnosesFallen, 'first causes refuted or superseded'],
    ['Mitigations past their date', past, 'the day that they were to end is over'],
  ];
}
