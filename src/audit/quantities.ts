import { everyMatch } from '../core/text.ts';
import type { Line } from './blocks.ts';
import type { Said } from './rules.ts';
import { STATUSES, type Status, UNITS, type Unit } from './words.ts';

/** A number of a sentence with what it counts. A count is quoted with the words behind it: `5 flaky tests`. */
export interface Quantity extends Said {
  readonly kind: 'count' | 'ratio' | 'percent' | 'minutes' | 'days';
  readonly value: number;
  /** What a ratio or a percentage is of; else the value. */
  readonly whole: number;
  /** The smallest step that was printed: 0.1 for `98.7%`, 60 for `2 hours`. */
  readonly step: number;
  /** How many minutes or days its unit of time has; 1 of other numbers. */
  readonly scale: number;
  /** Not so of `~5`, `5-6 hours` and `at least 5`, which state no value. */
  readonly isExact: boolean;
  readonly unit: Unit | undefined;
  readonly status: Status | undefined;
  /** The words behind it, up to the next number or mark. */
  readonly tail: string;
  readonly start: number;
  readonly end: number;
  /** What stands before and behind it in its line. */
  readonly head: string;
  readonly behind: string;
}

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const WORD = String.raw`\b(?:${WORDS.slice(2).join('|')})\b`;
const WHOLE = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,7})`;
const DECIMAL = String.raw`\d{1,5}(?:\.\d{1,4})?`;
const TIME = 'milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|hr|days?|weeks?|h|m|d|w';
const TOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,:/#▪$€£@^-])(?:${[
    String.raw`(?<low>${DECIMAL})(?<range>\s?(?:-|–|to)\s?${DECIMAL})?[\s-]?(?<time>${TIME})(?<more>(?:\s\d+\s?(?:minutes?|mins?|m|seconds?|secs?|s)(?![\p{L}\p{N}])){0,2})`,
    String.raw`(?<percent>${DECIMAL})\s?%`,
    String.raw`(?<part>${WHOLE})(?:\s?/\s?|\s(?:out )?of (?:the |our |all )?|\sin (?=\d+(?: (?!(?:${TIME})\b)\p{L}+)? \(\d+(?:\.\d+)?\s?%\)))(?<all>${WHOLE})`,
    `(?<count>${WHOLE}|${WORD})`,
  ].join('|')})(?![\p{L}\p{N}_▪]|[.,:/–-]\d|\s?%|-(?:bit|fold|ile))`,
  'giu',
);
/** What stands before a number that is no value, or a name. */
const BOUND =
  /(?:\b(?:at least|at most|over|under|below|above|(?:more|less|fewer) than|up to|within|by|not|every|each|next|first|last|top|another|additional|max|min|maximum|minimum|to|between|about|around|approximately|approx\.?|roughly|nearly|almost|some|ca\.?|timeout|retry|retries|workers?|phase|step|page|part|version|level|sprint|week|day|line|port|code|attempt|build|run|issue|test|bug|ticket|pr|case|process|node|seed|shard|iteration|priority|python|node|java)|[~≈<>≥≤±#→]|->)\s*$|\+$/iu;
const ARROW = /^[\s)]*(?:→|->|=>|to\s\d)/u;
/** Where the words behind a number end. */
const CUT = /[.;:()[\]|,→—]|\s[-–]\s|\d|\band\b/u;
const BEFORE = /([\p{L} ]{3,30})\s*[:=]\s*$/u;
/** The words behind a count that still name what is counted. */
const NOUN = /\s+(?:are|is|was|were|have|has|in|behind|from|on|of|with|that|which|come|still|need)\b.*$/u;
/** Nothing else can hold a number: most sentences of most documents have none. */
const ANY = new RegExp(String.raw`\d|${WORD}`, 'i');

/** The numbers of a sentence, in order. Those of dates, ids, versions and places in code are none. */
export function readQuantities(text: string, label: string, say: Line['say']): Quantity[] {
  const numbers = ANY.test(text) ? everyMatch(TOKEN, text) : [];
  // A row of data states nothing.
  if (numbers.length > 40) return [];
  return numbers.map(({ 0: words, index: start, groups = {} }) => {
    const end = start + words.length;
    const [head, behind] = [text.slice(0, start), text.slice(end)];
    const tail = behind.slice(0, CUT.exec(behind)?.index);
    // It tries every beginning, so it is asked only about ends that it may take.
    const before = (/[:=]\s*$/u.test(head.slice(-40)) && BEFORE.exec(head.slice(-40))?.[1]) || '';
    const isTold = groups.count !== undefined || (groups.part !== undefined && !words.includes('/'));
    return {
      ...valuesOf(groups),
      isExact:
        groups.range === undefined &&
        !BOUND.test(head.slice(-16)) &&
        !ARROW.test(behind) &&
        !isQuoted(head, behind),
      unit: UNITS.first(tail) ?? UNITS.first(before || label),
      status: STATUSES.first(before) ?? STATUSES.first(tail) ?? STATUSES.first(label),
      ...say(start, end + (isTold ? tail.slice(0, 80).replace(NOUN, '').trimEnd().length : 0)),
      tail,
      start,
      end,
      head,
      behind,
    };
  });
}

/** What somebody else said may be quoted because it is wrong. */
function isQuoted(head: string, behind: string): boolean {
  return /["”]/.test(behind) && (head.match(/["“”]/g)?.length ?? 0) % 2 === 1;
}

