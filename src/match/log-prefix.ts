import { MARK, PREFIXES, toolLines } from '../runs/read/log/log-line.ts';
import { PLACE } from './tokens.ts';

/** The lines of a failure without what jobs, containers and loggers put before each of them. */
export function withoutLogPrefixes(lines: readonly string[]): string[] {
  const isAlone = lines.filter((line) => line.trim() !== '').length === 1;
  const printed = toolLines(lines);
  return withoutShared(printed).map((line, i) => withoutKnown(line, isAlone && printed[i] !== lines[i]));
}

/** Characters at the start of a line in which a prefix is looked for. */
const MAX_PREFIX = 200;

const LEVELS = 'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|FATAL|CRITICAL|SEVERE';

/** A prefix ends with a sign or a level and a blank, or it is nothing but blanks. */
const ENDS = new RegExp(String.raw`^(?:\s{3,}|.*(?:[\]|>):]|\dZ|:\d+|\b(?:${LEVELS})|\S \S?-{1,3})\s{1,2})`);

/** Something in it that no sentence begins with: a number, a bracket, a bar, a path, a level, or blanks alone. */
const IS_PREFIX = new RegExp(String.raw`\d|[[\]|>@/]|^\s+$|\b(?:${LEVELS})\b`);

/** What all lines begin with, whatever their numbers are: nobody needs to know which logger wrote it. */
function withoutShared(lines: readonly string[]): readonly string[] {
  // Of an empty line, the blank at the end of its prefix is cut off.
  const starts = lines.filter((line) => line.trim() !== '').map((line) => partsOf(`${line} `));
  const [first = [], ...others] = starts;
  // One line alone may be a quotation.
  if (others.length === 0) return lines.map((line) => line.replace(/^(?:> )+/, ''));
  let count = first.length;
  for (const start of others) {
    const same = first.findIndex((part, i) => i === count || !isSamePart(part, start[i]));
    if (same !== -1) count = Math.min(count, same);
  }
  const prefix = ENDS.exec(first.slice(0, count).join(''))?.[0] ?? '';
  if (!IS_PREFIX.test(prefix)) return lines;
  const size = partsOf(prefix).length;
  return withoutShared(lines.map((line) => line.slice(partsOf(line).slice(0, size).join('').length)));
}

/** Numbers and single characters. */
function partsOf(line: string): string[] {
  return line.slice(0, MAX_PREFIX).match(/\d+|\D/g) ?? [];
}

function isSamePart(one: string, other: string | undefined): boolean {
  return one === other || (/\d/.test(one) && other !== undefined && /\d/.test(other));
}

const CLOCK = String.raw`\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,9})?`;
const DATE = String.raw`(?:\d{4}[-/])?\d{2}[-/]\d{2}`;
/** No name of a logger: an error says what failed. */
const NO_ERROR = String.raw`(?![\w.$]*(?:Error|Exception|Failure|Failed|Panic)\b)`;

interface Item {
  readonly pattern: RegExp;
  /** How many times and levels stand before it at least: without them it may be a part of what is said. */
  readonly behind: 0 | 1 | 2;
  /** It is a time or a level, which only loggers write. */
  readonly isSure: boolean;
}

function item(source: string, behind: Item['behind'] = 0, isSure = false): Item {
  return { pattern: new RegExp(`^\\s*${source}`), behind, isSure };
}

/** What prefixes are made of; each may follow another. */
const ITEMS: readonly Item[] = [
  item(
    String.raw`(?:<\d{1,3}>1? ?)?[A-Z][a-z]{2} {1,2}\d{1,2} ${CLOCK} [\w.-]{1,60} [\w./-]{1,60}(?:\[\d+\])?: `,
    0,
    true,
  ),
  item(String.raw`<\d{1,3}>1 \S{1,40} \S{1,60} \S{1,60} \S{1,20} \S{1,20} (?:-|\[.{0,200}?\]) `, 0, true),
  item(String.raw`(?:[DIWEF], )?\[[^\]]{0,40}\d\d:\d\d[^\]]{0,80}\][ :]?`, 0, true),
  item(String.raw`\d\d:\d\d \+\d+(?: ~\d+)?(?: -\d+)?: `, 0, true),
  item(String.raw`[\[(]?(?:${DATE}[T ])?${CLOCK}(?:Z|[+-]\d{2}:?\d{2})?[\])]?(?=\s|$|\[)[ ]?`, 0, true),
  item(String.raw`[IWEF]\d{4} ${CLOCK}\s+\d+ [^\s\]]+\] `, 0, true),
  item(String.raw`t = {1,9}\d+\.\d+s `, 0, true),
  // But for MySQL, which writes `ERROR 1045 (28000): `.
  item(String.raw`(?!ERROR \d+ \()(?:- [\w.]{1,60} - )?\[?(?:${LEVELS})\]?(?: -|[:\s])\s*(?=\S)`, 0, true),
  item(String.raw`[VDIWEF] (?=\S)`, 1, true),
  item(String.raw`(?:-{1,3}|:) (?=\S)`, 1),
  item(String.raw`\(?\d{3,7}\)?(?: +\d{3,7})?:? +(?=\S)`, 1),
  item(String.raw`\[[^\]]{1,80}\][ :]+(?=\S)`, 1),
  item(String.raw`(?:[\w.]{1,60}:)?${PLACE}:? +(?=\S)`, 1),
  item(String.raw`${NO_ERROR}(?=\S*[./@[])[\w$.@/:-]{1,80}(?:\[[^\]]{0,40}\])?(?: ?:| -{1,3}) +(?=\S)`, 1),
  item(String.raw`${NO_ERROR}[\w/-]{1,60}(?: on [\w.-]{1,60})?(?::| -{1,3}) +(?=\S)`, 2),
  item('[│┃║|](?: |$)'),
  item(String.raw`\[(?:gw\d+|\d+|[\w.-]{1,40}[-_]\d{1,4})\] `),
  // logfmt
  item(String.raw`(?:\w{1,20}=(?:"[^"]{0,100}"|\S{1,100}) )+(?:msg|message)="?`),
  item(String.raw`(?:npm (?:ERR!|error) |error\[\w+\]: )`),
  ...[...PREFIXES, MARK].map((pattern): Item => ({ pattern, behind: 0, isSure: false })),
];

/** @param isBehind another prefix stood before it. */
function withoutKnown(line: string, isBehind: boolean): string {
  let text = line;
  let sure = isBehind ? 1 : 0;
  for (let last = ''; last !== text; ) {
    last = text;
    for (const { pattern, behind, isSure } of ITEMS) {
      if (behind > sure) continue;
      const rest = text.replace(pattern, '');
      if (isSure && rest !== text) sure += 1;
      text = rest;
    }
  }
  return text;
}
