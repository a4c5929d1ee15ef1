import type { Snapshot } from '../asof/snapshot.ts';
import { qualifiedId, testIdOf } from '../core/ids.ts';
import { quoteText } from '../core/text.ts';
import { type Block, type Section, type Sentence, sectionsBelow } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say, sayAll, sayCount } from './contradiction.ts';
import type { Quantity } from './quantities.ts';
import { STATUSES, TENSES } from './words.ts';

/** An issue as text names it, with the letters of its tests: `DS-FLAKY-003a/b` is one issue and two tests. */
interface Named {
  readonly id: string;
  readonly letters: readonly string[];
}

/** Ids that stand together: `DS-FLAKY-004/005` are two issues. */
export interface Mention {
  readonly issues: readonly Named[];
  readonly start: number;
  readonly end: number;
}

const ID =
  /(?<![\p{L}\p{N}_/-])((?:[A-Z][A-Z0-9]*[-_])+)(\d{1,6})([a-z](?:[/,&+-][a-z])*)?((?:\/\d{1,6}[a-z]?)*)(?![\p{L}\p{N}_]|\.\d|-\d)/gu;

export function mentionsIn(text: string): Mention[] {
  if (!/[-_]\d/.test(text)) return [];
  return [...text.matchAll(ID)].map(
    ({ 0: said, 1: prefix = '', 2: number = '', 3: letters, 4: more = '', index }) => {
      const rest = more.split('/').filter((part) => part.replace(/[a-z]$/, '').length === number.length);
      const issues = [number + (letters ?? ''), ...rest].map((part) => ({
        id: prefix + part.slice(0, number.length),
        letters: lettersOf(part.slice(number.length)),
      }));
      return { issues, start: index, end: index + said.length };
    },
  );
}

/** The ids with which a text begins, but for marks, which may have arrived as other letters. */
export function idAt(text: string): Mention | undefined {
  const [first] = mentionsIn(text);
  return first && !/[A-Za-z\d▪]/.test(text.slice(0, first.start)) ? first : undefined;
}

/** `a/b`, `a,b` and the range `a-c`. */
function lettersOf(text: string): string[] {
  const [first = 0, last = 0] = text.split('-').map((letter) => letter.charCodeAt(0));
  if (!/^[a-z]-[a-z]$/.test(text)) return text.match(/[a-z]/g) ?? [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String.fromCharCode(first + i));
}

type State = 'resolved' | 'unresolved';

/** A heading, list item or table row that begins with an id. The first kind of these says an issue's state best. */
interface Entry extends Named {
  readonly source: 'heading' | 'table' | 'list';
  readonly state: State | undefined;
  readonly said: Said;
}

interface Issue extends Named {
  readonly state: State | undefined;
  readonly isDescribed: boolean;
  readonly said: Said;
}

/** The issues that a document describes or lists as its own. */
export interface Roster {
  readonly issues: readonly Issue[];
  /** Every one has a heading of its own. */
  readonly isDescribed: boolean;
  /** What remains by the entries; absent where some do not say, or nothing tells how many tests they have. */
  readonly unresolved?: readonly Issue[];
  /** Every one says whether it is resolved. */
  readonly isSettled: boolean;
  /** How many tests the issues have is known: by the book, or since some issue names its tests, and the others have one each. */
  readonly hasTests: boolean;
  /** The tests of issues. */
  readonly testsOf: (issues: readonly Named[]) => number;
}

/**
 * Undefined where the document has no two issues. Ids of other kinds (`ADR-033`) are left out: most of one prefix are meant.
 * @param book knows the tests of its own issues.
 */
