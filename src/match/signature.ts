import { once, remembered } from '../core/kept.ts';
import { longest } from '../core/text.ts';
import { type Regex, readRegex } from '../records/fields/regex.ts';
import type { Signature } from '../records/issue/signature.ts';
import { type Difference, findRun, stockPhraseWith } from './compare.ts';
import { stock } from './rarity.ts';
import { plainLines } from './reading.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A failure's text in the forms that signatures are held against: in its lines without colours, and in one line. */
export type Message = ReturnType<typeof readMessage>;

/** Where a failure happened, as far as that is known. */
export interface Place {
  readonly suite?: string;
  readonly environment?: string;
}

/** Whether the limits of a signature let it count for a failure. What is not known is not held. */
export function holds(
  only: Signature['only'],
  { suite, environment }: Place,
  isOf: (test: string) => boolean,
): boolean {
  if (only === undefined) return true;
  if (only.suite !== undefined && only.suite !== suite) return false;
  if (only.environment !== undefined && only.environment !== environment) return false;
  return only.tests.length === 0 || only.tests.some(isOf);
}

/** A signature without its specimens. */
export type Clue = Pick<Signature, 'text' | 'regex' | 'only'>;

/** A signature, ready to be searched for. */
export type SignatureSearch = ReturnType<typeof describeSignature>;

interface Hit {
  /** What it fits in the message. */
  readonly found: string;
  /** To the letter, with nothing that a machine made left out. */
  readonly isExact: boolean;
  readonly differs: readonly Difference[];
}

/** Characters that are looked at at each end: a message begins with what went wrong or, after a long log, ends with it. */
const MAX_END = 50_000;

export function readMessage(message: string) {
  const isLong = message.length > 2 * MAX_END;
  const lines = plainLines(isLong ? `${message.slice(0, MAX_END)}\n${message.slice(-MAX_END)}` : message);
  const plain = inOneLine(lines);
  return { lines, plain, tokens: once(() => tokensOf(plain)) };
}

/** What any tool says, read once: the phrases are the same for every book. */
const stockMessages = once(() => stock.map(({ text }) => readMessage(text)));
const stockText = once(() =>
  stockMessages()
    .map(({ plain }) => plain)
    .join('\n'),
);

/** The check, each page and the matcher ask for the clues of the same expressions. */
const cluesIn = remembered(requiredText, 1000);

/** One whose expression cannot be read is found nowhere: that is a finding of the check. */
export function describeSignature({ text, regex, only }: Clue) {
  const compiled = once(() => (regex === undefined ? undefined : compile(regex)));
  const plain = text === undefined ? '' : inOneLine(plainLines(text));
  const tokens = once(() => tokensOf(plain));
  /** Texts of which a message that it fits has at least one; empty where none can be told. */
  const clues =
    text === undefined ? cluesIn(regex ?? '') : [longest(wordsOf(tokens()))].filter((clue) => clue !== '');
  /** A cheap look before the real one. */
  const mayBeIn = (plain: string) => clues.length === 0 || clues.some((clue) => plain.includes(clue));
  const findIn = (message: Message): Hit | undefined => {
    if (!mayBeIn(message.plain)) return undefined;
    const byText = text === undefined ? undefined : findText(plain, tokens(), message);
    if (text !== undefined && !byText) return undefined;
    if (regex === undefined) return byText;
    const expression = compiled();
    if (!expression?.test(message.lines) && !expression?.test(message.plain)) return undefined;
    const found = byText?.found ?? message.lines.split('\n').find((line) => expression.test(line)) ?? '';
    return { found: found.trim(), isExact: byText?.isExact ?? true, differs: byText?.differs ?? [] };
  };
  /** What many kinds of failure say, where it fits that: it tells nothing of a test that the issue does not name. */
  const genericText = once(() => {
    if (text !== undefined && regex === undefined) return stockPhraseWith(tokens());
    if (!mayBeIn(stockText())) return undefined;
    for (const phrase of stockMessages()) {
      const hit = findIn(phrase);
      if (hit) return hit.found;
    }
    return undefined;
  });
  return { only, text: text ?? regex ?? '', clues, genericText, findIn };
}

