import type { Issue, Signature } from '../../model/issue.ts';
import { type Regex, readRegex } from '../../schema/regex.ts';
import { GENERIC_TEXTS } from './generic.ts';
import { type Message, occursIn } from './message.ts';
import { normalise, plainText } from './normalise.ts';
import { requiredText } from './required-text.ts';
import { findSymptom, readSymptom, type Symptom } from './symptom.ts';

/** How an issue's failures look, in one of its signatures or symptoms. */
export interface Description {
  readonly by: 'signature' | 'symptom';
  /** The signature as written; a symptom's first line. */
  readonly text: string;
  /** Texts of which a message that it fits has at least one; empty where none can be told. */
  readonly clues: readonly string[];
  /** It fits what many kinds of failure say: it tells nothing of a test that the issue does not name. */
  readonly isGeneric: () => boolean;
  /** What it fits in a message. `isExact`: without leaving out what differs between runs. */
  findIn(message: Message): { readonly text: string; readonly isExact: boolean } | undefined;
}

/** The signatures of an issue, then its symptoms that say something. */
export function describeIssue(issue: Issue, symptoms: readonly Symptom[]): Description[] {
  return [
    ...issue.signatures.flatMap((signature) => describeSignature(signature)),
    ...symptoms.flatMap(({ text }) => describeSymptom(text)),
  ];
}

/** One whose expression cannot be read is found nowhere: that is a finding of the check. */
export function describeSignature({ text, regex }: Signature): Description[] {
  const compiled = once(() => (regex === undefined ? undefined : compile(regex)));
  if (text === undefined && regex === undefined) return [];
  const plain = text === undefined ? undefined : plainText(text);
  const normal = text === undefined ? undefined : normalise(text);
  const clues = normal === undefined || plain === undefined ? requiredText(regex ?? '') : [plain, normal];
  const findIn = (message: Message) => {
    let isExact = true;
    if (plain !== undefined && normal !== undefined) {
      isExact = occursIn(plain, message.plain);
      if (!isExact && !occursIn(normal, message.normal)) return undefined;
    }
    if (regex !== undefined) {
      const expression = compiled();
      if (!expression) return undefined;
      const isRaw = expression.test(message.raw);
      if (!isRaw && !expression.test(message.normal)) return undefined;
      isExact = isExact && isRaw;
    }
    return { text: text ?? regex ?? '', isExact };
  };
  const isGeneric = once(() => genericTextOf(clues, findIn) !== undefined);
  return [{ by: 'signature', text: text ?? regex ?? '', clues, isGeneric, findIn }];
}

/** Whether a description may be found in a message: a cheap look before the real one. */
export function mayFit({ clues }: Description, { plain, normal }: Message): boolean {
  return clues.length === 0 || clues.some((clue) => plain.includes(clue) || normal.includes(clue));
}

/** A text that is said of many kinds of failure, and that a description fits. */
function genericTextOf(clues: readonly string[], findIn: Description['findIn']): string | undefined {
  if (clues.length > 0 && !clues.some((clue) => ALL_GENERIC.includes(clue))) return undefined;
  return GENERIC_TEXTS.find(({ text, normal }) => findIn({ raw: text, plain: plainText(text), normal }))
    ?.text;
}

const ALL_GENERIC = GENERIC_TEXTS.flatMap(({ text, normal }) => [text, normal]).join('\n');

/** What of the texts said of many kinds of failure a signature fits, for a finding. */
export function genericTextFitted({ clues, findIn }: Description): string | undefined {
  return genericTextOf(clues, findIn);
}

/** Nothing for one that says nothing of its own. */
export function describeSymptom(text: string): Description[] {
  const symptom = readSymptom(text);
  const [first] = symptom.lines;
  if (!first) return [];
  return [
    {
      by: 'symptom',
      text: first.plain,
      clues: symptom.lines.flatMap(({ plain, normal }) => (plain === normal ? [plain] : [plain, normal])),
      isGeneric: () => symptom.isGeneric,
      findIn(message) {
        const found = findSymptom(symptom, message);
        return found && { text: found.line.plain, isExact: found.isExact };
      },
    },
  ];
}

function compile(source: string): Regex | undefined {
  const read = readRegex(source);
  return 'regex' in read ? read.regex : undefined;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
