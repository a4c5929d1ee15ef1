import { everyMatch } from '../core/text.ts';

/**
 * A part of what a failure says. `value`: made by a machine, so it differs from run to run. `number`: a count or an amount,
 * which may differ. `code`: a number that says what is wrong, such as an HTTP status or a port. `sign`: `==`, `!=`, or the
 * sign of a line in a diff.
 */
type TokenKind = 'word' | 'sign' | 'number' | 'code' | 'value';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it stands in its line. */
  readonly start: number;
  readonly end: number;
}

const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?[AP]M(?!\w))?`;
/** Beside a date, a clock may have no seconds. */
const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AP]M(?!\w))?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT)(?![A-Za-z])(?:[+-]\d{2}:?\d{2})?| ?[+-]\d{2}:?\d{2}(?!\d))?`;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DAY = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?';
const AMOUNT = String.raw`\d+(?:[.,]\d+)*`;
const UNIT = '(?:ns|µs|μs|us|ms|s|m|h)';
const UNIT_WORD =
  '(?:ns|µs|μs|ms|secs?|mins?|(?:nano|micro|milli)s(?:econds?)?|seconds?|minutes?|hours?|days?|s)';
/** A step of a path: a folder or a file. */
const STEP = String.raw`(?:[\\/]+[^\s\\/:'"\x60<>|()[\]{},;]+)`;
const DRIVE = '(?:file:/{2,3})?(?:(?<![A-Za-z])[A-Za-z]:)?';
/** Roots below which people, build machines and tools keep their own folders. */
const ROOT = String.raw`(?:(?:file:/{2,3})?/(?:home|Users|root|workspaces?|builds|__w|opt|usr|private|github/workspace|go/src|var/(?:lib|folders)|run/user|dev/shm)(?=/)|(?<![A-Za-z])[A-Za-z]:(?=[\\/]))`;
/** Endings of files that failures name with a line. */
const SOURCE =
  '(?:[cm]?[jt]sx?|pyx?|rb|go|rs|java|kts?|scala|groovy|[cfv][sb]|cc?|cpp|cxx|hp?p?|mm?|swift|php|exs?|erl|cljs?|hs|mli?|lua|p[lm]|dart|vue|svelte|astro|sh|bats|sql|feature|html?|css|json|ya?ml|xml|md|txt|toml)';
const FILE = String.raw`[\\/]{0,3}(?:[\w.@+~-]{1,100}[\\/]{1,3}){0,40}[\w.@+-]{1,100}\.`;
/** A file of source code, as a regular expression; then with a line in it, or any file with a line and a column. */
export const SOURCE_FILE = `${FILE}${SOURCE}`;
export const PLACE = String.raw`${FILE}(?:${SOURCE}:\d{1,7}(?::\d{1,7})?|[A-Za-z]\w{0,7}:\d{1,7}:\d{1,7})`;
/** Letters and digits of the names that Kubernetes makes: none that could make a word. */
const POD = '[bcdfghjklmnpqrstvwxz2-9]';