/** Hours are minutes; how many hours a day of work has nobody says, so days stay days. */
function valuesOf({ low, time = '', more, percent, part, all, count }: Partial<Record<string, string>>) {
  const unit = /^m(?:s|illis)/iu.test(time) ? 'ms' : time.charAt(0).toLowerCase();
  const scale = { ms: 1 / 60_000, s: 1 / 60, h: 60, w: 5 }[unit] ?? 1;
  const smaller = [...(more ?? '').matchAll(/(\d+)\s?(\p{L})/gu)].map(([, number, of = '']) => {
    return { step: /s/i.test(of) ? 1 / 60 : 1, minutes: Number(number) * (/s/i.test(of) ? 1 / 60 : 1) };
  });
  const rest = smaller.reduce((all, { minutes }) => all + minutes, 0);
  const first = low ?? percent ?? part ?? count ?? '';
  const [value = 0, whole = 0] = [first, percent ? '100' : (all ?? first)].map((text) => {
    const word = WORDS.indexOf(text.toLowerCase());
    return (word === -1 ? Number(text.replaceAll(',', '')) : word) * scale + rest;
  });
  const ofTime = unit === 'd' || unit === 'w' ? 'days' : unit && 'minutes';
  const kind = ofTime || (percent ? 'percent' : part ? 'ratio' : 'count');
  const digits = 10 ** -(first.split('.')[1]?.length ?? 0);
  const step = smaller.at(-1)?.step ?? scale * (ofTime && first.endsWith('.5') ? 0.5 : digits);
  return { kind, value, whole, step, scale } as const;
}

export function isTime({ kind }: Pick<Quantity, 'kind'>): boolean {
  return kind === 'minutes' || kind === 'days';
}

type Percentage = Pick<Quantity, 'value' | 'step'>;

/** Whether a share prints as this percentage: rounded half up or cut, nearly none as 1. */
export function printsAs(part: number, whole: number, { value, step }: Percentage): boolean {
  if (whole === 0) return true;
  // In steps, so that no float decides a rounding.
  const exact = (part * 100) / whole / step + 1e-9;
  const printed = Math.round(value / step);
  return printed >= Math.floor(exact) && printed <= Math.max(Math.floor(exact + 0.5), part > 0 ? 1 : 0);
}

/** `97.5%`: at the printed step, one digit at least where it is not whole. */
export function formatPercent(part: number, whole: number, step = 0.1): string {
  if (whole === 0) return 'no share';
  const digits = Math.max(1, Math.round(-Math.log10(step)));
  return `${((part * 100) / whole).toFixed(digits).replace(/\.0+$/, '')}%`;
}

/** A number in words as another one is said: `3.5 hours`, `35 minutes`, `40`. */
export function formatLike({ kind, scale }: Quantity, value: number): string {
  if (kind !== 'minutes' && kind !== 'days') return `${value}`;
  const [number, word] = scale === 60 && value % 30 === 0 ? [value / 60, 'hours'] : [value, kind];
  return `${number} ${number === 1 ? word.slice(0, -1) : word}`;
}
