import type { Figure, NamedFigure } from '../../asof/figures.ts';
import type { FixState, ImpossibleSize, KnownSize } from '../../asof/snapshot.ts';
import { formatLongDate, UNDATED, type When } from '../../core/calendar.ts';
import type { Effort, EffortAmount, EffortMinutes } from '../../core/effort.ts';
import { groupOf, STATUS_WORDS, type Status, type StatusGroup } from '../../core/status.ts';
import { plural } from '../../core/text.ts';
import type { Book } from '../../records/book/book.ts';
import type { CauseState } from '../../records/issue/issue.ts';
import type { FixKind } from '../../records/issue/work.ts';
import { badge } from '../blocks/tree.ts';
import type { Badge, Mark, Tone } from '../document.ts';
import { formatShare } from './share.ts';

/** Words for readers: everything that turns a datum into English stands here. */

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The full stop of a sentence that somebody wrote; nothing where it ends with a sign of its own. */
export function fullStop(sentence: string): '' | '.' {
  return /[.!?…。！？]["'”’)]*\s*$/u.test(sentence) ? '' : '.';
}

/** A label within a sentence: `Some day` is `some day`, and `QA week` or `Q3` stays as it is. */
export function inSentence(label: string): string {
  return /^\p{Lu}[\p{Ll} ]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** `3 of 5 tests are`, `1 of 5 tests is`, `0 of 1 test is`. */
export function someOf(
  some: number,
  of: number,
  [noun, verb, verbs]: readonly [noun: string, verb: string, verbs: string],
): string {
  return `${some} of ${plural(of, noun)} ${some === 1 || of === 1 ? verb : verbs}`;
}

/** At which date a page was read; an empty book says how it begins. */
export function asOfSentence(date: When): string {
  return date === UNDATED
    ? 'No entry has a date yet: begin with flakebook new issue.'
    : `As of ${formatLongDate(date)}.`;
}

/** `January 4, 2026`, with the time and offset as written where there is one. */
export function formatDate(when: string): string {
  return when.length > 10 ? `${formatLongDate(when)}, ${when.slice(11)}` : formatLongDate(when);
}

/** `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const GROUP_LOOKS: Readonly<Record<StatusGroup, readonly [Tone, Mark]>> = {
  unresolved: ['warn', 'half'],
  resolved: ['good', 'tick'],
  closed: ['calm', 'ended'],
};

/** The mark of a group without a word, for where the word follows. */
export function groupMark(group: StatusGroup): Badge {
  const [tone, mark] = GROUP_LOOKS[group];
  return badge(tone, '', mark);
}

const STATUS_LOOKS: Readonly<Record<Status, readonly [Tone, Mark]>> = {
  reopened: ['bad', 'dot'],
  open: ['bad', 'dot'],
  investigating: ['note', 'half'],
  triaged: ['note', 'half'],
  'fix-proposed': ['note', 'ring'],
  quarantined: ['warn', 'dot'],
  mitigated: ['warn', 'dot'],
  'partly-fixed': ['warn', 'dot'],
  fixed: ['good', 'tick'],
  verified: ['good', 'tick'],
  'not-reproduced': ['calm', 'ended'],
  'wont-fix': ['calm', 'ended'],
  'not-flaky': ['calm', 'ended'],
  stale: ['calm', 'ended'],
  moved: ['calm', 'ended'],
  'test-removed': ['calm', 'ended'],
  superseded: ['calm', 'ended'],
};

export function statusLabel(status: Status, book: Book): string {
  const own = status === 'wont-fix' ? "won't fix" : status.replaceAll('-', ' ');
  return capitalise(book.statusLabels[status] ?? own);
}

export function statusBadge(status: Status, book: Book): Badge {
  const [tone, mark] = STATUS_LOOKS[status];
  return badge(tone, statusLabel(status, book), mark);
}

/** Settled statuses first: what is done, then what remains. */
export function statusOrder(statuses: readonly Status[]): Status[] {
  const groups: readonly StatusGroup[] = ['resolved', 'unresolved', 'closed'];
  return groups.flatMap((group) =>
    STATUS_WORDS.filter((word) => groupOf(word) === group && statuses.includes(word)).reverse(),
  );
}

export function termLabel(terms: Book['impacts'], id: string): string {
  return terms.find((term) => term.id === id)?.label ?? capitalise(id.replaceAll('-', ' '));
}

export const KIND_LABELS: Readonly<Record<FixKind, string>> = {
  fix: 'fix',
  mitigation: 'mitigation',
  relocation: 'relocation',
};

const CAUSE_TONES: Readonly<Record<CauseState, Tone>> = {
  proposed: 'note',
  supported: 'good',
  refuted: 'bad',
  superseded: 'calm',
};

export function causeBadge(state: CauseState): Badge {
  return badge(CAUSE_TONES[state], capitalise(state));
}

const FIX_BADGES: Readonly<Record<FixState, Badge>> = {
  planned: badge('note', 'Planned', 'ring'),
  'in-review': badge('note', 'In review', 'half'),
  tried: badge('calm', 'Tried, did not help', 'cross'),
  applied: badge('good', 'Applied', 'tick'),
  fell: badge('bad', 'Did not hold', 'cross'),
  'in-place': badge('warn', 'In place as a quarantine', 'dot'),
  ended: badge('calm', 'No longer in place', 'ended'),
  rejected: badge('calm', 'Rejected', 'ended'),
};

export function fixBadge(state: FixState): Badge {
  return { ...FIX_BADGES[state] };
}

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

/** An estimate as it was given: `5 minutes`, `2-4 hours`, `1 day`. */
export function formatEffort({ low, high }: Effort): string {
  if (low.unit !== high.unit) return `${formatAmount(low)} to ${formatAmount(high)}`;
  return low.amount === high.amount ? formatAmount(low) : `${low.amount}-${formatAmount(high)}`;
}

function formatAmount({ amount, unit }: EffortAmount): string {
  return plural(amount, UNITS[unit]);
}

/** From so many days on, nobody asks for less than a day. */
const LONG_DAYS = 5;

/** A sum of estimates, in the largest unit in which both ends are short: `35 minutes`, `4 hours 5 minutes`, `18-20 hours`, `2 hours to 4 hours 5 minutes`, `6 days`, `about 8-9 days`. */
export function formatMinutes({ lowMinutes, highMinutes }: EffortMinutes, dayMinutes: number): string {
  const ends = [lowMinutes, highMinutes];
  const days = ends.map((minutes) => minutes / dayMinutes);
  const isLong = days.every((each) => each >= LONG_DAYS);
  if (isLong && !days.every(Number.isInteger)) return `about ${rangeOf(days.map(Math.round), 'day')}`;
  const unit = ends.every((m) => m % dayMinutes === 0 && m > 0)
    ? { size: dayMinutes, name: 'day' }
    : highMinutes >= 60 && ends.every((m) => m % (highMinutes < 120 ? 60 : 30) === 0)
      ? { size: 60, name: 'hour' }
      : { size: 1, name: 'minute' };
  if (unit.size === 1 && highMinutes > 120)
    return [...new Set(ends)].map((m) => hoursAndMinutes(m)).join(' to ');
  return rangeOf(
    ends.map((minutes) => minutes / unit.size),
    unit.name,
  );
}

function rangeOf([low = 0, high = 0]: readonly number[], unit: string): string {
  return low === high ? plural(high, unit) : `${low}-${plural(high, unit)}`;
}

function hoursAndMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours === 0 ? '' : plural(hours, 'hour'), rest === 0 ? '' : plural(rest, 'minute')];
  return parts.filter((part) => part !== '').join(' ') || plural(0, 'minute');
}

