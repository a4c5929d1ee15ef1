import type { WaitingIssue } from '../asof/figures.ts';
import type { IssueReading, Stage } from '../asof/snapshot.ts';
import { mainObservation, observedOf } from '../confirm/observed-claims.ts';
import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { isStatus, STATUS_GROUPS, type StatusGroup } from '../core/status.ts';
import { plural } from '../core/text.ts';
import type { Book } from '../records/book/book.ts';

/** What an issue is filtered by. */
export interface Faceted {
  readonly suite: string;
  readonly status: IssueReading['status'];
  readonly group: StatusGroup;
  readonly stage: Stage;
  readonly impact?: string;
  readonly owner?: string;
  /** The pattern of the leading cause; the empty string while that one is not classified. */
  readonly pattern?: string;
}

/** What lists show of an issue. */
export interface IssueRow extends Faceted {
  readonly id: string;
  /** With the letters of the tests that give it its state. */
  readonly label: string;
  readonly title: string;
  readonly file: string;
  readonly updated: When;
  /** The date of its first status. */
  readonly opened: When;
  /** The highest flake rate that was measured of its tests, else observed by hand, while it is unresolved. */
  readonly rate?: number;
  /** It claims to be mended, and runs since say that it is not. */
  readonly isContradicted: boolean;
}

/** @param measured rates by the id of a test. */
export function makeRow(
  reading: IssueReading,
  isContradicted: boolean,
  measured: ReadonlyMap<string, number>,
): IssueRow {
  const { issue: own, group, updated } = reading;
  const rate = group === 'unresolved' ? rateOf(reading, measured) : undefined;
  return {
    id: own.id,
    label: idWithTests(reading),
    title: own.title,
    file: own.file,
    ...facetedOf(reading),
    updated,
    opened: own.timeline.find(({ word }) => isStatus(word))?.at ?? updated,
    ...(rate === undefined ? {} : { rate }),
    isContradicted,
  };
}

/** What an issue is filtered by. */
export function facetedOf({
  issue: { suite, impact, owner },
  status,
  group,
  stage,
  leading,
}: IssueReading): Faceted {
  return { suite, status, group, stage, impact, owner, ...(leading && { pattern: leading.pattern ?? '' }) };
}

/** The highest rate of an issue's unresolved tests: a measured one, else one by hand. */
function rateOf(
  { issue, ...reading }: IssueReading,
  measured: ReadonlyMap<string, number>,
): number | undefined {
  const tests = reading.tests.filter(({ group }) => group === 'unresolved');
  const rates = tests.flatMap(({ id }) => measured.get(id) ?? []);
  return rates.length > 0 ? Math.max(...rates) : mainObservation(observedOf({ issue, tests }))?.rate?.value;
}

/**
 * What is unresolved first: by impact as the book orders it, then the longest known, then the highest measured rate, then
 * by suite. The rest after it, what changed last first.
 */
export function byPressure(impacts: Book['impacts']): (a: IssueRow, b: IssueRow) => number {
  const ranks = new Map<string | undefined, number>(impacts.map(({ id }, i) => [id, i]));
  const rank = ({ impact }: IssueRow) => ranks.get(impact) ?? impacts.length;
  const group = (row: IssueRow) => STATUS_GROUPS.indexOf(row.group);
  return (a, b) =>
    group(a) - group(b) ||
    (a.group === 'unresolved'
      ? rank(a) - rank(b) ||
        compareText(a.opened, b.opened) ||
        (b.rate ?? -1) - (a.rate ?? -1) ||
        compareText(a.suite, b.suite)
      : compareText(b.updated, a.updated)) ||
    compareText(a.id, b.id);
}

/**
 * `DS-FLAKY-003a/b`: an issue with the letters of the tests that give it its state as of the date, so that nobody counts
 * a test that is resolved among those that are not. Letters are printed only when the issue has several tests, and not many.
 */
export function idWithTests({ issue: { id, tests: all }, tests, group }: WaitingIssue): string {
  if (all.length < 2) return id;
  const letters = tests.filter((test) => test.group === group).map(({ test }) => test.letter);
  if (letters.length <= MOST_LETTERS) return `${id}${letters.join('/')}`;
  return `${id} (${letters.length === all.length ? '' : `${letters.length} of `}${plural(all.length, 'test')})`;
}

/** Of more tests, a label gives the count. */
const MOST_LETTERS = 6;
