import type { BookAt } from '../context.ts';
import type { FigureCard } from '../document.ts';
import { ROUTES, suiteRoute } from '../routes.ts';
import { enumerate, plural } from '../words/format.ts';
import { rateWords } from './rates.ts';

/** The measured runs at a glance; none where there are no runs. */
export function runCards(context: BookAt): FigureCard[] {
  const suites = context.suiteIds.flatMap((id) => {
    const runs = context.suiteRuns(id);
    return runs ? [{ id, runs }] : [];
  });
  const [only, ...more] = suites;
  if (only === undefined) return [];
  const count = suites.reduce((sum, { runs }) => sum + runs.runs.length, 0);
  const counted = suites.reduce(
    (sum, { runs }) => sum + runs.runs.filter(({ kind }) => kind === 'counted').length,
    0,
  );
  const red = more.length === 0 ? only.runs.red : undefined;
  const note = [
    `${counted} of them count`,
    ...(more.length === 0 ? [] : [`in ${plural(suites.length, 'suite')}`]),
    ...(red === undefined ? [] : [rateWords(red, red.failures === 1 ? 'was red' : 'were red')]),
  ];
  return [
    {
      label: 'Measured runs',
      value: String(count),
      note: note.join(', '),
      to: more.length === 0 ? suiteRoute(only.id) : ROUTES.suites,
    },
    ...fixCards(context),
  ];
}

/** How the claimed fixes stand: contradicted ones are what somebody must know first. */
function fixCards(context: BookAt): FigureCard[] {
  const fixes = context.issueIds.flatMap((id) =>
    (context.issueRuns(id)?.tests ?? []).flatMap(({ fix }) => (fix === undefined ? [] : [fix])),
  );
  if (fixes.length === 0) return [];
  const counts = Map.groupBy(fixes, ({ standing }) => standing);
  const of = (standing: (typeof fixes)[number]['standing']) => counts.get(standing)?.length ?? 0;
  const rest = [
    ...(of('contradicted') === 0 ? [] : [`${of('contradicted')} contradicted`]),
    ...(of('gathering') === 0 ? [] : [`${of('gathering')} with too few passes yet`]),
    ...(of('unmeasured') === 0 ? [] : [`${of('unmeasured')} not measured before`]),
    ...(of('no-signal') === 0 ? [] : [`${of('no-signal')} without a run since`]),
  ];
  return [
    {
      label: 'Fixes that runs support',
      value: `${of('supported')}/${fixes.length}`,
      note: rest.length === 0 ? 'luck of at most 5% on two days or more' : enumerate(rest),
      tone: of('contradicted') > 0 ? 'bad' : of('supported') === fixes.length ? 'good' : 'note',
      to: ROUTES.issues,
    },
  ];
}