/** `153 of 157 (97.5%)`. */
export function formatFigure({ value, of, suites }: Figure): string {
  const part = suites === undefined ? '' : `, ${knownSuites(suites)}`;
  if (of === undefined) return `${value}${part}`;
  return of === 0 ? `${value} of ${of}${part}` : `${value} of ${of} (${formatShare(value, of)})${part}`;
}

/** What a sum over a part of the suites says of itself. */
export function knownSuites({ known, all }: NonNullable<Figure['suites']>): string {
  return `of the ${known} of ${plural(all, 'suite')} whose size is known`;
}

/** A figure by name: an amount of work as a time, all else as `formatFigure`. */
export function formatNamedFigure(figure: NamedFigure, { work }: Book): string {
  const { value: lowMinutes, high: highMinutes, unestimated = 0 } = figure;
  if (highMinutes === undefined) return formatFigure(figure);
  return formatSum({ lowMinutes, highMinutes }, unestimated, work.dayMinutes);
}

/** The sum of some work, with how much of it nobody has estimated. */
export function formatSum(effort: EffortMinutes, unestimated: number, dayMinutes: number): string {
  if (unestimated > 0 && effort.highMinutes === 0) return 'no estimates';
  const sum = formatMinutes(effort, dayMinutes);
  return unestimated === 0 ? sum : `${sum}, plus ${plural(unestimated, 'piece')} of work without an estimate`;
}

/** How many tests a suite has, and where that is from. */
export function sizeWords(size?: KnownSize, impossible?: ImpossibleSize): string | undefined {
  if (impossible)
    return `not known: ${plural(impossible.tests, 'test')} cannot be, since issues name ${impossible.named}`;
  if (!size) return undefined;
  const { tests, date, run } = size;
  return `${plural(tests, 'test')} (counted on ${formatLongDate(date)}${run === undefined ? '' : `, in run ${run}`})`;
}

/** `153/157`. */
export function formatFraction({ value, of }: Figure): string {
  return of === undefined ? String(value) : `${value}/${of}`;
}
