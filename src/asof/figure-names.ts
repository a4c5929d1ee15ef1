import type { Figure, Figures } from './figures.ts';

/**
 * A figure under the name that prose, differences and programs use for it: `suite.stable`, `issues.fixed`,
 * `effort.immediate`. An effort is a range of minutes, from `value` to `high`.
 */
export interface NamedFigure extends Figure {
  readonly name: string;
  readonly high?: number;
}

/** All figures of a scope by name, in a fixed order. A figure that cannot be known as of the date is absent. */
export function nameFigures(figures: Figures): ReadonlyMap<string, NamedFigure> {
  const named = new Map<string, NamedFigure>();
  const add = (name: string, figure: Figure | undefined, high?: number): void => {
    if (figure) named.set(name, { name, ...figure, high });
  };
  add('suite.size', figures.suiteSize);
  add('suite.stable', figures.stable);
  add('tests.affected', figures.testsAffected);
  add('tests.unresolved', figures.testsUnresolved);
  add('tests.resolved', figures.testsResolved);
  add('tests.closed', figures.testsClosed);
  add('issues.all', figures.issues);
  for (const [group, figure] of figures.byGroup) add(`issues.${group}`, figure);
  for (const [status, figure] of figures.byStatus) add(`issues.${status}`, figure);
  for (const [pattern, figure] of figures.byPattern) if (pattern !== '') add(`pattern.${pattern}`, figure);
  for (const [impact, figure] of figures.byImpact) if (impact !== '') add(`impact.${impact}`, figure);
  for (const { horizon, effort } of figures.plan) {
    const minutes: Figure = { unit: 'minutes', value: effort.lowMinutes };
    add(`effort.${horizon === '' ? 'without-horizon' : horizon}`, minutes, effort.highMinutes);
  }
  add('decisions.open', figures.decisionsOpen);
  add('decisions.overdue', figures.decisionsOverdue);
  add('fixes.applied', figures.fixesApplied);
  add('fixes.fallen', figures.fixesFallen);
  add('causes.first-fallen', figures.firstDiagnosesFallen);
  return named;
}
