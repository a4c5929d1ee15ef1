import { shownTestId } from '../core/ids.ts';
import { atKey, once, remembered } from '../core/kept.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { TimelineEntry } from '../records/issue/timeline.ts';
import { CoveredNames } from '../runs/names/covered.ts';
import type { Identity } from '../runs/names/identify.ts';
import { tieOf } from '../runs/names/name-ties.ts';
import type { IssueNames } from '../runs/names/named-tests.ts';
import { readName } from '../runs/names/test-name.ts';
import { ClueIndex } from './clue-index.ts';
import { compare, type Difference, failsOtherwise, type Likeness } from './compare.ts';
import { Rarity, wordsOf } from './rarity.ts';
import { type Reading, readFailure } from './reading.ts';
import {
  type Clue,
  describeSignature,
  holds,
  type Message,
  type Place,
  readMessage,
  type SignatureSearch,
} from './signature.ts';
import type { SeenFailure } from './signatures/seen-failures.ts';
import type { Symptom } from './symptom.ts';
import { SymptomIndex } from './symptom-index.ts';

/** A failure of one run, on its way to an issue. */
export interface Failure {
  /** The printed locator of the test; of a failure outside of tests, the suite that it names. */
  readonly test: string;
  /** Why it failed, as the tool wrote it; may be empty. */
  readonly message: string;
  /** It failed outside of tests, so that no other test can have failed so. */
  readonly isOutside?: boolean;
}

/** What of an issue a failure was recognised by, or comes closest to. */
export interface Recognised {
  readonly issue: string;
  /** The issue's test that failed (`DS-FLAKY-003a`); absent where the issue names no such test. */
  readonly testId?: string;
  readonly by: 'signature' | 'symptom' | 'test';
  /** The signature as written, or the first line of the symptom; the name for `test`. */
  readonly text: string;
  /** The text of the failure that it was recognised by, or that comes closest; empty for `test`. */
  readonly found: string;
  /** What is not the same in the failure. */
  readonly differs: readonly Difference[];
}

/**
 * `known`: it looks as an issue says its failures look, in a test that the issue names or by words that only this issue has.
 * `like`: another test said so, or any test may say so. `new`: no issue describes such a failure.
 */
export type MatchKind = 'known' | 'like' | 'new';

export interface Match {
  readonly kind: MatchKind;
  /** The best first; of a known failure, those that fit as well. Issues that only name its test come last. */
  readonly recognised: readonly Recognised[];
}

/** What of an issue failures are held against: plain data, the same on the command line and in a browser. */
interface FailingIssue extends IssueNames, Pick<Issue, 'locus'> {
  readonly signatures: readonly Clue[];
  readonly timeline: readonly Pick<TimelineEntry, 'word' | 'tests' | 'to' | 'by'>[];
}

/** An issue with what its body shows of its failures. */
export interface KnownIssue {
  readonly issue: FailingIssue;
  readonly symptoms: readonly Symptom[];
}

/** Which names are one test, and whose. */
type TestIdentity = Pick<Identity, 'keyOfNamed' | 'keyOfLike' | 'issuesOf' | 'testIdsOf'>;

/** A signature or a symptom, and the issues that have it: copied records share theirs. */
interface Shared<Look> {
  readonly look: Look;
  readonly owners: Set<string>;
}

interface SymptomLook {
  /** Its first line that says something. */
  readonly text: string;
  readonly reading: Reading;
}

interface Looks {
  readonly signatures: readonly SignatureSearch[];
  readonly symptoms: readonly SymptomLook[];
}

/** An issue that names the failing test, and what the test is to it. */
interface Tie {
  readonly issue: string;
  readonly testId: string;
  readonly letter?: string;
  readonly name: string;
  /** Only the end of the printed name is the test's, within a sentence: it may be another test. */
  readonly isLoose: boolean;
}

/** How well a description fits; less is better. What is said of any failure is worth less than what tells this one. */
const FIT = { signatureAndTest: 0, signature: 2, symptomAndTest: 4, symptom: 6, generic: 8 } as const;

interface Found extends Recognised {
  /** Of `FIT`, one more where something differs. */
  readonly fit: number;
}

/** How the failures of one issue look. */
export type FailureLook = ReturnType<typeof createLook>;

