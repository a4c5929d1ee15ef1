import { atKey } from '../core/kept.ts';
import { longest } from '../core/text.ts';
import { commonRow } from './common-row.ts';
import { isName, isOwn, knowsLanguage, type Rarity, stock } from './rarity.ts';
import type { Line, Reading } from './reading.ts';
import type { Token } from './tokens.ts';

/** A part that is not the same: `was` in what the issue quotes, `is` in the failure. One of them may be empty. */
export interface Difference {
  readonly was: string;
  readonly is: string;
}

/** Where the words of a line stand in a failure. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** Numbers and values that are not the same. */
  readonly differs: readonly Difference[];
}

/** How a symptom and a failure compare. */
export interface Likeness {
  /**
   * `same`: the same words, values aside. `numbers`: the same but for small numbers. `part`: most of the words. `none`: less.
   */
  readonly kind: 'same' | 'numbers' | 'part' | 'none';
  /** The share of the symptom's words that the failure has, weighed by how rare they are: 0 to 1. */
  readonly share: number;
  /** The line of the failure that says most of what both say. */
  readonly found: string;
  readonly differs: readonly Difference[];
  /** The symptom has only words that any tool says. */
  readonly isGeneric: boolean;
  /** Nobody can tell which of its words any tool says: they are of another language. */
  readonly isForeign: boolean;
  /** Words of the symptom that no tool says of itself, and names in programs among them. */
  readonly own: readonly Token[];
  readonly names: readonly Token[];
}

/** The share of a symptom's words that must be found in lines of the same words. */
const MOST = 0.6;
/** The share from which on a line is missed where the failure says something else in its place. */
const NOTEWORTHY = 0.1;
/** The same where only what any tool says was said: a format may leave out `Received: 1` below `expected 2 to be 1`. */
const NEARLY_ALL = 0.85;

/** The tokens of a reading in one row, as lines may be wrapped elsewhere. */
interface Row {
  readonly tokens: readonly Token[];
  readonly lines: readonly Line[];
  /** Of each token, its line. */
  readonly lineOf: readonly number[];
}

function rowOf(lines: readonly Line[]): Row {
  return {
    lines,
    tokens: lines.flatMap(({ tokens }) => tokens),
    lineOf: lines.flatMap(({ tokens }, i) => tokens.map(() => i)),
  };
}

/** Compares a symptom with a failure, word by word. */
export function compare(symptom: Reading, failure: Reading, rarity: Rarity): Likeness {
  const { isSame, foundShare, found, differs, ...shared } = compareWords(symptom, failure, rarity);
  if (isSame)
    return {
      kind: differs.length > 0 ? 'numbers' : 'same',
      share: foundShare,
      found,
      differs: unique(differs),
      ...shared,
    };
  const { share, line, differs: others } = shareOf(symptom, failure, rarity);
  return {
    kind: share >= MOST ? 'part' : 'none',
    share,
    found: found === '' ? line : found,
    differs: unique([...differs, ...others]),
    ...shared,
  };
}

/** Whether they are the `same`, without a look at how much of another failure is. */
export function isSameFailure(symptom: Reading, failure: Reading, rarity: Rarity): boolean {
  const { isSame, differs } = compareWords(symptom, failure, rarity);
  return isSame && differs.length === 0;
}

/** A symptom, and what its words tell. */
interface Weighed extends Pick<Likeness, 'isGeneric' | 'isForeign' | 'own' | 'names'> {
  /** Of each line, what it says that those before it do not: tools say things twice. */
  readonly weights: readonly number[];
  readonly total: number;
  /** The line that says most of what no tool says of itself. */
  readonly telling: number;
}

/** By symptom: it is compared with thousands of failures. */
const weighed = new WeakMap<Rarity, WeakMap<Reading, Weighed>>();

function weighSymptom({ said }: Reading, rarity: Rarity): Weighed {
  const weights = weighLines(said, rarity);
  const owns = said.map((line) => weighOwn(line, rarity));
  const words = said.flatMap((line) => line.tokens.map((token) => ({ token, line })));
  const special = words.filter(({ token }) => isOwn(token));
  const own = special.flatMap(({ token, line }) => (atKey(languages, line, knowsLanguage) ? [token] : []));
  return {
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
    telling: owns.indexOf(Math.max(...owns)),
    own,
    names: words.flatMap(({ token, line }) => (isName(token, line.text) ? [token] : [])),
    isGeneric: special.length === 0 && !words.some(({ token }) => token.kind === 'code'),
    isForeign: own.length === 0 && special.length > 0,
  };
}

