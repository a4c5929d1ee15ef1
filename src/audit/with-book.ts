import { derive, scopeOf } from '../asof/derive.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import { isWhen, type When } from '../core/calendar.ts';
import type { KnownFigures } from './figures.ts';
import { issuesIn } from './roster.ts';

/** @param suite the whole book unless given. */
export function knowFigures(snapshot: Snapshot, suite?: string): KnownFigures {
  const derived = derive(snapshot, suite);
  const { stable, suiteSize, byStatus, byGroup } = derived;
  const known = (...figures: readonly ({ readonly value: number } | undefined)[]) => ({
    values: figures.map((figure) => figure?.value ?? 0),
  });
  const all = scopeOf(snapshot, suite).issues;
  const resolved = all.flatMap(({ group, issue }) => (group === 'resolved' ? [issue.id] : []));
  return {
    resolved: resolved.sort().join(' '),
    figures: {
      stable: stable ? known(stable) : { values: [] },
      size: suiteSize ? known(suiteSize) : { values: [] },
      issues: known(derived.issues),
      tests: known(derived.testsAffected, derived.testsUnresolved),
      left: known(derived.testsUnresolved),
      fixed: known(byStatus.get('fixed'), byGroup.get('resolved')),
      remaining: known(byGroup.get('unresolved'), byStatus.get('triaged'), byStatus.get('open')),
    },
  };
}

/**
 * The figures that a document may mean: of the suite that its issues are of or that it names, else of the book and of any
 * suite. Undefined for a document about something else: the book cannot say anything of its numbers.
 */
export function figuresMeant(text: string, snapshot: Snapshot): KnownFigures[] | undefined {
  const ids = new Set(issuesIn(text).map(({ id }) => id));
  const named = [...snapshot.issues.values()].flatMap(({ issue }) => (ids.has(issue.id) ? issue.suite : []));
  const words = text.toLowerCase();
  const titled = [...snapshot.suites.values()].flatMap(({ suite: { id, title }, issues }) =>
    issues.length > 0 && words.includes(title.toLowerCase()) ? id : [],
  );
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const about = new Set([...(named.length > 1 ? named : []), ...titled]);
  if (about.size === 0) return undefined;
  const meant = about.size === 1 ? [...about] : [undefined, ...snapshot.suites.keys()];
  return meant.map((suite) => knowFigures(snapshot, suite));
}

const SAID_DATE =
  /(?:(?:^|\n)[\s>*_#-]*(?:Report )?(?:Date|As of|Stand)[*_]*\s*:[*_\s]*|\bas of )(?:(?<iso>\d{4}-\d{2}-\d{2})|(?:(?<day>\d{1,2})\.?\s+)?(?<month>[A-Z][a-z]{2})[a-z]{0,6}\.?,?\s+(?:(?<late>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?<year>\d{4}))/giu;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * The day that a document says it is of: behind a label such as `**Date**:`, or `as of January 4, 2026`. Figures are
 * held against the book as of that day. Undefined where it says none, or several.
 */
export function dateOf(text: string): When | undefined {
  const dates = [...text.matchAll(SAID_DATE)].map(({ groups = {} }) => {
    const { iso, day, late = day, month = '', year } = groups;
    const number = MONTHS.indexOf(month.toLowerCase()) / 3 + 1;
    return iso ?? [year, `${number}`.padStart(2, '0'), late?.padStart(2, '0')].join('-');
  });
  const [only = '', ...others] = new Set(dates);
  return others.length === 0 && isWhen(only) ? only : undefined;
}
