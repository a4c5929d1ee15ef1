import { remembered } from '../core/kept.ts';
import { bothEnds } from '../core/text.ts';
import { isHeading } from '../runs/read/log/dialects.ts';
import { withoutLogPrefixes } from './log-prefix.ts';
import { PLACE, SOURCE_FILE, type Token, tokensOf } from './tokens.ts';

/** A line of what a failure says, without what the tool put around it. */
export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** A tool names it as the failure: it begins with a place, or with a word for all errors. */
  readonly isNamed: boolean;
}

/** What a failure printed, or a symptom quotes, taken apart. */
export interface Reading {
  /** What failed: the last `Caused by` with what follows it, pytest's `E` lines, or all that is said. */
  readonly said: readonly Line[];
  /** What the exceptions say that were thrown around the cause. */
  readonly wrappers: readonly Line[];
  /** The tool prints the cause first and ends with its outermost wrapper, which people quote alone. */
  readonly endsInWrapper: boolean;
  /** The functions of the stack, the innermost first, without files and lines. */
  readonly frames: readonly string[];
}

/** Characters that are read: a message begins with what went wrong or, after a long log, ends with it. */
const MAX_READ = 100_000;
const MAX_LINES = 400;
const MAX_LINE = 4000;

/** A book says the same of many tests and runs, and each is asked for several times. In characters of all texts, and of one. */
const MOST_KEPT = 400_000;
const LONGEST_KEPT = 4000;

const readShort = remembered(readText, MOST_KEPT, (text) => text.length);

/** Takes the output of a failure apart. Linear in its length. */
export function readFailure(text: string): Reading {
  return text.length > LONGEST_KEPT ? readText(text) : readShort(text);
}

function readText(text: string): Reading {
  const lines = withoutLogPrefixes(bothEnds(cleanLines(text), MAX_READ).split('\n'));
  const isPytest = lines.some((line) => PYTEST.test(line));
  const said: Line[] = [];
  const frames: string[] = [];
  const seen = new Set<string>();
  let cause = 0;
  let end: number | undefined;
  let isSource = false;
  for (const [i, line] of lines.entries()) {
    if (said.length > MAX_LINES) break;
    if (CAPTURED.test(line)) break;
    if (isHeading(line)) continue;
    const frame = frameOf(line, lines[i + 1]);
    if (frame !== undefined) frames.push(frame);
    const isPython = /^\s*File "/.test(line);
    // Python quotes the source below each frame.
    const isQuoted: boolean = isSource && /^\s{4}|^\s*[\^~]+$/.test(line);
    isSource = isPython || isQuoted;
    if (frame !== undefined || isPython || isQuoted) continue;
    if (CAUSE.test(line.trim())) cause = said.length;
    if (WRAPPED.test(line)) end ??= said.length;
    for (const part of partsOf(line, isPytest)) {
      if (part.isCause) cause = said.length;
      // The runner's heading has the name of the test; numbers below it tell several failures apart.
      if (NUMBERED.test(part.text) && said.length === 0) continue;
      const read = readLine(part.text.replace(NUMBERED, ''), !isPytest);
      // A report that has a message beside the whole output says it twice.
      if (!read || (seen.has(read.text) && said[0]?.text === read.text)) continue;
      seen.add(read.text);
      said.push(read);
    }
  }
  if (said.length === 0)
    said.push(
      ...lines
        .filter((line) => HEADED.test(line))
        .flatMap((line) => readLine(line.replace(HEADED, ''), true) ?? []),
    );
  // A log may be cut behind a heading.
  if (cause === said.length) [cause, end] = [0, undefined];
  const wrappers = [...said.slice(0, cause), ...(end === undefined ? [] : said.slice(end))];
  return { said: said.slice(cause, end), wrappers, endsInWrapper: end !== undefined, frames };
}

/** What failed in one line, without what a machine made: the same for two runs of a failure. */
export function shapeOf(text: string): string {
  return shapeOfReading(readFailure(text));
}

export function shapeOfReading({ said }: Reading): string {
  const parts = said.flatMap(({ tokens }) => tokens);
  return parts.map(({ kind, text: part }) => (kind === 'value' ? '<value>' : part)).join(' ');
}

/** .NET and Spring write the causes of an exception behind it. */
function partsOf(line: string, isPytest: boolean): { text: string; isCause: boolean }[] {
  if (isPytest && !PYTEST.test(line)) return [];
  const [first = '', ...causes] = line.split(/ -{2,4}> (?=\S)|; nested exception is (?=\S)/);
  return [{ text: first, isCause: false }, ...causes.map((text) => ({ text, isCause: true }))];
}