export function readRoster(document: Section, book?: Snapshot): Roster | undefined {
  const entries = [...sectionsBelow(document)].flatMap(({ heading, blocks }) => [
    ...(heading ? entriesOf(heading, 'heading', heading.text, '') : []),
    ...listed(blocks),
  ]);
  const prefixes = [...Map.groupBy(entries, ({ id }) => id.replace(/\d+$/, ''))];
  const count = (group: readonly Entry[]) => new Set(group.map(({ id }) => id)).size;
  const [main] = prefixes.toSorted(([, a], [, b]) => count(b) - count(a));
  if (!main) return undefined;
  const own = prefixes.filter((other) => isKin(other, main)).flatMap(([, group]) => group);
  const all = [...Map.groupBy(own, ({ id }) => id)].flatMap(([id, group]) => toIssue(id, group));
  const described = all.filter((issue) => issue.isDescribed);
  if (all.length < 2) return undefined;
  // Beside issues with a heading each, those that a list names only may be of another suite or report.
  const issues = (described.length > 1 ? described : all).sort((a, b) => (a.id < b.id ? -1 : 1));
  const isDescribed = described.length === all.length;
  const isSettled = (isDescribed || described.length === 0) && all.every(({ state }) => state !== undefined);
  const hasTests =
    all.some(({ letters }) => letters.length > 0) || all.every(({ id }) => book?.issues.has(id));
  const unresolved = issues.filter(({ state }) => state === 'unresolved');
  return {
    issues,
    isDescribed,
    isSettled,
    hasTests,
    testsOf: (some) => testsOf(some, book),
    unresolved: isSettled && (hasTests || isDescribed) ? unresolved : undefined,
  };
}

/** Ids of other prefixes count where they look alike (`GW-FLAKY-`), or head sections as the main ones do. */
function isKin([prefix, group]: [string, Entry[]], [main, own]: [string, Entry[]]): boolean {
  const heads = [group, own].every((entries) => entries.some(({ source }) => source === 'heading'));
  const [kind, other] = [prefix, main].map((text) => text.split(/[-_]/).at(-2));
  return prefix === main || heads || (prefix.split(/[-_]/).length > 2 && kind === other);
}

function listed(blocks: readonly Block[]): Entry[] {
  return blocks.flatMap((block): Entry[] => {
    if (block.kind === 'table') {
      const status = block.head.findIndex((name) => /\bstat(?:us|e)\b/iu.test(name));
      return block.rows.flatMap((row) =>
        row[0] ? entriesOf(row[0], 'table', row[status]?.text ?? '', row[status]?.text ?? '') : [],
      );
    }
    if (block.kind !== 'list') return [];
    return block.items.flatMap(({ sentences: [first], blocks: below }) => [
      ...(first ? entriesOf(first, 'list', first.text, first.section.heading?.text ?? '') : []),
      ...listed(below),
    ]);
  });
}

const STATES: Readonly<Record<string, State>> = {
  fixed: 'resolved',
  closed: 'resolved',
  remaining: 'unresolved',
  open: 'unresolved',
  triaged: 'unresolved',
  flaky: 'unresolved',
  quarantined: 'unresolved',
};

/** Ids with which a line begins, and the state that a mark, a word in capitals or the words around say. */
function entriesOf(line: Sentence, source: Entry['source'], marked: string, around: string): Entry[] {
  const first = idAt(line.text);
  if (!first) return [];
  const mark = /[✅☑✔]|[⏳❌🔴🟡🟠⚠🔄🚧⬜]/u.exec(marked + line.text)?.[0];
  const loud = line.text.match(/(?<![-\p{L}])\p{Lu}{4,}(?![-\p{L}])/gu)?.join(' ') ?? '';
  const byWord = STATES[STATUSES.first(`${loud} ${around}`) ?? ''];
  const state = mark ? (/[✅☑✔]/u.test(mark) ? 'resolved' : 'unresolved') : byWord;
  return first.issues.map((issue) => ({ ...issue, source, state, said: say(line, first) }));
}