/** Parts that a machine made, in this order: what holds others comes first. */
const VALUES: readonly string[] = [
  '[0-9a-fA-F]{8}(?:[-_][0-9a-fA-F]{4}){3}[-_][0-9a-fA-F]{12}(?![A-Za-z0-9])',
  // A folder for temporary files with what is below it, but for the name of a file.
  String.raw`${DRIVE}${STEP}{0,8}[\\/]+(?:te?mp|Te?mp|TE?MP|T|shm)(?=[\\/])${STEP}{0,64}?(?=[\\/]+[\w.-]*\.[A-Za-z]{1,5}(?![\w/\\.]))[\\/]+`,
  String.raw`${DRIVE}${STEP}{0,8}[\\/]+(?:te?mp|Te?mp|TE?MP|T|shm)(?=[\\/])${STEP}*[\\/]*`,
  String.raw`${PLACE}(?!\w|:\d)`,
  String.raw`\d{8}T\d{6}(?:[.,]\d{1,9})?(?:Z|[+-]\d{4})?(?!\w)`,
  String.raw`\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]${TIME}${ZONE})?(?!\d)`,
  String.raw`\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d{2}|\d{2}(?= ${CLOCK}))(?:,? ${TIME}${ZONE})?(?![\d./]\d|\d)`,
  String.raw`${DAY}${MONTH} {1,2}\d{1,2}(?:,? \d{4})?(?:,? ${TIME}${ZONE})?(?:(?: [A-Z]{3,4})? \d{4})?(?!\w)`,
  String.raw`${DAY}\d{1,2}[ -]${MONTH}[ -](?:\d{4}|\d{2}(?= ${CLOCK}))(?:,? ${TIME}${ZONE})?(?!\w)`,
  String.raw`[IWEF]\d{4} (?=${CLOCK})`,
  String.raw`${CLOCK}${ZONE}(?!\d|:\d)`,
  String.raw`\d{1,2}:\d{2} ?[AP]M(?!\w)`,
  String.raw`\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)`,
  String.raw`\[[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,8}(?:%\w+)?\]`,
  String.raw`(?:(?=[\w:]{0,40}::)(?=[\w:]{0,40}\d)[0-9a-fA-F]{0,4}(?::{1,2}[0-9a-fA-F]{1,4}){2,7}|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4})(?![\w:])`,
  String.raw`(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}(?![\w:])`,
  String.raw`ip(?:-\d{1,3}){4}(?!\w)`,
  String.raw`\$\$Lambda[$\w/.]*`,
  String.raw`@(?=[0-9a-f]*\d)[0-9a-f]{5,16}(?!\w)`,
  `${POD}{8,10}-${POD}{5}(?![\\w-])`,
  `(?<=[a-z0-9]-)(?=[a-z]{0,4}\\d)${POD}{5}(?![\\w-])`,
  // A folder or a file with a name of its own; a ULID; the number that React gives an element; `me+7f3a@shop.example`.
  String.raw`tmp(?:\.[A-Za-z\d]{10}|(?=[a-z]*[\d_])[a-z\d_]{8})(?!\w)`,
  String.raw`0[1-9](?:[\dA-HJKMNP-TV-Z]{24}|[\da-hjkmnp-tv-z]{24})(?!\w)`,
  String.raw`[:«]r(?=[a-v]*\d)[\da-v]{1,4}[:»]`,
  String.raw`(?<=\+)(?=[a-z]*\d)[\w-]{3,40}(?=@)`,
  // A region of AWS in the name of a resource or of a host.
  String.raw`[a-z]{2}(?:-[a-z]+){1,2}-\d(?=:\d{12}(?!\d)|\.amazonaws\.)`,
  String.raw`(?:${AMOUNT}${UNIT})+(?!\w)`,
  String.raw`(?=[^\s=]*\d)[A-Za-z\d+/_-]{6,200}={1,2}(?=[\s,;:)\]}'"]|$)`,
  String.raw`PT(?:${AMOUNT}[HMS])+(?!\w)`,
  String.raw`${AMOUNT} ?${UNIT_WORD}(?!\w)`,
];