function compareWords(symptom: Reading, failure: Reading, rarity: Rarity) {
  const isOuter = failure.endsInWrapper && symptom.wrappers.length === 0;
  const row = rowOf(isOuter ? [...failure.said, ...failure.wrappers] : failure.said);
  const covered = new Uint8Array(row.tokens.length);
  const known = atKey(weighed, rarity, () => new WeakMap());
  const { weights, total, telling, ...shared } = atKey(known, symptom, () => weighSymptom(symptom, rarity));
  const differs: Difference[] = [];
  const runs: (Run | undefined)[] = [];
  let foundWeight = 0;
  let found = { weight: -1, line: '' };
  for (const [i, line] of symptom.said.entries()) {
    const weight = weights[i] ?? 0;
    const run = findLine(line, row, rarity);
    runs.push(run);
    if (!run) continue;
    foundWeight += weight;
    covered.fill(1, withPrefix(run, row), run.to);
    differs.push(...run.differs);
    if (weight > found.weight) found = { weight, line: row.lines[row.lineOf[run.from] ?? 0]?.text ?? '' };
  }
  /** Where a line of the symptom should stand, the failure says something else. */
  const isReplaced = () =>
    weights.some((weight, i) => {
      // Of a diff, each line tells.
      const isTelling = weight >= NOTEWORTHY * total || symptom.said[i]?.tokens[0]?.kind === 'sign';
      if (runs[i] || !isTelling) return false;
      const from = runs.slice(0, i).findLast((run) => run)?.to ?? 0;
      const to = Math.min(
        row.tokens.length,
        ...runs.flatMap((run) => (run && run.from >= from ? [run.from] : [])),
      );
      const between = row.tokens.slice(from, to).filter((_, k) => covered[from + k] === 0);
      return 2 * rarity.weighAll(between) >= weight;
    });
  const isWhole = foundWeight >= total - 1e-9 && total > 0;
  const isSame = shared.isGeneric
    ? total > 0 &&
      foundWeight >= NEARLY_ALL * total &&
      !symptom.said.some((line, i) => !runs[i] && isContradicted(line, row)) &&
      !saysMore(row, covered) &&
      haveSameFrame(symptom, failure)
    : total > 0 &&
      (isWhole || (runs[telling] !== undefined && foundWeight >= MOST * total && !isReplaced())) &&
      coversLines(row, covered, rarity);
  return {
    isSame,
    foundShare: foundWeight / total,
    found: found.line,
    differs,
    ...shared,
  };
}

/** Whether a tool names something as an error that the symptom has no word of: beside what is known, something else failed. */
export function failsOtherwise(symptom: Reading, { said }: Reading, rarity: Rarity): boolean {
  const row = rowOf(symptom.said);
  return said.some(
    (line) =>
      line.isNamed &&
      findLine(line, row, rarity) === undefined &&
      !symptom.said.some((own) => findLine(own, rowOf([line]), rarity)),
  );
}

function weighLines(lines: readonly Line[], rarity: Rarity): number[] {
  const said = new Set<string>();
  return lines.map(({ tokens }) => {
    const fresh = tokens.filter(({ text }) => !said.has(text.toLowerCase()));
    for (const { text } of tokens) said.add(text.toLowerCase());
    return rarity.weighAll(fresh);
  });
}

/** What a line says that no tool says of itself; all of it where no line says such a thing. */
function weighOwn({ tokens }: Line, rarity: Rarity): number {
  return (
    rarity.weighAll(tokens.filter((token) => isOwn(token) || token.kind === 'code')) +
    rarity.weighAll(tokens) / 1000
  );
}

/** Whether the failure has a line that begins as this one and goes on otherwise: `Expected: true` for `Expected: false`. */
function isContradicted({ tokens: [first] }: Line, { lines }: Row): boolean {
  return lines.some(({ tokens }) => tokens[0]?.text === first?.text);
}

const MAX_DIFFERS = 6;

function unique(differs: readonly Difference[]): Difference[] {
  return [...new Map(differs.map((one) => [JSON.stringify(one), one])).values()].slice(0, MAX_DIFFERS);
}

/** Names in brackets, which a job or a logger may put before a line. */
const IN_BRACKETS = /^(?:\[[\w.:/ -]{0,80}\][ :]*)+$/;

