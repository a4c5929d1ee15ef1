import { type Issue, testIdOf } from '../records/issue/issue.ts';
import { ClueIndex } from './clue-index.ts';
import { type Description, describeSignature, describeSymptom, type Hit, mayFit } from './descriptions.ts';
import { type Message, readMessage } from './message.ts';
import type { Symptom } from './symptom.ts';

/** A failure of one run, on its way to an issue. */
export interface Failure {
  /** The printed locator of the test; of a failure outside of tests, the suite that it names. */
  readonly test: string;
  /** Why it failed, as the tool wrote it; may be empty. */
  readonly message: string;
}

/** What of an issue a failure was recognised by. */
export interface Recognised {
  readonly issue: string;
  /** The issue's test that failed (`DS-FLAKY-003a`); absent where the issue names no such test. */
  readonly testId?: string;
  readonly by: 'signature' | 'symptom' | 'test';
  /** The signature as written, or the line of the symptom; the name for `test`. */
  readonly text: string;
  /** For `test`: the issue shows a symptom, but one that says too little to tell failures by. */
  readonly isVague?: boolean;
}

/**
 * `known`: it looks as an issue says its failures look. `new-failure`: an issue names the test, but describes other
 * failures. `unknown`: no issue names the test or such a failure.
 */
export type MatchKind = 'known' | 'new-failure' | 'unknown';

export interface Match {
  readonly failure: Failure;
  readonly kind: MatchKind;
  /** The best first; those that fit as well follow. Of a new failure, the issues that name its test. Empty for an unknown one. */
  readonly recognised: readonly Recognised[];
}

/** An issue with what its body shows of its failures. */
export interface KnownIssue {
  readonly issue: Issue;
  readonly symptoms: readonly Symptom[];
}

/** Which names are one test, and whose. */
export interface TestIdentity {
  keyOf(name: string): string | undefined;
  /** The issues that name the test. */
  issuesOf(key: string): readonly string[];
  /** The issues' tests that it is. */
  testIdsOf(key: string): readonly string[];
}

/** A description, and the issues that have it: copied records share theirs. */
interface Shared {
  readonly description: Description;
  readonly owners: Set<string>;
}

/** An issue that names the failing test, and what the test is to it. */
interface Tie {
  readonly issue: string;
  readonly testId: string;
  readonly name: string;
  readonly hasSymptom: boolean;
}

/** How well a description fits; less is better. What is said of any failure is worth less than what tells this one. */
const FIT = {
  signatureAndTest: 0,
  signature: 2,
  symptomAndTest: 4,
  symptom: 6,
  genericSignatureAndTest: 8,
  genericSymptomAndTest: 10,
} as const;

interface Found extends Recognised, Pick<Hit, 'said'> {
  /** Of `FIT`, one more where what differs between runs had to be left out. */
  readonly fit: number;
}

/**
 * Makes what tells failures of a run apart. A signature says more than a symptom, with the issue's own test more than
 * without, and to the letter more than without what differs between runs. What is said of any failure, such as a time
 * limit, tells an issue by its own test only, and where nothing else fits. An issue that describes no failure has every failure of its test.
 */
export function createMatcher(
  known: readonly KnownIssue[],
  identity: TestIdentity,
): (failure: Failure) => Match {
  const issues = new Map(known.map((one) => [one.issue.id, one]));
  const { all, byIssue } = share(known);
  const search = createSearch(all);
  const tiesOf = (test: string): Tie[] => {
    const key = identity.keyOf(test);
    if (key === undefined) return [];
    const owners = identity.issuesOf(key).flatMap((id) => issues.get(id) ?? []);
    return owners.map(({ issue, symptoms }) => tie(issue, symptoms.length > 0, key, identity));
  };
  return (failure) => {
    const ties = tiesOf(failure.test);
    const message = readMessage(failure.message);
    const own = ties.flatMap((one) => findOwn(byIssue.get(one.issue) ?? [], one, message));
    // Nothing is better than a signature of the test's own issue: only without one are the others searched.
    const isSure = own.some(({ fit }) => fit < FIT.signature);
    const found = isSure ? own : [...own, ...search(message, ties)];
    if (found.length > 0) return { failure, kind: 'known', recognised: best(found) };
    const silent = ties.filter(({ issue }) => (byIssue.get(issue) ?? []).length === 0);
    const [kind, by] = silent.length > 0 ? (['known', silent] as const) : (['new-failure', ties] as const);
    if (by.length === 0) return { failure, kind: 'unknown', recognised: [] };
    return {
      failure,
      kind,
      recognised: by.map(({ issue, testId, name, hasSymptom }) => ({
        ...{ issue, testId, by: 'test', text: name },
        isVague: (kind === 'known' && hasSymptom) || undefined,
      })),
    };
  };
}

