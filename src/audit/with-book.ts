import { derive } from '../asof/derive.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import { isWhen, type When } from '../core/calendar.ts';
import type { Status, StatusGroup } from '../core/status.ts';
import type { KnownFigures } from './figures.ts';
import { mentionsIn } from './roster.ts';

/** The knowledge base that a document is held against. */
export interface Knowledge {
  readonly snapshot: Snapshot;
  /** The suite that the document is about; without it, the whole book or any of its suites may be meant. */
  readonly suite?: string;
}

/** @param suite the whole book unless given. */
export function knowFigures(snapshot: Snapshot, suite?: string): KnownFigures {
  const { stable, suiteSize, issues, testsAffected, testsUnresolved, ...figures } = derive(snapshot, suite);
  const ofStatus = (status: Status) => figures.byStatus.get(status)?.value ?? 0;
  const ofGroup = (group: StatusGroup) => figures.byGroup.get(group)?.value ?? 0;
  const all = suite === undefined ? snapshot.issues.values() : (snapshot.suites.get(suite)?.issues ?? []);
  const resolved = [...all].flatMap(({ group, issue }) => (group === 'resolved' ? [issue.id] : []));
  return {
    resolved: resolved.sort().join(' '),
    figures: {
      stable: { values: stable ? [stable.value] : [] },
      size: { values: suiteSize ? [suiteSize.value] : [] },
      issues: { values: [issues.value] },
      tests: { values: [testsAffected.value, testsUnresolved.value] },
      left: { values: [testsUnresolved.value] },
      fixed: { values: [ofStatus('fixed'), ofGroup('resolved')] },
      remaining: { values: [ofGroup('unresolved'), ofStatus('triaged'), ofStatus('open')] },
    },
  };
}

/**
 * The part of the book that a document is about: the suites of the issues that it names, or the suites that it names.
 * Undefined for a document about something else: the book cannot say anything of its numbers.
 */
export function tieToBook(text: string, { snapshot }: Knowledge): Knowledge | undefined {
  const ids = new Set(mentionsIn(text).flatMap(({ issues }) => issues.map(({ id }) => id)));
  const named = [...snapshot.issues.values()].filter(({ issue }) => ids.has(issue.id));
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const byIssue = named.length > 1 ? named.map(({ issue }) => issue.suite) : [];
  const words = text.toLowerCase();
  const byName = [...snapshot.suites.values()]
    .filter(({ suite: { title }, issues }) => issues.length > 0 && words.includes(title.toLowerCase()))
    .map(({ suite: { id } }) => id);
  const [only, ...more] = new Set([...byIssue, ...byName]);
  if (only === undefined) return undefined;
  return more.length === 0 && snapshot.suites.has(only) ? { snapshot, suite: only } : { snapshot };
}

/** The figures that a document may mean: of its suite, or of the book and of any suite. */
export function figuresMeant({ snapshot, suite }: Knowledge): KnownFigures[] {
  const suites = [...snapshot.suites.keys()];
  const scopes = suite === undefined && suites.length > 1 ? [undefined, ...suites] : [suite ?? suites[0]];
  return scopes.map((id) => knowFigures(snapshot, id));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE = String.raw`(\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\.?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})`;
const SAID_DATE = new RegExp(
  String.raw`(?:(?:^|\n)[\s>*_#-]*(?:Report )?(?:Date|As of|Stand)[*_]*\s*:[*_\s]*|\bas of )${DATE}`,
  'giu',
);

/**
 * The day that a document says it is of: behind a label such as `**Date**:`, or `as of January 4, 2026`. Figures are
 * held against the book as of that day. Undefined where it says none, or several.
 */
export function dateOf(text: string): When | undefined {
  const dates = new Set([...text.matchAll(SAID_DATE)].flatMap(([, said = '']) => readDate(said) ?? []));
  const [only] = dates;
  return dates.size === 1 ? only : undefined;
}

function readDate(said: string): When | undefined {
  const month = MONTHS.indexOf(/[a-z]{3}/iu.exec(said)?.[0].toLowerCase() ?? '') + 1;
  const [, day = ''] = /\b(\d{1,2})(?:st|nd|rd|th|\b)/u.exec(said) ?? [];
  const date =
    month === 0 ? said : `${said.slice(-4)}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isWhen(date) ? date : undefined;
}
