import type { Said } from './rules.ts';
import { STATUSES, type Status, UNITS, type Unit } from './words.ts';

/** A number of a sentence with what it counts. */
export interface Quantity {
  /** `ratio`: `value` of `whole`. `percent`: `value` of 100. `minutes`, `days`: a length of time from `value` to `whole`. */
  readonly kind: 'count' | 'ratio' | 'percent' | 'minutes' | 'days';
  readonly value: number;
  readonly whole: number;
  /** The smallest step that was printed: 0.1 for `98.7%`, 60 for `2 hours`. */
  readonly step: number;
  /** How many minutes or days its unit of time has; 1 of other numbers. */
  readonly scale: number;
  /** `exact`; `about` (`~5`); `bound` (`at least 5`, `>= 5`, `+5`), which states no value. */
  readonly sure: 'exact' | 'about' | 'bound';
  readonly unit: Unit | undefined;
  readonly status: Status | undefined;
  /** The words behind it, up to the next number or mark. */
  readonly tail: string;
  readonly start: number;
  readonly end: number;
  /** As a message quotes it: a count with the words behind it, such as `5 flaky tests`. */
  readonly said: Said;
}

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const WORD = String.raw`\b(?:${WORDS.slice(2).join('|')})\b`;
const WHOLE = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,7})`;
const DECIMAL = String.raw`\d{1,5}(?:\.\d{1,4})?`;
const TIME = 'milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|hr|days?|weeks?|h|m|d|w';
const TOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,:/#▪$€£@^-])(?:${[
    String.raw`(?<low>${DECIMAL})(?:\s?(?:-|–|to)\s?(?<high>${DECIMAL}))?[\s-]?(?<time>${TIME})(?:\s(?<more>\d+)\s?(?:minutes?|mins?|m))?`,
    String.raw`(?<percent>${DECIMAL})\s?%`,
    String.raw`(?<part>${WHOLE})(?:\s?/\s?|\s(?:out )?of (?:the |our |all )?)(?<all>${WHOLE})`,
    `(?<count>${WHOLE}|${WORD})`,
  ].join('|')})(?![\p{L}\p{N}_▪]|[.,:/–-]\d|\s?%|-(?:bit|fold|ile))`,
  'giu',
);
const BOUND =
  /(?:\b(?:at least|at most|over|under|below|above|(?:more|less|fewer) than|up to|within|by|not|every|each|next|first|last|top|another|additional|max|min|maximum|minimum|to|between|timeout|retry|retries|workers?|phase|step|page|part|version|level|sprint|week|day|line|port|code|attempt|build|run|issue|test|bug|ticket|pr|case|process|node|seed|shard|iteration|priority|python|node|java)|[<>≥≤±#→]|->)\s*$|\+$/iu;
const ABOUT = /(?:[~≈]|\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|ca\.?))\s*$/iu;
const ARROW = /^[\s)]*(?:→|->|=>|to\s\d)/u;
/** Where the words behind a number end. */
const CUT = /[.;:()[\]|,→—]|\s[-–]\s|\d|\band\b/u;
const BEFORE = /([\p{L} ]{3,30})\s*[:=]\s*$/u;
/** The words behind a count that still name what is counted. */
const NOUN = /\s+(?:are|is|was|were|have|has|in|behind|from|on|of|with|that|which|come|still|need)\b.*$/u;
/** Nothing else can hold a number: most sentences of most documents have none. */
const ANY = new RegExp(String.raw`\d|${WORD}`, 'i');

/** More numbers than a sentence has; a row of data states nothing. */
const MOST = 40;