/** One word that something else may have put before a line: `api | `, `till: `. */
const ONE_WORD = /^\S+(?: [|>:-])?(?<=[|>\]):=-]["']?)\s*$/;

/** The class of an error, which is no part of what was put before a line. */
const ERROR_CLASS = /[\w$.]{0,200}(?:Error|Exception): $/;

/** Where a run begins, with the names in brackets before it. */
function withPrefix({ from }: Run, { tokens, lines, lineOf }: Row): number {
  const line = lineOf[from] ?? 0;
  const before = lines[line]?.text.slice(0, tokens[from]?.start) ?? '';
  return IN_BRACKETS.test(before.replace(ERROR_CLASS, '')) ? lineOf.indexOf(line) : from;
}

/** A place in a line behind what something else may have put there. */
interface Beginning {
  readonly start: number;
  readonly isBehindBrackets: boolean;
}

/** By line: a symptom is compared with thousands of failures. */
const languages = new WeakMap<Line, boolean>();
const beginnings = new WeakMap<Line, readonly Beginning[]>();

function beginningsOf({ tokens, text }: Line): Beginning[] {
  return tokens.slice(0, Math.min(tokens.length - 1, 12)).flatMap((token, start): Beginning[] => {
    if (start === 0) return [];
    const before = text.slice(0, token.start).replace(ERROR_CLASS, '');
    const isBehindBrackets = IN_BRACKETS.test(before);
    return isBehindBrackets || ONE_WORD.test(before) ? [{ start, isBehindBrackets }] : [];
  });
}

/** The words of the line in the failure, one after the other; what stood before them may be missing there. */
function findLine(line: Line, row: Row, rarity: Rarity): Run | undefined {
  const { tokens, text } = line;
  const ends = (run: Run) => /(?:…|\.\.\.)$/.test(text) || !goesOn(run, row);
  const whole = findRun(tokens, row.tokens);
  if (whole) return ends(whole) ? whole : undefined;
  for (const { start, isBehindBrackets } of atKey(beginnings, line, beginningsOf)) {
    const rest = tokens.slice(start);
    if (rarity.weighAll(rest) < MOST * rarity.weighAll(tokens)) return undefined;
    const run = findRun(rest, row.tokens);
    // What else the failure has before them may be what differs.
    if (run && ends(run) && (isBehindBrackets || row.lineOf[run.from - 1] !== row.lineOf[run.from]))
      return run;
  }
  return undefined;
}

/** Whether the sentence goes on in the failure: `was stored` is no part of `was stored twice`. */
function goesOn({ to }: Run, { tokens, lines, lineOf }: Row): boolean {
  const [last, next] = [tokens[to - 1], tokens[to]];
  if (!last || !next || lineOf[to - 1] !== lineOf[to] || next.kind !== 'word') return false;
  return /^\s+$/.test(lines[lineOf[to] ?? 0]?.text.slice(last.end, next.start) ?? '');
}

/** The first place where tokens follow each other as they do here, values and numbers aside; the one that differs least. */
export function findRun(
  wanted: readonly Token[],
  tokens: readonly Token[],
  isStrict = false,
): Run | undefined {
  let best: Run | undefined;
  for (let from = 0; from < tokens.length; from += 1) {
    let [at, to] = [0, from];
    const differs: Difference[] = [];
    while (at < wanted.length) {
      const [one, other] = [wanted[at], tokens[to]];
      if (!one || !other) break;
      if (isAlike(one, other, isStrict)) {
        if (one.text !== other.text && !(one.kind === 'value' && other.kind === 'value'))
          differs.push({ was: one.text, is: other.text });
        [at, to] = [at + 1, to + 1];
        // Some runs have an id where others have none.
      } else if (at > 0 && one.kind === 'value') at += 1;
      else if (at > 0 && other.kind === 'value') to += 1;
      // As a large number it was taken for an id, and left out.
      else if (at === 0 && one.kind === 'number' && wanted.length > 1 && !isStrict) {
        differs.push({ was: one.text, is: '' });
        at += 1;
      } else break;
    }
    if (at < wanted.length || at === 0) continue;
    if (!best || differs.length < best.differs.length) best = { from, to, differs };
    if (best.differs.length === 0) break;
  }
  return best;
}

function isAlike(one: Token, other: Token, isStrict: boolean): boolean {
  const isSlot = ({ kind }: Token) => kind === 'value' || (kind === 'number' && !isStrict);
  if (isSlot(one) && isSlot(other)) return true;
  if (one.kind !== other.kind) return false;
  return one.text === other.text || (!isStrict && singular(one.text) === singular(other.text));
}

/** `There are 2 sessions` and `There is 1 session` say the same. */
function singular(word: string): string {
  if (word === 'are') return 'is';
  return word === 'were' ? 'was' : word.replace(/(?<=[a-rt-z]{3})s$/, '');
}

/** Whether the failure has words of its own beside those that were found. */
function saysMore({ tokens }: Row, covered: Uint8Array): boolean {
  return tokens.some((token, i) => covered[i] === 0 && (isOwn(token) || token.kind === 'code'));
}

/** Whether the words that were found are half at least of the lines in which they stand. */
function coversLines({ tokens, lineOf }: Row, covered: Uint8Array, rarity: Rarity): boolean {
  const touched = new Set(lineOf.filter((_, i) => covered[i] === 1));
  let [found, all] = [0, 0];
  for (const [i, token] of tokens.entries()) {
    if (!touched.has(lineOf[i] ?? -1)) continue;
    const weight = rarity.weigh(token);
    all += weight;
    if (covered[i] === 1) found += weight;
  }
  return 2 * found >= all;
}

/** Functions of runtimes, runners and assertion libraries. */
const LIBRARY =
  /^(?:$|<anonymous>|Object\.|Module\.|Promise\.|Array\.|new |node:|process\.|async|testing\.|runtime\.|time\.|reflect\.|panic|sync\.|net[./]|java[x.]|jdk\.|sun\.|com\.sun\.|org\.(?:junit|opentest4j|assertj|hamcrest|mockito|springframework|gradle|apache|testng|hibernate)|junit\.|kotlin|scala\.|github\.com\/(?:stretchr|onsi)|gotest\.tools|core::|std::|alloc::|rust_|__|test::|System\.|Xunit\.|NUnit\.|Microsoft\.|Shouldly|FluentAssertions|RSpec|Minitest|PHPUnit)/;

/** Where any tool could have said it, the innermost function of the project tells. */
function haveSameFrame(symptom: Reading, failure: Reading): boolean {
  const [one, other] = [symptom, failure].map(({ frames }) =>
    frames.find((name) => !LIBRARY.test(name))?.replace(/\d+/g, ''),
  );
  return one === undefined || other === undefined || one === other;
}

/** How many of the words both say, in any order, and what the closest lines of the two do not share. */
function shareOf(symptom: Reading, failure: Reading, rarity: Rarity) {
  const left = new Map<string, number>();
  for (const { tokens } of failure.said)
    for (const { text } of tokens) left.set(text, (left.get(text) ?? 0) + 1);
  let [both, all] = [0, 0];
  let closest = { weight: 0, tokens: symptom.said[0]?.tokens ?? [] };
  for (const { tokens } of symptom.said) {
    let weight = 0;
    for (const token of tokens) {
      all += rarity.weigh(token);
      const count = left.get(token.text) ?? 0;
      if (count === 0) continue;
      left.set(token.text, count - 1);
      weight += rarity.weigh(token);
    }
    both += weight;
    if (weight > closest.weight) closest = { weight, tokens };
  }
  const lines = failure.said.map((line) => ({ line, differs: differencesOf(closest.tokens, line.tokens) }));
  const [best] = lines.sort((a, b) => sizeOf(a.differs) - sizeOf(b.differs));
  return { share: all === 0 ? 0 : both / all, line: best?.line.text ?? '', differs: best?.differs ?? [] };
}

function sizeOf(differs: readonly Difference[]): number {
  return differs.reduce((sum, { was, is }) => sum + was.length + is.length, 0);
}

const MAX_TOKENS = 80;

/** What two lines do not share, from their longest common row of tokens. */
function differencesOf(was: readonly Token[], is: readonly Token[]): Difference[] {
  const [a, b] = [was.slice(0, MAX_TOKENS), is.slice(0, MAX_TOKENS)];
  const textOf = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join(' ');
  let [from, start] = [0, 0];
  const ends = [...commonRow(a, b, (one, other) => isAlike(one, other, true)), [a.length, b.length] as const];
  return ends.flatMap(([i, j]): Difference[] => {
    const [gone, come] = [a.slice(from, i), b.slice(start, j)];
    [from, start] = [i + 1, j + 1];
    return gone.length + come.length === 0 ? [] : [{ was: textOf(gone), is: textOf(come) }];
  });
}

/** What any tool says that has these tokens in it, whatever their values are. */
export function stockPhraseWith(tokens: readonly Token[]): string | undefined {
  const textOf = (said: readonly Token[]) => said.map(({ text }) => text).join(' ');
  if (tokens.every(({ kind }) => kind !== 'word')) return textOf(tokens);
  const words = tokens.flatMap(({ kind, text }) => (kind === 'word' ? [singular(text)] : []));
  const clue = longest(words.filter((word) => word !== 'is' && word !== 'was'));
  for (const phrase of stock) {
    // A cheap look before the real one.
    if (!phrase.text.includes(clue)) continue;
    const said = phrase.tokens();
    const run = findRun(tokens, said);
    if (run) return textOf(said.slice(run.from, run.to));
  }
  return undefined;
}