/** To the letter, or else without what a machine made. */
function findText(text: string, wanted: readonly Token[], message: Message): Hit | undefined {
  if (occursIn(text, message.plain)) return { found: text, isExact: true, differs: [] };
  if (wanted.length === 0) return undefined;
  const tokens = message.tokens();
  const run = findRun(wanted, tokens, true);
  if (!run) return undefined;
  const found = message.plain.slice(tokens[run.from]?.start, tokens[run.to - 1]?.end);
  return { found, isExact: false, differs: run.differs };
}

/** Whether a text occurs in another and cuts no number: `found: 1` is no part of `found: 12` or of `found: 1.5`. */
function occursIn(text: string, whole: string): boolean {
  if (text === '') return false;
  const startsInNumber = /^\d/.test(text);
  const endsInNumber = /\d$/.test(text);
  for (let at = whole.indexOf(text); at !== -1; at = whole.indexOf(text, at + 1)) {
    const end = at + text.length;
    if (startsInNumber && /\d[.,]?$/.test(whole.slice(Math.max(0, at - 2), at))) continue;
    if (endsInNumber && /^[.,]?\d/.test(whole.slice(end, end + 2))) continue;
    return true;
  }
  return false;
}

function inOneLine(lines: string): string {
  return lines.replace(/\s+/g, ' ').trim();
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }) => (kind === 'word' ? [text] : []));
}

function compile(source: string): Regex | undefined {
  const read = readRegex(source);
  return 'regex' in read ? read.regex : undefined;
}

/** Stands for what may be several texts, or none. */
const GAP = '\0';

/** Groups in groups that are taken off; an expression with more of them is tried on every message. */
const MAX_LEVELS = 50;

/** Signs that an expression would take for its own are out of its sight here (a private use area of Unicode). */
const hide = (sign: string) => String.fromCharCode(0xf000 + sign.charCodeAt(0));
const shown = (text: string) =>
  text.replace(/[\uf000-\uf07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xf000));

/**
 * Texts of which every match of a regular expression has one in it: of each branch of a choice at its top, the longest run
 * of plain signs outside of groups, classes and repetitions. Nothing where a branch has no such run, or the expression
 * ignores case or uses what is not known here: such an expression is tried on every message. Linear in its length.
 * @returns one text for each branch, each once, or none.
 */
export function requiredText(source: string): readonly string[] {
  if (/\(\?[a-zA-Z-]*[ix]|\\Q|[\uf000-\uf07f\0]/.test(source)) return [];
  let plain = source
    .replace(/\\([^A-Za-z0-9\n\u0080-\uffff])/g, (_, sign: string) => hide(sign))
    .replace(/\\(?:[pPxu]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)/gs, GAP)
    .replace(/\[\^?\]?(?:\[:\^?\w*:\]|[^\]])*(?:\]|$)/g, GAP);
  for (let level = 0; /[()]/.test(plain); level += 1) {
    if (level === MAX_LEVELS) return [];
    plain = plain.replace(/\([^()]*(?:\)|$)/g, GAP);
  }
  plain = plain.replace(/.(?:[?*]|\{[\d,]*\})[?+]?|\+[?+]?|[.^${]/gs, (part) =>
    part.startsWith('|') ? `|${GAP}` : GAP,
  );
  const texts = new Set(plain.split('|').map((branch) => longestRun(branch.split(GAP).map(shown))));
  return texts.has('') ? [] : [...texts];
}

/** White space is compared in one line, where there is never more than one space. */
function longestRun(runs: readonly string[]): string {
  return longest(runs.flatMap((text) => text.split(/\s{2,}|[^\S ]/)).map((text) => text.trim()));
}