/** Undefined as a state where places of one kind, or the tables, do not agree. */
function toIssue(id: string, entries: readonly Entry[]): Issue[] {
  const told = entries.filter(({ state }) => state);
  const best = ['heading', 'table', 'list'].find((source) => told.some((entry) => entry.source === source));
  const speaking = told.filter(({ source }) => source === best || source === 'table');
  const [state, other] = new Set(speaking.map((entry) => entry.state));
  const letters = [...new Set(entries.flatMap((entry) => entry.letters))].sort();
  const isDescribed = entries.some(({ source }) => source === 'heading');
  return entries.slice(0, 1).map(({ said: { place } }) => {
    const said = { place, words: quoteText(namesOf([{ id, letters }])) };
    return { id, letters, state: other ? undefined : state, isDescribed, said };
  });
}

/** Tests of issues: those of the book, else their letters, or one. What several issues name is one test. */
function testsOf(issues: readonly Named[], book?: Snapshot): number {
  const tests = issues.flatMap(({ id, letters }) => {
    const known = book?.issues.get(id);
    if (!known) return letters.length > 0 ? letters.map((letter) => testIdOf(id, letter)) : [id];
    const meant = known.tests.filter(({ test }) => letters.length === 0 || letters.includes(test.letter));
    return meant.map(({ key }) => qualifiedId(known.issue.suite, key));
  });
  return new Set(tests).size;
}

function namesOf(issues: readonly Named[]): string {
  return (
    issues.map(({ id, letters }) => (letters.length > 1 ? id + letters.join('/') : id)).join(', ') || 'none'
  );
}

/** Whether a count says that it is all there are: `all 5 flaky tests`, `Scope: 5 issues`. */
export function isTotal({ text, label }: Sentence, { start, unit, status, kind, sure }: Quantity): boolean {
  if (kind !== 'count' || sure !== 'exact' || (unit !== 'tests' && unit !== 'issues') || TENSES.first(text))
    return false;
  const isScope = /^\W*scope\W*$/iu.test(label);
  if (!isScope && !/\ball(?: the)?\s*$/iu.test(text.slice(0, start))) return false;
  return status === 'flaky' || (status === undefined && (unit === 'issues' || isScope));
}

/** Whether a line is headed `Status`, `Current status`, …: what it counts are all issues. */
export function isStatusLine({ label }: Sentence): boolean {
  return /^\W*(?:(?:current|overall|issue) )?status\W*$/iu.test(label);
}

/** Totals, statuses and numbers beside ids, against the entries. */
export function* auditRoster(sentences: readonly Sentence[], roster: Roster): Generator<Contradiction> {
  for (const sentence of sentences) {
    const named = mentionsIn(sentence.text).flatMap(({ issues }) => issues);
    for (const quantity of sentence.quantities) {
      const known =
        named.length > 0
          ? namedBeside(sentence, quantity, named, roster)
          : (totalOf(sentence, quantity, roster) ?? statusOf(sentence, quantity, roster));
      if (!known || known.values.includes(known.said ?? quantity.value)) continue;
      const because = `${known.values[0]} ${known.what}: ${namesOf(known.members)}`;
      yield contradiction(
        'audit-count',
        sayCount(sentence, quantity),
        known.members.flatMap(({ said }) => said),
        because,
      );
    }
  }
  yield* auditRemaining(sentences, roster);
}

/** What the entries make of a number: the values that it may have, the likeliest first. */
interface Known {
  readonly members: readonly (Named & { readonly said: Said })[];
  readonly values: readonly number[];
  readonly what: string;
  /** What is said, where it is not the number itself but its whole. */
  readonly said?: number;
}

function totalOf(
  sentence: Sentence,
  quantity: Quantity,
  { issues, hasTests, testsOf }: Roster,
): Known | undefined {
  if (!isTotal(sentence, quantity)) return undefined;
  if (quantity.unit === 'issues') return { members: issues, values: [issues.length], what: 'are there' };
  const tests = testsOf(issues);
  // Without letters each issue may have several tests.
  const isEnough = !hasTests && quantity.value >= tests;
  return { members: issues, values: isEnough ? [quantity.value] : [tests], what: 'tests are there' };
}

