import { derive } from '../asof/derive.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import { isWhen, type When } from '../core/calendar.ts';
import type { KnownFigures } from './figures.ts';
import { mentionsIn } from './roster.ts';

/** @param suite the whole book unless given. */
export function knowFigures(snapshot: Snapshot, suite?: string): KnownFigures {
  const derived = derive(snapshot, suite);
  const { stable, suiteSize, issues, testsAffected, testsUnresolved, byStatus, byGroup } = derived;
  const known = (...figures: readonly ({ readonly value: number } | undefined)[]) => ({
    values: figures.map((figure) => figure?.value ?? 0),
  });
  const all = suite === undefined ? snapshot.issues.values() : (snapshot.suites.get(suite)?.issues ?? []);
  const resolved = [...all].flatMap(({ group, issue }) => (group === 'resolved' ? [issue.id] : []));
  return {
    resolved: resolved.sort().join(' '),
    figures: {
      stable: stable ? known(stable) : { values: [] },
      size: suiteSize ? known(suiteSize) : { values: [] },
      issues: known(issues),
      tests: known(testsAffected, testsUnresolved),
      left: known(testsUnresolved),
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
  const ids = new Set(mentionsIn(text).flatMap(({ issues }) => issues.map(({ id }) => id)));
  const named = [...snapshot.issues.values()].filter(({ issue }) => ids.has(issue.id));
  const words = text.toLowerCase();
  const byName = [...snapshot.suites.values()].filter(
    ({ suite: { title }, issues }) => issues.length > 0 && words.includes(title.toLowerCase()),
  );
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const byIssue = named.length > 1 ? named.map(({ issue }) => issue.suite) : [];
  const about = new Set([...byIssue, ...byName.map(({ suite }) => suite.id)]);
  if (about.size === 0) return undefined;
  const suites = [...snapshot.suites.keys()];
  const [only] = about.size === 1 ? suites.filter((id) => about.has(id)) : suites.length === 1 ? suites : [];
  return only === undefined
    ? [undefined, ...suites].map((id) => knowFigures(snapshot, id))
    : [knowFigures(snapshot, only)];
}

const DATE = String.raw`(\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})`;
const SAID_DATE = new RegExp(
  String.raw`(?:(?:^|\n)[\s>*_#-]*(?:Report )?(?:Date|As of|Stand)[*_]*\s*:[*_\s]*|\bas of )${DATE}`,
  'giu',
);
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * The day that a document says it is of: behind a label such as `**Date**:`, or `as of January 4, 2026`. Figures are
 * held against the book as of that day. Undefined where it says none, or several.
 */
export function dateOf(text: string): When | undefined {
  const dates = new Set(
    [...text.matchAll(SAID_DATE)].map(([, said = '']) => {
      const [name = ''] = /[a-z]{3}/iu.exec(said) ?? [];
      const [day = ''] = /\b\d{1,2}(?!\d)/u.exec(said) ?? [];
      const month = MONTHS.indexOf(name.toLowerCase()) / 3 + 1;
      return name === ''
        ? said
        : [said.slice(-4), String(month).padStart(2, '0'), day.padStart(2, '0')].join('-');
    }),
  );
  const [only = ''] = dates;
  return dates.size === 1 && isWhen(only) ? only : undefined;
}