export function createLook({ issue, symptoms }: KnownIssue & { readonly issue: Pick<Issue, 'suite'> }) {
  const looks: Looks = {
    signatures: issue.signatures.map(describeSignature),
    symptoms: symptoms.map(({ text }) => readSymptom(text)),
  };
  const rarity = new Rarity(looks.symptoms);
  const recogniseIn = remembered((environment: string | undefined) => {
    const isHeld = ({ only }: SignatureSearch) =>
      holds(only, { suite: issue.suite, environment }, () => true);
    const held = { ...looks, signatures: looks.signatures.filter(isHeld) };
    // Runs repeat their failures.
    return remembered(
      (message: string) => findOwn(held, readMessage(message), readFailure(message), rarity),
      MAX_SEARCHED,
    );
  });
  return {
    /** The issue says something of how its failures look; without it, only a test's name can tell them. */
    isDescribed: issue.signatures.length + symptoms.length > 0,
    /**
     * What a failure of one of the issue's own tests was recognised by; undefined for a failure that looks otherwise.
     * A signature's limit to some tests does not count here: the test is known to be the issue's.
     */
    recognise: (message: string, environment?: string) => recogniseIn(environment)(message)[0],
  };
}

function readSymptom(text: string): SymptomLook {
  const reading = readFailure(text);
  return { text: reading.said[0]?.text ?? '', reading };
}

/** By what of an issue a failure of its own test is recognised, the best first. */
function findOwn(
  { signatures, symptoms }: Looks,
  message: Message,
  failure: Reading,
  rarity: Rarity,
): Omit<Found, 'issue'>[] {
  const bySignature = signatures.flatMap((signature) => {
    const hit = signature.findIn(message);
    if (!hit) return [];
    const fit = signature.genericText() === undefined ? FIT.signatureAndTest : FIT.generic;
    const { found, differs, isExact } = hit;
    return [{ by: 'signature' as const, text: signature.text, found, differs, fit: isExact ? fit : fit + 1 }];
  });
  const bySymptom = symptoms.flatMap(({ text, reading }) => {
    const { kind, found, differs, isGeneric } = compare(reading, failure, rarity);
    // A signature says which numbers may differ.
    if (kind !== 'same' && (kind !== 'numbers' || signatures.length > 0)) return [];
    const fit = isGeneric ? FIT.generic : FIT.symptomAndTest;
    return [{ by: 'symptom' as const, text, found, differs, fit: kind === 'same' ? fit : fit + 1 }];
  });
  return [...bySignature, ...bySymptom].sort((a, b) => a.fit - b.fit);
}

/** Issues that a failure is told to be like: more of them say only that any test may fail so. */
const MAX_LIKE = 3;

/**
 * Makes what tells failures of a run apart. A signature says more than a symptom, with the issue's own test more than
 * without. What any tool says of any failure tells an issue by its own test only, and so does what stored runs show of
 * other tests. An issue that describes no failure has every failure of its test.
 * @param seen failures of stored runs.
 */
export function createMatcher(
  known: readonly KnownIssue[],
  identity: TestIdentity,
  place: Place = {},
  seen: readonly SeenFailure[] = [],
): (failure: Failure) => Match {
  const issues = new Map(known.map((one) => [one.issue.id, one]));
  const past = readPast(seen, identity);
  const book = share(known, past);
  const findAnywhere = createSearch(book, known, past);
  const tiesOf = (test: string): Tie[] => {
    const key = identity.keyOfLike(test);
    if (key === undefined) return [];
    const owners = identity.issuesOf(key).flatMap((id) => issues.get(id) ?? []);
    return owners.map(({ issue }) => tie(issue, key, identity, test));
  };
  return (failure) => {
    const ties = tiesOf(failure.test);
    const message = readMessage(failure.message);
    const reading = readFailure(failure.message);
    const looksOf = ({ issue }: Tie) => book.byIssue.get(issue) ?? { signatures: [], symptoms: [] };
    const isHeld = ({ only }: SignatureSearch) =>
      holds(only, place, (name) => isCalled(failure.test, name, ties));
    const found = ties.flatMap((one): Found[] =>
      findOwn(
        { ...looksOf(one), signatures: looksOf(one).signatures.filter(isHeld) },
        message,
        reading,
        book.rarity,
      ).map((own) => ({ ...nameOnly(one), ...own })),
    );
    // Words of any tool need a test that is surely the issue's.
    const own = found.filter(({ fit, testId }) => fit < FIT.generic || testId !== undefined);
    // Nothing is better than a signature of the test's own issue: only without one are the others searched.
    const isSure = own.some(({ fit }) => fit < FIT.signature);
    const others = isSure ? undefined : findAnywhere(failure, message, reading);
    const isOther = ({ issue }: Recognised) => ties.every((one) => one.issue !== issue);
    const elsewhere = (others?.known ?? []).filter((one) => isOther(one) && one.only.every(isHeld));
    const sure = [...own, ...elsewhere.map(({ only: _, ...one }) => one)];
    if (sure.length > 0) return { kind: 'known', recognised: best(sure) };
    const named = ties.map((one) => ({ ...nameOnly(one), ...closest(looksOf(one), reading, book.rarity) }));
    const silent = ties.filter((one) => {
      const { signatures, symptoms } = looksOf(one);
      return signatures.length + symptoms.length === 0;
    });
    const firm = silent.filter(({ isLoose }) => !isLoose);
    if (firm.length > 0) return { kind: 'known', recognised: firm.map(nameOnly) };
    const like = (others?.like ?? []).filter(
      (one) => isOther(one) && (ties.length === 0 || !one.isGeneric) && one.only.every(isHeld),
    );
    const shown = like.slice(0, MAX_LIKE).map(({ isGeneric: _, share: __, only: ___, ...one }) => one);
    const isLike = shown.length + silent.length + found.length > 0;
    return { kind: isLike ? 'like' : 'new', recognised: [...shown, ...named] };
  };
}