function readLine(line: string, mayHavePlace: boolean): Line | undefined {
  let text = line
    .trim()
    .replace(CAUSE, '')
    .replace(MORE_AT, '')
    .replace(/^# +(?=\S)/, '');
  if (AROUND.some((pattern) => pattern.test(text))) return undefined;
  if (mayHavePlace && PLACE_ALONE.test(text)) return undefined;
  let isNamed = false;
  for (let last = ''; last !== text; isNamed ||= last !== text) {
    last = text;
    text = text.replace(BEFORE, '');
  }
  const shown = text.slice(0, MAX_LINE).replace(PACKAGE, '').replace(PLACE_BEHIND, '').trim();
  const tokens = trimmed(tokensOf(sameMarks(shown)));
  return tokens.length === 0 ? undefined : { text: shown, tokens, isNamed };
}

/** What a machine made at either end of a line tells nothing of how the line goes on; a diff has it behind the sign. */
function trimmed(tokens: readonly Token[]): readonly Token[] {
  const isMade = (token: Token | undefined) => token?.kind === 'value';
  let [start, end] = [0, tokens.length];
  while (end - start > 1 && isMade(tokens[start])) start += 1;
  const least = tokens[start]?.kind === 'sign' ? 2 : 1;
  while (end - start > least && isMade(tokens[end - 1])) end -= 1;
  return tokens.slice(start, end);
}

/** In lines, without colours and other control characters; quotation marks of one kind. */
export function plainLines(text: string): string {
  return sameMarks(cleanLines(text));
}

function cleanLines(text: string): string {
  return text.replace(COLOUR, '').replace(/\r\n?/g, '\n').replace(UNSEEN, ' ');
}

/** As many characters as before. */
function sameMarks(text: string): string {
  return text.replace(/[‘’‚‛`´]/g, "'").replace(/[“”„‟«»]/g, '"');
}

/** Sequences for a terminal; readers of results show the sign that begins them as a picture, and others leave it out. */
const COLOUR = /[\u001b\u241b\u009b]+(?:\[?[0-9;?]*[ -/]{0,3}[A-Za-z])?|\[\d{1,3}(?:;\d{1,3}){0,4}m/g;
const UNSEEN = /(?![\n ])[\s\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Where a tool says that it has more to read: no words of what failed. */
const MORE_AT =
  /(?:for (?:more|further) \w{1,20},? )?(?:please )?(?:see|visit|read|check|refer to)(?: also)?:?\s+https?:\/\/\S+/gi;

/** A heading with what failed behind it: pytest's summary, tests of the web platform. */
const HEADED =
  /^\s*(?:FAIL|FAILED|ERROR) \S.{0,300}? - (?=(?:[\w$]+[.:]+)*(?:\w*(?:Error|Exception|Failure|Failed|Timeout|Interrupt|Exit|Warning)|assert\w*)\b)/;

const NUMBERED = /^\s*\d+\) /;

const PYTEST = /^E(?: {1,}\S| *$)/;
/** Behind such a heading stands what the test printed while it ran. */
const CAPTURED =
  /^\s*-{3,} ?(?:Captured|captured|generated) |^When the exception was thrown, this was the stack|^\s*(?:std|System\.)(?:out|err):?$/;

/** What begins the exception that caused the one before. */
const CAUSE =
  /^(?:#? ?-* ?)?(?:Caused by|Root cause|\[cause\](?=:)|cause|Nested exception|Inner ?exception|nested exception is)(?<=\]|\b)(?: \d+)?(?!\w):? ?(?:-+$)?|^-{2,4}> ?(?=\S)|^-{4} (?=[\w.]+(?:Exception|Error) ?:)/i;

/** Python: what stands before caused what follows. Where it only says that it handled something, both tell. */
const WRAPPED = /^\s*The above exception was the direct cause of the following/;

/** Lines of runners: where it failed and what else ran, not how. */
const AROUND: readonly RegExp[] = [
  /^$/,
  /^(?:❯|›|→|\^|~|>|--?>)/,
  /^(?:\|\s*[\^~-]|\d+ ?[|│┃]|\d+:(?: {2}|$))/,
  /^[=_⎯•─━═*#+-]{3,}/,
  /^(?:--- |=== )?(?:FAIL|PASS|RUN|PAUSE|CONT|SKIP|ok|FAILED|PASSED|NAME)\b(?!:)/,
  /^(?:not ok \d+|ok \d+|1\.\.\d+$)/,
  /^(?:Failures:|There (?:was|were) \d+ (?:error|failure)s?:|\d+ (?:passing|pending|failing)\b.*)$/,
  /^\[(?:(?:FAIL|It|RUN)\]|(?:FAILED|PANICKED|TIMEDOUT)\](?: (?:in )?\[|$))/,
  / \*{3} FAILED \*{3}(?: \(.*\))?$/,
  /^(?:✗|×|✕|✖|●|○|✓|√|✘) /,
  /^(?:Traceback \(most recent|Stack ?trace|Error Message:$|Call log|Serialized Error|goroutine \d+|\.{3} ?\d+ more|created by |running tests:|During handling of the above|The above exception was)/i,
  /^(?:Error Trace|Test|Location|File|Attachments?|Error Context|Usage):(?:\s|$)/,
  /^(?:(?:Test )?[Ff]ailed\.?|self = <.*|The following \w+ was thrown running a test:|The test description was:.*|thread '.*' (?:\(\d+\) )?panicked at \S+:)$/,
  /^(?:Tests?|Test Files|Test Suites|Suites|Ran|Duration|Start at|Snapshots|Time|Time elapsed):? +\d/,
  /^(?:exit status \d+|FAIL\s.*|note: run with .RUST_BACKTRACE.*|stack backtrace:|(?:- )?Expected(?: +- \d+)?|\+ (?:Received|Actual)(?: +\+ \d+)?|- Expected \+ Received)$/,
  /^[A-Z]\w* \((?:\d+[hms.]?)+\)$/,
  /^(?:\[signal SIG\w+: .*\]|\w+ -- Python \d.*|std(?:out|err) \| .*)$/,
  /^(?:fail|crit|warn|info|dbug|trce): [\w.]+\[\d+\]$/,
  /^(?:In \[\w+\] at:|Full Stack Trace|Failure\/Error:)/,
  /^@@ /,
];

/** A file and a line, and at most the name of an error: pytest ends so. */
const PLACE_ALONE = new RegExp(
  String.raw`^(?:at )?(?:[A-Za-z]:)?${PLACE}:?(?: (?:in \S+|[\w.]+))?(?: @ .*)?\)?$`,
  'i',
);

/** What tools put before what a failure says: a place, a word for all errors. */
const BEFORE = new RegExp(
  [
    '^(?:E +',
    String.raw`\(?(?:[A-Za-z]:)?${PLACE}(?:\)(?:\.\w{1,80})?|:in ['\x60][^']{1,200}')?: (?=\S)`,
    String.raw`(?:[\w$]+[.:]+)*(?:Error|AssertionError(?: \[ERR_ASSERTION\])?|AssertionFailedError|AssertionFailure|ComparisonFailure|Exception|Failed|failed|ERROR|error|FAILED|Message|panic): +(?=\S)`,
    String.raw`\[(?:FAILED|PANICKED|TIMEDOUT)\] (?=\S)`,
    String.raw`-\[[\w.]+ \w+\] : )`,
  ].join('|'),
);

/** Where it was said, behind what was said. */
const PLACE_BEHIND = new RegExp(
  String.raw`\s(?:\(?(?:[A-Za-z]:)?${PLACE}\)?|\((?:[A-Za-z]:)?${SOURCE_FILE}\))$`,
  'i',
);

/** Packages and namespaces of an exception. */
const PACKAGE =
  /(?<![\w.])(?:[A-Za-z_]\w{0,60}(?:\.|::)){1,12}(?=[A-Z]\w{0,80}(?:Exception|Error|Failure)\b)/g;

/** The function of a line of a stack. */
function frameOf(line: string, next = ''): string | undefined {
  for (const pattern of FRAMES) {
    const found = pattern.exec(line);
    if (found) return found.groups?.name ?? '';
  }
  // Go writes the function above its place.
  if (!/^\s+\S+\.go:\d+(?: \+0x|$)/.test(next)) return undefined;
  return /^(?:created by )?(?<name>[\w./@~*()-]{1,300}?)(?:\([^()]*\)|\(\{.*\}\)| in goroutine \d+)?$/.exec(
    line.trim(),
  )?.groups?.name;
}

const FRAMES: readonly RegExp[] = [
  // Java, JavaScript, .NET, Kotlin.
  /^\s*at (?:async |new )?(?<name>[^\s(]{1,300})(?: \[as [^\]]*\])?\s?\(.*\)(?: \[0x[0-9a-f]+\])?(?: in .*)?(?::line \d+)?\s*(?:~?\[.*\])?[ ,{]*$/,
  /^\s*(?:at|❯) (?:async )?(?<name>)\S+:\d+(?::\d+)?$/,
  /^\s*❯ (?<name>[\w.$<>]{1,200}) \S+:\d+:\d+$/,
  /^\s*\S+\.go:\d+(?: \+0x[0-9a-f]+)$/,
  // Firefox, Safari.
  /^\s*(?:\[[^\]]{0,80}\] )?(?<name>[\w$.<>/*]{0,200})@\S+:\d+:\d+$/,
  // Go, where its place is left out.
  /^(?<name>[\w./@~*()-]{0,200}[./][\w@~*()-]{1,100})\((?:0x[0-9a-f]+\??|\.{3}|[{}, ]){1,40}\)$/,
  // C++, as Chromium and the sanitizers print it.
  /^\s*#\d+ 0x[0-9a-f]+ (?:in )?(?<name>[^\s(]{1,300})/,
  // Rust, gdb.
  /^\s*(?:#?\d+): +(?:0x[0-9a-f]+ - )?(?<name>[\w<>{}$# ]{1,100}::[\w:<>{}$# ]{1,300})$/,
  /^\s+at \S+\.\w{1,5}:\d+(?::\d+)?$/,
  // Ruby, PHP, Elixir.
  /^\s*(?:# +)?(?:from )?\S+\.rb:\d+:in ['`](?<name>[^']{1,200})'$/,
  /^\s*#\d+ \S+\(\d+\): (?<name>[^\s(]{1,200})/,
  /^\s*\(\w+ [\d.]+\) \S+\.exs?:\d+: (?<name>\S{1,200})$/,
];