/** The numbers of a sentence, in order. Those of dates, ids, versions and places in code are none. */
export function readQuantities(
  text: string,
  label: string,
  say: (start: number, end: number) => Said,
): Quantity[] {
  const numbers = ANY.test(text) ? [...text.matchAll(TOKEN)] : [];
  if (numbers.length > MOST) return [];
  return numbers.map(({ 0: words, index: start, groups = {} }) => {
    const end = start + words.length;
    const [head, behind] = [text.slice(Math.max(0, start - 40), start), text.slice(end)];
    const tail = behind.slice(0, CUT.exec(behind)?.index);
    // It tries every beginning, so it is asked only about ends that it may take.
    const before = (/[:=]\s*$/u.test(head) && BEFORE.exec(head)?.[1]) || '';
    const isTold = groups.count !== undefined || (groups.part !== undefined && !words.includes('/'));
    return {
      ...(groups.time ? durationOf(groups) : numberOf(groups)),
      sure:
        BOUND.test(head.slice(-16)) || ARROW.test(behind) ? 'bound' : ABOUT.test(head) ? 'about' : 'exact',
      unit: UNITS.first(tail) ?? UNITS.first(before || label),
      status: STATUSES.first(before) ?? STATUSES.first(tail) ?? STATUSES.first(label),
      said: say(start, end + (isTold ? tail.slice(0, 80).replace(NOUN, '').trimEnd().length : 0)),
      ...{ tail, start, end },
    };
  });
}

type Groups = Partial<Record<string, string>>;

function numberOf({ percent, part, all, count }: Groups) {
  const kind = percent ? 'percent' : part ? 'ratio' : 'count';
  const [value, whole] = [percent ?? part ?? count, percent ? '100' : (all ?? count)].map((text = '') => {
    const word = WORDS.indexOf(text.toLowerCase());
    return word === -1 ? Number(text.replaceAll(',', '')) : word;
  });
  return { kind, value: value ?? 0, whole: whole ?? 0, step: stepOf(percent), scale: 1 } as const;
}

/** Hours are minutes; how many hours a day of work has nobody says, so days stay days. */
function durationOf({ low = '', high = low, time = '', more = '0' }: Groups) {
  const unit = /^m(?:s|illis)/iu.test(time) ? 'ms' : time.charAt(0).toLowerCase();
  const scale = { ms: 1 / 60_000, s: 1 / 60, h: 60, w: 5 }[unit] ?? 1;
  const [value = 0, whole = 0] = [low, high].map((text) => Number(text) * scale + Number(more));
  const step = more === '0' ? scale * Math.max(stepOf(low), low.endsWith('.5') ? 0.5 : 0) : 1;
  return { kind: unit === 'd' || unit === 'w' ? 'days' : 'minutes', value, whole, step, scale } as const;
}

function stepOf(digits = ''): number {
  return 10 ** -(digits.split('.')[1]?.length ?? 0);
}

/** Whether a number is a length of time. */
export function isTime({ kind }: Pick<Quantity, 'kind'>): boolean {
  return kind === 'minutes' || kind === 'days';
}

/** Whether a share prints as this percentage: rounded half up or cut; one step off where it says `about`. */
export function printsAs(
  part: number,
  whole: number,
  { value, step, sure }: Pick<Quantity, 'value' | 'step' | 'sure'>,
): boolean {
  if (whole === 0) return true;
  // In steps, so that no float decides a rounding.
  const exact = (part * 100) / whole / step;
  const [printed, all] = [Math.round(value / step), Math.round(100 / step)];
  const slack = sure === 'about' ? 1 : 0;
  const low = Math.floor(exact + 1e-9) - slack;
  const high = Math.floor(exact + 0.5 + 1e-9) + slack;
  // Nearly all is often kept below 100, nearly none above 0.
  const isKept =
    (part < whole && printed === all - 1 && high === all) || (part > 0 && low === 0 && printed === 1);
  return isKept || (printed >= low && printed <= high);
}

/** `97.5%`: at the printed step, one digit at least where it is not whole. */
export function formatPercent(part: number, whole: number, step = 0.1): string {
  if (whole === 0) return 'no share';
  const digits = Math.max(1, Math.round(-Math.log10(step)));
  return `${((part * 100) / whole).toFixed(digits).replace(/\.0+$/, '')}%`;
}

/** `2-4 hours`, `35 minutes`. */
export function formatDuration(kind: Quantity['kind'], low: number, high: number): string {
  const inHours = kind === 'minutes' && high >= 120 && low % 30 === 0 && high % 30 === 0;
  const numbers = [...new Set([low, high])].map((value) => (inHours ? value / 60 : value)).join('-');
  const word = inHours ? 'hours' : kind;
  return `${numbers} ${numbers === '1' ? word.slice(0, -1) : word}`;
}