const NUMBER = String.raw`(?:(?<![\w)\]])[+-])?\d+(?:[.,_]\d+)*(?:[eE][+-]?\d+)?(?:(?: ?[KMGTkmgt]i?B| ?%|st|nd|rd|th)(?!\w))?(?![\p{L}\p{N}])`;
const HAN = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]`;

/** One token after the other; groups: machine-made, root of a path, hexadecimal, number, name in a program, word, sign. */
const TOKEN = new RegExp(
  [
    `(?<![\\p{L}\\p{N}])(?<value>${VALUES.join('|')})`,
    `(?<root>${ROOT}${STEP}*[\\\\/]+(?=[^\\s\\\\/]))`,
    String.raw`(?<![\p{L}\p{N}])(?<hex>[+@]?0x[0-9a-fA-F]+)(?![\p{L}\p{N}])`,
    `(?<![\\p{L}\\p{N}])(?<number>${NUMBER})`,
    String.raw`(?<name>\p{L}{1,80}(?:_\p{L}{1,80})+)(?![\p{L}\p{N}])`,
    String.raw`(?<word>${HAN}|(?:(?!${HAN})[\p{L}\p{M}\p{N}])+(?:'\p{L}+(?<=n't))?)`,
    String.raw`(?<sign>[=!]==?|[<>]=|=~|(?<=\s|^)[<>](?=\s)|^[-+](?=\s))`,
  ].join('|'),
  'gu',
);

/** Words before a number that says what is wrong: `SQLSTATE 23505`, `exit code 137`. */
const BEFORE_CODE =
  /^(?:rc|err|errno|sqlstate|hresult|http|signal|(?:status|errno|exit|err(?:or)?|return|r|result|response|reason|close|sql|win)?_?(?:code|status|error))$/i;
/** Words before a number that the system gives out. */
const BEFORE_ID = /^(?:pid|ppid|tid|goroutine|thread|process|transaction|pool|exec|gw|ids?|serial)$/i;
/** Words before the status of an HTTP answer. */
const ANSWER = /^(?:answer|return|respon|receiv|got)/i;

/** The tokens of one line. Numbers side by side are one, and so are machine-made values with the numbers beside them. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let lastWord = '';
  const made = madeIn(line);
  let next = 0;
  for (const match of everyMatch(TOKEN, line)) {
    const { value, root, hex, number, name, word = name } = match.groups ?? {};
    if (root !== undefined) continue;
    const [text] = match;
    const start = match.index;
    const gap = line.slice(tokens.at(-1)?.end ?? 0, start);
    const add = (kind: TokenKind, part = text, from = start) =>
      push(tokens, { kind, text: part, start: from, end: from + part.length });
    while ((made[next]?.to ?? line.length) <= start) next += 1;
    const isInMade = (made[next]?.from ?? line.length) <= start;
    if (value !== undefined || isInMade) add('value');
    else if (hex !== undefined) add(kindOfHex(text, lastWord, gap));
    else if (number !== undefined) add(kindOfNumber(text, line, start, lastWord, tokens.at(-1)));
    else if (word === undefined) add('sign');
    else if (!/\p{N}/u.test(word)) {
      add('word');
      lastWord = word;
    } else if (word.length === SQLSTATE && BEFORE_CODE.test(lastWord) && gap.length <= 4) add('code');
    else if (isMade(word) || (tokens.at(-1)?.kind === 'value' && /^[-+/_=]$/.test(gap))) add('value');
    else
      for (const piece of word.matchAll(/\p{N}+|[^\p{N}]+/gu)) {
        const isNumber = /^\p{N}/u.test(piece[0]);
        // A number at capitals is a code, and says what is wrong: TS2345.
        const isCode = isNumber && piece.index > 0 && /^[A-Z]{2,}\d+$|^[A-Z]\d{3,5}$/.test(word);
        add(
          isCode
            ? 'code'
            : !isNumber
              ? 'word'
              : piece[0].length > 3 || BEFORE_ID.test(lastWord)
                ? 'value'
                : 'number',
          piece[0],
          start + piece.index,
        );
        if (!isNumber) lastWord = piece[0];
      }
  }
  return tokens;
}

function push(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  const isSlot = ({ kind }: Token) => kind === 'value' || kind === 'number';
  if (!last || !isSlot(last) || !isSlot(token)) {
    tokens.push(token);
    return;
  }
  const kind = last.kind === 'value' || token.kind === 'value' ? 'value' : 'number';
  tokens[tokens.length - 1] = { kind, text: `${last.text} ${token.text}`, start: last.start, end: token.end };
}

function kindOfHex(text: string, lastWord: string, gap: string): TokenKind {
  if (BEFORE_CODE.test(lastWord) && gap.length <= 3) return 'code';
  return text.length >= 7 || /^[+@]/.test(text) ? 'value' : 'number';
}

const HTTP_ERROR = /^(?:4(?:[01]\d|2[1-9]|31|51)|5(?:0\d|1[01]))$/;
const COMPARED =
  /(?:^|[=!]=+|\b(?:expected|received|actual|got|was|be|equals?|eql|assert|but|is|not))[\s:<"'(]*$/i;
const ENDS_COMPARED = /^[\s>"')]*(?:$|[=!,;.]|(?:to|but|got|and|is|was|does|should)\b)/i;

/** The first port that a system gives out as it likes. Below it, a port tells which service is meant. */
const FIRST_GIVEN_OUT = 32_768;

function kindOfNumber(
  text: string,
  line: string,
  start: number,
  lastWord: string,
  last: Token | undefined,
): TokenKind {
  const digits = text.replace(/\D/g, '').length;
  const amount = Number.parseFloat(text.replace(',', '.'));
  const gap = line.slice(last?.end ?? 0, start);
  const before = line.slice(Math.max(0, start - 40), start);
  const isClock = text.length === 2 && /(?<!\.)\b\d{1,2}:$/.test(before);
  if (
    (!isClock && /(?:\blocalhost|(?:\/\/|@)[\w.-]{1,39}|[\d\]]|[a-z]\.[a-z][\w-]*):$/i.test(before)) ||
    /\bport[ =:#]{1,2}$/i.test(before)
  )
    return /^\d{2,5}$/.test(text)
      ? amount < FIRST_GIVEN_OUT
        ? 'code'
        : 'value'
      : digits > 5
        ? 'value'
        : 'number';
  if (/\bHTTP\/\d(?:\.\d)? $/i.test(before)) return 'code';
  // Compared alone with another: a status, not how many there are.
  if (HTTP_ERROR.test(text) && COMPARED.test(before) && ENDS_COMPARED.test(line.slice(start + 3)))
    return 'code';
  const isNext = last?.kind === 'word' && gap.length <= 4;
  if (isNext && gap.length <= 2 && BEFORE_ID.test(lastWord)) return 'value';
  if (isNext && /^[-_]?$/.test(gap) && /^[A-Z]{2,}$/.test(lastWord)) return 'code';
  const isCode = (isNext && BEFORE_CODE.test(lastWord)) || /\bexited(?: with)? $/i.test(before);
  if (isCode && Math.abs(amount) > 2) return 'code';
  if (/^[1-5]\d{2}$/.test(text) && ANSWER.test(lastWord) && gap.length <= 12) return 'code';
  if (/\d[eE][+-]?\d/.test(text) || /\.\d{4}/.test(text)) return 'value';
  return digits > 3 && !/[.,]/.test(text) ? 'value' : 'number';
}

/** What is written without a blank. */
const CHUNK = /[\p{L}\p{N}]+(?:[-_./:+$][\p{L}\p{N}]+)*/gu;
/** What people join to a name: `Cart`, `HTTP`, `17`. */
const NATURAL = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/** Where nobody would have written so: random ids, and times such as `02/Mar/2026:12:00:01`. */
function madeIn(line: string): readonly { readonly from: number; readonly to: number }[] {
  return everyMatch(CHUNK, line).flatMap(({ 0: chunk, index }) => {
    if (!isRandom(chunk) && !isStamp(chunk)) return [];
    // The kind of an id stands before it: `vol-049df61146c4d7901`.
    const [kind = ''] = /^\p{L}{2,}[-_](?=[0-9a-f]{7,}$)/u.exec(chunk) ?? [];
    return [{ from: index + kind.length, to: index + chunk.length }];
  });
}

/** Small and capital letters with digits change so often that no names are in it. */
function isRandom(chunk: string): boolean {
  if (chunk.length < 14 || !/\d/.test(chunk) || !/[a-z]/.test(chunk) || !/[A-Z]/.test(chunk)) return false;
  return isMade(chunk.replace(/[^A-Za-z\d]/g, ''));
}

const MAX_STAMP = 64;

/** Digits, with a few letters between or around them. */
function isStamp(chunk: string): boolean {
  return (
    chunk.length > SQLSTATE &&
    chunk.length < MAX_STAMP &&
    /\d.*\p{L}.*\d|\p{L}.*\d.*\p{L}/u.test(chunk) &&
    // A port tells which service is meant.
    !/^0x|\p{L}{4}|:\d{3}/iu.test(chunk) &&
    chunk.replace(/\D/g, '').length >= Math.max(4, chunk.replace(/\P{L}/gu, '').length)
  );
}

/** Characters of a code such as `40P01`, the longest that has letters between digits. */
const SQLSTATE = 5;

/** Letters and digits in a mixture that nobody writes: of a hash, or an id. Words with a number in them are none: `sha256`. */
function isMade(word: string): boolean {
  if (/^[0-9a-f]{7,}$/i.test(word)) return true;
  const parts = word.match(NATURAL) ?? [];
  // Of one case, words are told by their digits alone.
  const most = /[a-z]/.test(word) && /[A-Z]/.test(word) ? 2.5 : 2.9;
  return word.length > SQLSTATE && parts.length > 2 && word.length <= most * parts.length;
}
