import type { FileFinding, Finding, Place } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { suggest } from '../../records/fields/suggest.ts';
import { type Identity, identifyTests } from '../../runs/names/identify.ts';
import { tieOf } from '../../runs/names/name-ties.ts';
import { readName } from '../../runs/names/test-name.ts';
import { ClueIndex } from '../clue-index.ts';
import { isSameFailure } from '../compare.ts';
import { MANY_TESTS } from '../match.ts';
import { Rarity } from '../rarity.ts';
import { readFailure } from '../reading.ts';
import { describeSignature, readMessage, type SignatureSearch } from '../signature.ts';
import { SymptomIndex } from '../symptom-index.ts';
import type { IssueLooks, PlacedSignature, PlacedSymptom } from './issue-looks.ts';
import { finding } from './rules.ts';
import type { SeenFailure } from './seen-failures.ts';

/** What is wrong with an issue's signatures and symptoms by the issue alone. */
export function checkOwnLooks(looks: IssueLooks): Finding[] {
  const own = [
    ...looks.signatures.flatMap((signature) => [...checkSignature(signature)]),
    ...unmatchedSymptoms(looks),
    ...looks.symptoms.flatMap((symptom) => [...checkSymptom(symptom, looks)]),
  ];
  return own.map((found) => ({ ...found, file: looks.file }));
}

/** A symptom that can recognise nothing: it says nothing, or what any tool says where the issue names no test. */
function* checkSymptom(
  { text, shape, isOwn, place }: PlacedSymptom,
  looks: IssueLooks,
): Iterable<FileFinding> {
  const isNamed = looks.names.some(({ name, aliases }) => name !== undefined || aliases.length > 0);
  if (shape === '') yield finding('vague-symptom', place, { symptom: text, because: 'nothing' });
  else if (!isOwn && !isNamed && looks.signatures.length === 0)
    yield finding('vague-symptom', place, { symptom: text, because: 'any-tool' });
}

function* checkSignature(signature: PlacedSignature): Iterable<FileFinding> {
  const { fits, generic, place, matches, rejects } = signature;
  const text = signature.text ?? signature.regex ?? '';
  for (const [i, specimen] of matches.entries())
    if (!fits.matches[i])
      yield finding('unmatched-specimen', signature.matchPlaces[i] ?? place, { text, specimen });
  for (const [i, specimen] of rejects.entries())
    if (fits.rejects[i])
      yield finding('matched-reject', signature.rejectPlaces[i] ?? place, { text, specimen });
  if (generic) yield finding('broad-signature', place, { text, because: genericReason(generic) });
}

function genericReason({ text, isMatched }: NonNullable<PlacedSignature['generic']>): string {
  return isMatched
    ? `it matches \`${text}\`, as many kinds of failure do`
    : `but for its values it says no more than \`${text}\`, as many kinds of failure do`;
}

/** Symptoms of one test, or of the issue, of which no signature matches any: the signatures miss what they are for. */
function unmatchedSymptoms({ file, signatures, symptoms }: IssueLooks): FileFinding[] {
  const [first] = signatures;
  if (!first) return [];
  const isMatched = symptoms.map((_, i) => signatures.some(({ fits }) => fits.symptoms[i]));
  const saying = [...symptoms.entries()].filter(([, { shape }]) => shape !== '');
  const groups = [...Map.groupBy(saying, ([, { letter }]) => letter).values()];
  return groups.flatMap((group) => {
    const [symptom] = group.map(([, one]) => one);
    if (!symptom || group.some(([i]) => isMatched[i])) return [];
    const related = [{ file, place: symptom.place, message: 'The symptom' }];
    return { ...finding('unmatched-symptom', first.place, { symptom: symptom.text }), related };
  });
}

/** What the measured runs of a suite showed. */
export interface SuiteSeen {
  readonly failures: readonly SeenFailure[];
  /** Printed locators of all tests that ran or were skipped. */
  readonly names: readonly string[];
}

/** Names for which a likely one is looked for: a wrong locator makes all names wrong in one way. */
const MAX_SUGGESTED = 100;

/** A text of an issue that is meant: a symptom, or a specimen of a signature. */
interface Meant {
  readonly text: string;
  readonly looks: IssueLooks;
  readonly what: 'symptom' | 'specimen';
  readonly place: Place;
}

/** A signature as written, whoever has it, and what it matches. */
interface Shared {
  readonly description: SignatureSearch;
  readonly owners: { readonly looks: IssueLooks; readonly signature: PlacedSignature }[];
  readonly meant: (readonly Meant[])[];
  /** Failures of the runs, by suite. */
  readonly seen: Map<string, SeenFailure[]>;
}