function share(known: readonly KnownIssue[]): { all: Shared[]; byIssue: Map<string, Description[]> } {
  const shared = new Map<string, Shared | undefined>();
  const byIssue = new Map<string, Description[]>();
  for (const { issue, symptoms } of known) {
    const own: Description[] = [];
    const add = (key: string, make: () => readonly Description[]) => {
      if (!shared.has(key)) {
        const [description] = make();
        shared.set(key, description && { description, owners: new Set() });
      }
      const entry = shared.get(key);
      if (!entry) return;
      entry.owners.add(issue.id);
      own.push(entry.description);
    };
    for (const signature of issue.signatures)
      add(JSON.stringify([signature.text, signature.regex]), () => describeSignature(signature));
    for (const { text } of symptoms) add(`symptom ${text}`, () => describeSymptom(text));
    byIssue.set(issue.id, own);
  }
  return { all: [...shared.values()].filter((entry) => entry !== undefined), byIssue };
}

/** What an issue that names the test says of the failure. */
function findOwn(descriptions: readonly Description[], { issue, testId }: Tie, message: Message): Found[] {
  return descriptions.flatMap(({ by, findIn, genericText }): Found[] => {
    const hit = findIn(message);
    if (!hit) return [];
    const isGeneric = genericText() !== undefined;
    const [signature, symptom] = isGeneric
      ? [FIT.genericSignatureAndTest, FIT.genericSymptomAndTest]
      : [FIT.signatureAndTest, FIT.symptomAndTest];
    const fit = by === 'signature' ? signature : symptom;
    return [{ issue, testId, by, ...hit, fit: hit.isExact ? fit : fit + 1 }];
  });
}

/** Which of the issue's tests it is; an issue with one test is the test. */
function tie(issue: Issue, hasSymptom: boolean, key: string, identity: TestIdentity): Tie {
  const ids = new Map(issue.tests.map((test) => [testIdOf(issue, test), test]));
  const testId = identity.testIdsOf(key).find((id) => ids.has(id)) ?? issue.id;
  return { issue: issue.id, testId, name: ids.get(testId)?.name ?? key, hasSymptom };
}

/** Searches a message for all descriptions at once; equal messages, as of a machine that broke down, are searched once. */
function createSearch(all: readonly Shared[]): (message: Message, ties: readonly Tie[]) => Found[] {
  const index = new ClueIndex(all.map(({ description }) => description.clues));
  const searched = new Map<string, Found[]>();
  const search = (message: Message): Found[] =>
    index.find([message.plain, message.normal]).flatMap((position): Found[] => {
      const entry = all[position];
      const hit = entry && mayFit(entry.description, message) && entry.description.findIn(message);
      if (!entry || !hit || entry.description.genericText() !== undefined) return [];
      const { by } = entry.description;
      const fit = (by === 'signature' ? FIT.signature : FIT.symptom) + (hit.isExact ? 0 : 1);
      return [...entry.owners].map((issue) => ({ issue, by, ...hit, fit }));
    });
  return (message, ties) => {
    let found = searched.get(message.raw);
    if (!found) {
      if (searched.size >= MAX_SEARCHED) searched.clear();
      found = search(message);
      searched.set(message.raw, found);
    }
    return found.filter(({ issue }) => ties.every((one) => one.issue !== issue));
  };
}

const MAX_SEARCHED = 1000;

/**
 * All that fit as well as the best, each issue once, in the order of the ids. Of a text and one that has it and says more,
 * the longer one is meant.
 */
function best(found: readonly Found[]): Recognised[] {
  const least = Math.min(...found.map(({ fit }) => fit));
  const fitting = found.filter(({ fit }) => fit === least);
  const issues = new Map<string, Recognised>();
  for (const { issue, testId, by, text, said } of fitting) {
    if (issues.has(issue) || fitting.some((other) => saysMore(other.said, said))) continue;
    issues.set(issue, { issue, testId, by, text });
  }
  return [...issues.values()].sort((a, b) => (a.issue < b.issue ? -1 : 1));
}

function saysMore(other: string | undefined, said: string | undefined): boolean {
  return other !== undefined && said !== undefined && other.length > said.length && other.includes(said);
}