/** Whether a limit names the failing test: by its letter, its name, or a name of many tests. */
function isCalled(test: string, name: string, ties: readonly Tie[]): boolean {
  if (/^[a-z]{1,2}$/.test(name)) return ties.some(({ letter }) => letter === name);
  const seen = readName(test);
  return tieOf(readName(name), seen) !== undefined || new CoveredNames([seen]).find(name).length > 0;
}

function nameOnly({ issue, testId, name, isLoose }: Tie): Recognised {
  return { issue, testId: isLoose ? undefined : testId, by: 'test', text: name, found: '', differs: [] };
}

/** What a failure of the issue's test differs in from the symptom that it comes closest to. */
function closest({ symptoms }: Looks, failure: Reading, rarity: Rarity): Partial<Recognised> {
  const [first] = symptoms
    .map(({ reading }) => compare(reading, failure, rarity))
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share);
  return first ? { found: first.found, differs: first.differs } : {};
}

/** Which of the issue's tests it is; an issue with one test is the test. */
function tie(issue: FailingIssue, key: string, identity: TestIdentity, printed: string): Tie {
  const ids = new Map(issue.tests.map((test) => [shownTestId(issue, test), test]));
  const testId = identity.testIdsOf(key).find((id) => ids.has(id)) ?? issue.id;
  const test = ids.get(testId);
  const seen = readName(printed);
  const ways = test
    ? [test.name, ...test.aliases].flatMap((name) =>
        name ? (tieOf(readName(name, test.at), seen) ?? []) : [],
      )
    : [];
  const isLoose = ways.length > 0 && ways.every(({ kind }) => kind === 'loose');
  return { issue: issue.id, testId, letter: test?.letter, name: test?.name ?? key, isLoose };
}

interface Book {
  readonly signatures: readonly Shared<SignatureSearch>[];
  readonly symptoms: readonly Shared<SymptomLook>[];
  readonly byIssue: ReadonlyMap<string, Looks>;
  readonly rarity: Rarity;
}

function share(known: readonly KnownIssue[], past: readonly PastFailure[]): Book {
  const signatures = new Map<string, Shared<SignatureSearch>>();
  const symptoms = new Map<string, Shared<SymptomLook>>();
  const byIssue = new Map<string, Looks>();
  const add = <Look>(all: Map<string, Shared<Look>>, key: string, issue: string, make: () => Look): Look => {
    const entry = all.get(key) ?? { look: make(), owners: new Set() };
    all.set(key, entry);
    entry.owners.add(issue);
    return entry.look;
  };
  for (const { issue, symptoms: quoted } of known)
    byIssue.set(issue.id, {
      signatures: issue.signatures.map((one) =>
        add(signatures, JSON.stringify([one.text, one.regex, one.only]), issue.id, () =>
          describeSignature(one),
        ),
      ),
      symptoms: quoted.map(({ text }) => add(symptoms, text, issue.id, () => readSymptom(text))),
    });
  const all = [...symptoms.values()];
  return {
    signatures: [...signatures.values()],
    symptoms: all,
    byIssue,
    rarity: new Rarity([...all.map(({ look }) => look), ...past]),
  };
}