/** What is wrong with signatures and names of tests by the other issues, and by the measured runs of each suite. */
export function checkLooksTogether(
  all: readonly IssueLooks[],
  seen: ReadonlyMap<string, SuiteSeen>,
): Finding[] {
  const identities = new Map<string, Identity>();
  for (const [suite, { names }] of seen) {
    const own = all.filter((looks) => looks.suite === suite);
    identities.set(
      suite,
      identifyTests(
        own.flatMap(({ names: tests }) => tests),
        names,
      ),
    );
  }
  const shared = shareSignatures(all);
  if (shared.length > 0) hold(shared, all, seen);
  return [
    ...shared.flatMap((one) => one.owners.flatMap((owner) => checkOwner(owner, one, identities))),
    ...checkSymptomsTogether(all),
    ...[...seen].flatMap(([suite, { failures }]) =>
      broadSymptoms(
        all.filter((looks) => looks.suite === suite),
        failures,
        identities.get(suite),
      ),
    ),
    ...checkNames(all, seen, identities),
  ];
}

/** Findings about symptoms that several issues share: a copied record has as many as there are copies. */
const MAX_SHARED = 100;

/** Symptoms in words of their own that another issue shows too, although the two have nothing to do with each other. */
function checkSymptomsTogether(all: readonly IssueLooks[]): Finding[] {
  const placed = all.flatMap((looks) =>
    looks.symptoms.filter(({ isOwn }) => isOwn).map((symptom) => ({ ...symptom, looks })),
  );
  const groups = [...Map.groupBy(placed, ({ shape }) => shape).values()];
  return groups
    .flatMap(([first, ...others]): Finding[] => {
      const other = others.find(({ looks }) => first && isStranger(looks, first.looks));
      if (!first || !other) return [];
      const related = [
        { file: first.looks.file, place: first.place, message: `The symptom of ${first.looks.issue}` },
      ];
      const args = { symptom: other.text, issue: other.looks.issue, other: first.looks.issue };
      return [{ ...finding('overlapping-symptom', other.place, args), file: other.looks.file, related }];
    })
    .slice(0, MAX_SHARED);
}

/** Kinds of failure of a suite's runs that symptoms are held against, the newest. */
const MAX_FAILURES = 2000;

/** Symptoms that stored runs show of tests which the issue does not name: there they say no more than `like`. */
function broadSymptoms(
  all: readonly IssueLooks[],
  failures: readonly SeenFailure[],
  identity: Identity | undefined,
): Finding[] {
  const symptoms = all.flatMap((looks) =>
    looks.isAround
      ? []
      : looks.symptoms.flatMap(({ isOwn, text, place }) =>
          isOwn ? [{ looks, text, place, reading: readFailure(text), seen: new Set<SeenFailure>() }] : [],
        ),
  );
  if (symptoms.length === 0) return [];
  const newest = failures.slice(-MAX_FAILURES);
  // Each month tells of what failed in it: most texts come again.
  const kinds = [...Map.groupBy(newest, ({ text }) => text)].map(([text, seen]) => ({
    seen,
    times: seen.length,
    reading: readFailure(text),
  }));
  const rarity = new Rarity([...symptoms, ...kinds]);
  const index = new SymptomIndex(symptoms, ({ reading }) => reading, rarity);
  for (const { seen, reading } of kinds)
    for (const symptom of index.candidates(reading))
      if (
        // Most failures are of the issue's own tests, which is soon told.
        strangersOf(symptom.looks, seen, identity).length > 0 &&
        isSameFailure(symptom.reading, reading, rarity)
      )
        for (const one of seen) symptom.seen.add(one);
  return symptoms.flatMap(({ looks, text, place, seen }): Finding[] => {
    if (seen.size === 0) return [];
    const inOrder = newest.filter((one) => seen.has(one));
    const args = { symptom: text, issue: looks.issue, tests: strangersOf(looks, inOrder, identity) };
    return [{ ...finding('broad-symptom', place, args), file: looks.file }];
  });
}

function shareSignatures(all: readonly IssueLooks[]): Shared[] {
  const shared = new Map<string, Shared>();
  for (const looks of all)
    for (const signature of looks.signatures) {
      const key = JSON.stringify([signature.text, signature.regex]);
      const known = shared.get(key);
      if (known) known.owners.push({ looks, signature });
      else
        shared.set(key, {
          description: describeSignature(signature),
          owners: [{ looks, signature }],
          meant: [],
          seen: new Map(),
        });
    }
  return [...shared.values()];
}