/** `DS-FLAKY-004/005 (2 tests)`: the tests of issues that are named beside. */
function namedBeside(
  { text }: Sentence,
  quantity: Quantity,
  named: readonly Named[],
  roster: Roster,
): Known | undefined {
  const { kind, unit, sure, start, end, tail } = quantity;
  const isBracketed = text[start - 1] === '(' && text[end + tail.length] === ')';
  if (!isBracketed || !roster.hasTests || unit !== 'tests' || kind !== 'count' || sure !== 'exact')
    return undefined;
  const ids = Map.groupBy(named, ({ id }) => id);
  const members = [...ids].flatMap(([id, mentions]) => {
    const known = roster.issues.find((issue) => issue.id === id);
    const letters = [...new Set(mentions.flatMap((mention) => mention.letters))];
    return known ? [{ ...known, letters: letters.length > 0 ? letters : known.letters }] : [];
  });
  if (members.length < ids.size) return undefined;
  // Names count too, where two of them are one test.
  return {
    members,
    values: [roster.testsOf(members), testsOf(members), members.length],
    what: 'tests are named',
  };
}

/** `Status: 2 fixed, 3 triaged`, `Status: 2/5 fixed`. */
function statusOf(
  sentence: Sentence,
  { kind, whole, sure, unit, status }: Quantity,
  roster: Roster,
): Known | undefined {
  const { issues, isSettled, isDescribed } = roster;
  if (!isSettled || !isStatusLine(sentence) || TENSES.first(sentence.text) || unit === 'tests')
    return undefined;
  if (sure !== 'exact' || (kind !== 'count' && kind !== 'ratio')) return undefined;
  if (kind === 'ratio' && whole !== issues.length)
    return isDescribed
      ? { members: issues, values: [issues.length], what: 'issues are there', said: whole }
      : undefined;
  const others = sentence.quantities.filter((other) => other.status !== 'fixed');
  const isOpen = others.length === 1 && /^(?:remaining|open|triaged)$/.test(status ?? '');
  if (others.some((other) => !other.status || other.status === 'closed') || !(status === 'fixed' || isOpen))
    return undefined;
  const members = issues.filter(({ state }) => state === (isOpen ? 'unresolved' : 'resolved'));
  return {
    members,
    values: [members.length],
    what: `are ${isOpen ? 'not resolved' : 'resolved'} by the entries`,
  };
}

/** `Remaining: 3 tests` where the entries make it four; several such lines of a section make up a sum. */
function* auditRemaining(
  sentences: readonly Sentence[],
  { unresolved, testsOf }: Roster,
): Generator<Contradiction> {
  const lines = sentences.filter(
    ({ label, text }) => /^\W*(?:remaining|unresolved|still flaky)\b/iu.test(label) && !TENSES.first(text),
  );
  if (!unresolved || lines.some(({ text }) => mentionsIn(text).length > 0)) return;
  const tests = testsOf(unresolved);
  for (const group of Map.groupBy(lines, ({ section }) => section).values()) {
    const counts = group
      .flatMap((line) => line.quantities.slice(0, 1).map((quantity) => ({ line, ...quantity })))
      .filter(({ kind, unit }) => kind === 'count' && unit === 'tests');
    const values = counts.map(({ value }) => value);
    const [first, ...more] = counts;
    if (!first || values.includes(tests) || values.reduce((all, value) => all + value, 0) === tests) continue;
    const against = [...more.map(({ line }) => sayAll(line)), ...unresolved.map(({ said }) => said)];
    yield contradiction(
      'audit-count',
      sayCount(first.line, first),
      against,
      `${tests} ${tests === 1 ? 'test remains' : 'tests remain'}: ${namesOf(unresolved)}`,
    );
  }
}