/** A failure of stored runs. */
interface PastFailure {
  readonly text: string;
  readonly reading: Reading;
  /** The tests that failed so, each with the issues that name it. */
  readonly tests: readonly { readonly name: string; readonly issues: readonly string[] }[];
}

function readPast(seen: readonly SeenFailure[], identity: TestIdentity): PastFailure[] {
  const issuesOf = (name: string) => {
    const key = identity.keyOfNamed(name);
    return key === undefined ? [] : identity.issuesOf(key);
  };
  return seen.slice(-MAX_PAST).map(({ text, tests }) => ({
    text,
    reading: readFailure(text),
    tests: tests.map((name) => ({ name, issues: issuesOf(name) })),
  }));
}

/** By a signature that counts only in some places. */
interface Limited {
  readonly only: readonly SignatureSearch[];
}

interface Likely extends Recognised, Limited {
  readonly share: number;
  readonly isGeneric: boolean;
}

interface Others {
  readonly known: readonly (Found & Limited)[];
  /** The closest first. */
  readonly like: readonly Likely[];
}

/** Kinds of failure of stored runs that are read, the newest: a machine that broke down makes no end of them. */
export const MAX_PAST = 3000;

/** Searches a failure for all that the book describes; equal messages, as of a machine that broke down, are searched once. */
function createSearch(book: Book, known: readonly KnownIssue[], past: readonly PastFailure[]) {
  const { signatures, symptoms, rarity } = book;
  const index = new ClueIndex(signatures.map(({ look }) => look.clues));
  const symptomIndex = new SymptomIndex(symptoms, ({ look }) => look.reading, rarity);
  const familyOf = createFamilies(known);
  const around = new Set(known.flatMap(({ issue }) => (isOfSurroundings(issue) ? [issue.id] : [])));
  const owners = once(() => ownersOfWords(symptoms, past, familyOf));
  /** Words that no other issue has, nor another test, enough of them to tell a failure of any test. */
  const isTelling = ({ own, names }: Likeness, test: string) => {
    const isOnly = ({ text }: { text: string }) => {
      const all = owners().get(text.toLowerCase());
      return all !== undefined && all.size - Number(all.has(ofTest(test))) === 1;
    };
    return names.some(isOnly) || new Set(own.filter(isOnly).map(({ text }) => text)).size >= 3;
  };
  const strangers = new Map<Shared<SignatureSearch>, ReadonlySet<string>>();
  /** It fits failures of so many other tests in stored runs that it tells nothing of this one. */
  const isBroad = (shared: Shared<SignatureSearch>, test: string): boolean => {
    const found = strangers.get(shared) ?? strangersOf(shared, past);
    strangers.set(shared, found);
    return found.size - Number(found.has(test)) >= MANY_TESTS;
  };
  const search = (test: string, message: Message, failure: Reading, isOutside: boolean): Others => {
    const found: (Found & Limited)[] = [];
    const like: Likely[] = [];
    for (const position of index.find([message.plain])) {
      const entry = signatures[position];
      const hit = entry?.look.findIn(message);
      if (!entry || !hit) continue;
      const { isExact, ...told } = hit;
      for (const issue of entry.owners) {
        const one = { issue, by: 'signature', text: entry.look.text, ...told, only: [entry.look] } as const;
        const isGeneric =
          entry.look.genericText() !== undefined ||
          (!around.has(issue) && isBroad(entry, test)) ||
          (isOutside && isBeside(entry.look, failure));
        if (isGeneric) like.push({ ...one, share: 1, isGeneric });
        else found.push({ ...one, fit: isExact ? FIT.signature : FIT.signature + 1 });
      }
    }
    for (const { look, owners: issues } of symptomIndex.candidates(failure)) {
      const likeness = compare(look.reading, failure, rarity);
      const { kind, share, isGeneric, isForeign, differs, found: text } = likeness;
      if (kind === 'none' || (isGeneric && kind === 'part')) continue;
      const isSame =
        kind === 'same' && !isGeneric && !(isOutside && isForeign && likeness.names.length === 0);
      const isTold = isOutside ? !failsOtherwise(look.reading, failure, rarity) : isTelling(likeness, test);
      const isOnly = isSame && isTold;
      for (const issue of issues) {
        const one = { issue, by: 'symptom', text: look.text, found: text, differs, only: [] } as const;
        if (isOnly || (!isGeneric && kind !== 'part' && around.has(issue) && (isTold || !isOutside)))
          found.push({ ...one, fit: FIT.symptom });
        else like.push({ ...one, share, isGeneric });
      }
    }
    like.sort((a, b) => Number(a.isGeneric) - Number(b.isGeneric) || b.share - a.share);
    return {
      known: found,
      like: like.filter((one, i) => like.findIndex(({ issue }) => issue === one.issue) === i),
    };
  };
  const searched = new Map<string, Others>();
  return (
    { test, message: said, isOutside = false }: Failure,
    message: Message,
    failure: Reading,
  ): Others => {
    // Where no stored run shows the test, it says nothing of whose words they are.
    const own = past.length > 0 ? test : '';
    const text = `${isOutside} ${own} ${said}`;
    const others = searched.get(text) ?? search(test, message, failure, isOutside);
    if (searched.size >= MAX_SEARCHED) searched.clear();
    searched.set(text, others);
    return others;
  };
}

