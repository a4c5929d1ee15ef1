import type { Root } from 'mdast';
import { FILE_START, type Place } from '../../core/finding.ts';
import { groupOf, isStatus, type StatusGroup } from '../../core/status.ts';
import type { Body } from '../../records/body/section.ts';
import { numbering } from '../../records/check/link-facts.ts';
import { nodesIn, ofType, placeOf } from '../../records/check/texts.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { Signature } from '../../records/issue/signature.ts';
import type { NamedTest } from '../../runs/names/identify.ts';
import { namedTestsOf } from '../../runs/names/named-tests.ts';
import type { DataPath } from '../../text/yaml.ts';
import { isOfSurroundings } from '../match.ts';
import { isOwn } from '../rarity.ts';
import { readFailure, shapeOfReading } from '../reading.ts';
import { describeSignature, type Message, readMessage } from '../signature.ts';
import { type Symptom, symptomsOf } from '../symptom.ts';

export type PlacedSignature = Signature & {
  /** Which texts of its own issue it matches, in their order. */
  readonly fits: Readonly<Record<'matches' | 'rejects' | 'symptoms', readonly boolean[]>>;
  /** What many kinds of failure say, and it says no more; whether it matches that. */
  readonly generic?: { readonly text: string; readonly isMatched: boolean };
  readonly place: Place;
  readonly matchPlaces: readonly Place[];
  readonly rejectPlaces: readonly Place[];
};

export interface PlacedSymptom extends Symptom {
  readonly place: Place;
  /** What it says, without what a machine made; empty where it says nothing. */
  readonly shape: string;
  /** It has words that no tool says of itself. */
  readonly isOwn: boolean;
}

/** What one record says of how its failures look and of the names of its tests, with places; plain data, to be kept for each file. */
export interface IssueLooks {
  readonly issue: string;
  readonly file: string;
  readonly suite: string;
  readonly signatures: readonly PlacedSignature[];
  readonly symptoms: readonly PlacedSymptom[];
  readonly names: readonly (NamedTest & { readonly place: Place })[];
  /** Issues that it says it has to do with. */
  readonly related: readonly string[];
  /** Its failures are the surroundings': those of many tests. */
  readonly isAround: boolean;
  /** What its last status means; where it is closed, its tests may be gone. */
  readonly group: StatusGroup;
}

/** Looks with numbers for their places, and the places that they stand for: what others see is the same however lines move. */
export function numberLooks(looks: IssueLooks): { looks: IssueLooks; places: Place[][] } {
  const { number, places } = numbering();
  return {
    looks: {
      ...looks,
      signatures: looks.signatures.map((signature) => ({
        ...signature,
        place: number(signature.place),
        matchPlaces: signature.matchPlaces.map((place) => number(place)),
        rejectPlaces: signature.rejectPlaces.map((place) => number(place)),
      })),
      symptoms: looks.symptoms.map((symptom) => ({ ...symptom, place: number(symptom.place) })),
      names: looks.names.map((name) => ({ ...name, place: number(name.place) })),
    },
    places,
  };
}

/** @param place where a part of the front matter stands. @param tree the body as it was parsed. */
export function readLooks(
  issue: Issue,
  body: Body,
  tree: Root,
  place: (path: DataPath) => Place,
): IssueLooks {
  const fences = fencesOf(tree);
  const symptoms = symptomsOf(body);
  const own = createHolder(symptoms);
  const last = issue.timeline.findLast(({ word }) => isStatus(word))?.word;
  return {
    issue: issue.id,
    file: issue.file,
    suite: issue.suite,
    signatures: issue.signatures.map((signature, i) => ({
      ...signature,
      ...own(signature),
      place: place(['signatures', i, signature.text === undefined ? 'regex' : 'text']),
      matchPlaces: signature.matches.map((_, k) => place(['signatures', i, 'matches', k])),
      rejectPlaces: signature.rejects.map((_, k) => place(['signatures', i, 'rejects', k])),
    })),
    symptoms: symptoms.map((symptom) => placeSymptom(symptom, fences(symptom.text))),
    names: namedTestsOf([issue]).map((named, i) => ({
      ...named,
      place: place(['tests', issue.tests[i]?.letter ?? '', 'name']),
    })),
    related: [
      ...issue.related.map((one) => one.issue),
      ...issue.timeline.flatMap(({ by }) => by ?? []),
      ...[...issue.causes, ...issue.fixes].flatMap(({ same }) => same ?? []),
    ],
    isAround: isOfSurroundings(issue),
    group: last !== undefined && isStatus(last) ? groupOf(last) : 'unresolved',
  };
}

function placeSymptom(symptom: Symptom, place: Place): PlacedSymptom {
  const reading = readFailure(symptom.text);
  const isOwnLine = reading.said.some(({ tokens }) => tokens.some(isOwn));
  return { ...symptom, place, shape: shapeOfReading(reading), isOwn: isOwnLine };
}

/** Holds signatures of an issue against the texts of the issue, and each text is read once. */
function createHolder(
  symptoms: readonly Symptom[],
): (signature: Signature) => Pick<PlacedSignature, 'fits' | 'generic'> {
  const messages = symptoms.map(({ text }) => readMessage(text));
  return (signature) => {
    const { findIn, genericText } = describeSignature(signature);
    const fits = (message: Message) => findIn(message) !== undefined;
    const fitsText = (text: string) => fits(readMessage(text));
    const text = genericText();
    return {
      fits: {
        matches: signature.matches.map(fitsText),
        rejects: signature.rejects.map(fitsText),
        symptoms: messages.map(fits),
      },
      ...(text === undefined ? {} : { generic: { text, isMatched: fitsText(text) } }),
    };
  };
}

/** Where the fence with a text stands; each fence answers once. */
function fencesOf(tree: Root): (text: string) => Place {
  const fences = Map.groupBy(ofType(nodesIn(tree), 'code'), ({ value }) => value);
  return (text) => {
    const fence = fences.get(text)?.shift();
    return fence ? placeOf(fence) : FILE_START;
  };
}