/** Holds every signature against the texts of other issues and of the runs, once however many issues share it. */
function hold(
  shared: readonly Shared[],
  all: readonly IssueLooks[],
  seen: ReadonlyMap<string, SuiteSeen>,
): void {
  const index = new ClueIndex(shared.map(({ description }) => description.clues));
  const search = (text: string, isWanted: (one: Shared) => boolean, use: (found: Shared) => void) => {
    const message = readMessage(text);
    for (const position of index.find([message.plain])) {
      const one = shared[position];
      if (one && isWanted(one) && one.description.findIn(message)) use(one);
    }
  };
  for (const [text, meant] of meantTexts(all)) {
    const isOthers = ({ owners }: Shared) =>
      owners.some((owner) => meant.some(({ looks }) => looks !== owner.looks));
    search(text, isOthers, (one) => one.meant.push(meant));
  }
  for (const [suite, { failures }] of seen) {
    const isOfSuite = ({ owners }: Shared) => owners.some(({ looks }) => looks.suite === suite);
    for (const [text, alike] of Map.groupBy(failures, (failure) => failure.text))
      search(text, isOfSuite, ({ seen: found }) => atKey(found, suite, () => []).push(...alike));
  }
}

function meantTexts(all: readonly IssueLooks[]): ReadonlyMap<string, readonly Meant[]> {
  const meant = all.flatMap((looks): Meant[] => [
    ...looks.symptoms.map(({ text, place }) => ({ text, looks, what: 'symptom' as const, place })),
    ...looks.signatures.flatMap(({ matches, matchPlaces, place }) =>
      matches.map((text, i) => ({ text, looks, what: 'specimen' as const, place: matchPlaces[i] ?? place })),
    ),
  ]);
  return Map.groupBy(meant, ({ text }) => text);
}

function checkOwner(
  { looks, signature }: Shared['owners'][number],
  { description, meant, seen }: Shared,
  identities: ReadonlyMap<string, Identity>,
): Finding[] {
  const { file } = looks;
  const { fits, generic, place } = signature;
  const { text } = description;
  if (generic !== undefined) return [];
  const own = seen.get(looks.suite) ?? [];
  const isUsed = own.length > 0 || fits.matches.includes(true) || fits.symptoms.includes(true);
  // Specimens and symptoms that it misses are findings already.
  if (!isUsed && signature.matches.length === 0 && unmatchedSymptoms(looks).length === 0)
    return [{ ...finding('dead-signature', place, { text }), file }];
  const strangers = looks.isAround ? [] : strangersOf(looks, own, identities.get(looks.suite));
  if (strangers.length >= MANY_TESTS) {
    const because = `in the runs it matches failures of ${strangers.length} tests that ${looks.issue} does not name`;
    return [{ ...finding('broad-signature', place, { text, because }), file }];
  }
  const other = meant.flat().find((one) => isStranger(one.looks, looks));
  if (!other) return [];
  const { what, looks: whose } = other;
  const related = [{ file: whose.file, place: other.place, message: `The ${what} of ${whose.issue}` }];
  const args = { text, issue: looks.issue, other: whose.issue, what };
  return [{ ...finding('overlapping-signature', place, args), file, related }];
}

/** Whether two issues have nothing to do with each other. */
function isStranger(one: IssueLooks, other: IssueLooks): boolean {
  return (
    one.issue !== other.issue && !one.related.includes(other.issue) && !other.related.includes(one.issue)
  );
}

/** Tests that failed so, and are none of the issue's. */
function strangersOf(
  { issue }: IssueLooks,
  failures: readonly SeenFailure[],
  identity: Identity | undefined,
): string[] {
  const tests = new Set(failures.flatMap((failure) => failure.tests));
  const keys = new Set([...tests].map((test) => identity?.keyOf(test) ?? test));
  return [...keys].filter((key) => !identity?.issuesOf(key).includes(issue));
}

/** Tests without a name, names that no run of the suite has shown, and those that fit several tests of its runs: neither has figures. */
function checkNames(
  all: readonly IssueLooks[],
  seen: ReadonlyMap<string, SuiteSeen>,
  identities: ReadonlyMap<string, Identity>,
): Finding[] {
  let suggested = 0;
  return all.flatMap(({ file, suite, names, group }) =>
    names.flatMap(({ testId, name: own, aliases, place }): Finding[] => {
      const identity = identities.get(suite);
      const shown = seen.get(suite)?.names ?? [];
      if (group === 'closed' || (shown.length === 0 && group !== 'unresolved')) return [];
      if (own === undefined && aliases.length === 0) return [{ ...finding('nameless-test', place), file }];
      if (shown.length === 0) return [];
      const several = identity?.ambiguous.get(testId);
      if (several !== undefined)
        return [{ ...finding('ambiguous-name', place, { name: several, suite }), file }];
      const name = identity?.neverSeen.get(testId);
      if (name === undefined) return [];
      suggested += 1;
      const suggestion =
        suggested > MAX_SUGGESTED ? undefined : (endingIn(name, shown) ?? suggest(name, shown));
      return [{ ...finding('unseen-name', place, { name, suite, suggestion }), file }];
    }),
  );
}

/** A name of which another is the end of a sentence: perhaps the same test, which nobody can tell. */
function endingIn(name: string, shown: readonly string[]): string | undefined {
  const end = readName(name);
  return shown.find((one) => tieOf(end, readName(one)) !== undefined);
}