/** Whether a signature finds one line, and a tool names another as an error: lines of a log may be of several failures. */
function isBeside(signature: SignatureSearch, { said }: Reading): boolean {
  const missed = said.filter(({ text }) => !signature.findIn(readMessage(text)));
  return missed.length < said.length && missed.some(({ isNamed }) => isNamed);
}

const MAX_SEARCHED = 1000;

/** Whose each word is: of issues, as families, whose symptoms have it, and of tests that failed so in stored runs. */
function ownersOfWords(
  symptoms: readonly Shared<SymptomLook>[],
  past: readonly PastFailure[],
  familyOf: (issue: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  const add = ({ said }: Reading, own: readonly string[]) => {
    for (const word of wordsOf(said)) {
      const all = atKey(owners, word, () => new Set());
      for (const one of own) all.add(one);
    }
  };
  for (const { look, owners: issues } of symptoms) add(look.reading, [...issues].map(familyOf));
  for (const { reading, tests } of past)
    add(
      reading,
      tests.flatMap(({ name, issues }) => (issues.length > 0 ? issues.map(familyOf) : ofTest(name))),
    );
  return owners;
}

/** A test that no issue names, among ids of issues. */
function ofTest(name: string): string {
  return ` ${name}`;
}

/** Other tests with such failures from which on a signature tells nothing of a further one. */
export const MANY_TESTS = 3;

/** Tests of stored runs that a signature finds, and that none of its issues names. */
function strangersOf({ look, owners }: Shared<SignatureSearch>, past: readonly PastFailure[]): Set<string> {
  const strangers = new Set<string>();
  for (const { text, tests } of past) {
    const others = tests.filter(({ issues }) => !issues.some((issue) => owners.has(issue)));
    if (others.length === 0) continue;
    const message = readMessage(text);
    if (look.findIn(message)) for (const { name } of others) strangers.add(name);
  }
  return strangers;
}

/** Its failures are the surroundings': those of many tests. */
export function isOfSurroundings({ locus }: Pick<Issue, 'locus'>): boolean {
  return locus === 'environment' || locus === 'test-infrastructure';
}

/** An issue and those that it took over from are one. */
function createFamilies(known: readonly KnownIssue[]): (issue: string) => string {
  const successors = new Map(
    known.flatMap(({ issue }) => {
      const last = issue.timeline.findLast(({ word }) => word === 'superseded' || word === 'reopened');
      return last?.by === undefined ? [] : [[issue.id, last.by] as const];
    }),
  );
  return (issue) => {
    const seen = new Set<string>();
    let at = issue;
    for (let next = successors.get(at); next !== undefined && !seen.has(next); next = successors.get(at)) {
      seen.add(next);
      at = next;
    }
    return at;
  };
}

/**
 * All that fit as well as the best, each issue once, in the order of the ids. Of a text and one that has it and says more,
 * the longer one is meant.
 */
function best(found: readonly Found[]): Recognised[] {
  const least = Math.min(...found.map(({ fit }) => fit));
  const fitting = found.filter(({ fit }) => fit === least);
  const issues = new Map<string, Recognised>();
  for (const { fit: _, ...one } of fitting) {
    const saysMore = fitting.some(({ text }) => text.length > one.text.length && text.includes(one.text));
    if (!issues.has(one.issue) && !saysMore) issues.set(one.issue, one);
  }
  return [...issues.values()].sort((a, b) => (a.issue < b.issue ? -1 : 1));
}
