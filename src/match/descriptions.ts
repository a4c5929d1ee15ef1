import { type Regex, readRegex } from '../records/fields/regex.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { Signature } from '../records/issue/signature.ts';
import { GENERIC_TEXTS, genericTextWith } from './generic.ts';
import type { Recognised } from './match.ts';
import { findIn as findText, type Message, readMessage, readWanted } from './message.ts';
import { requiredText } from './required-text.ts';
import { findSymptom, readSymptom, type Symptom } from './symptom.ts';

/** How an issue's failures look, in one of its signatures or symptoms. */
export interface Description {
  readonly by: 'signature' | 'symptom';
  /** The signature as written; a symptom's first line. */
  readonly text: string;
  /** Texts of which a message that it fits has at least one; empty where none can be told. */
  readonly clues: readonly string[];
  /** What many kinds of failure say, where it fits that: it tells nothing of a test that the issue does not name. */
  readonly genericText: () => string | undefined;
  /** What it fits in a message. `isExact`: without leaving out what differs between runs. */
  findIn(message: Message): Hit | undefined;
}

export interface Hit {
  readonly text: string;
  readonly isExact: boolean;
  /** All that was found of the description, where that is a text: the more it has, the more it says. */
  readonly said?: string;
}

/** The signatures of an issue, then its symptoms that say something. */
function describeIssue(issue: Issue, symptoms: readonly Symptom[]): Description[] {
  return [
    ...issue.signatures.flatMap((signature) => describeSignature(signature)),
    ...symptoms.flatMap(({ text }) => describeSymptom(text)),
  ];
}

/** One whose expression cannot be read is found nowhere: that is a finding of the check. */
export function describeSignature({ text, regex }: Signature): Description[] {
  const compiled = once(() => (regex === undefined ? undefined : compile(regex)));
  const wanted = text === undefined ? undefined : readWanted(text);
  const clues = wanted === undefined ? requiredText(regex ?? '') : [wanted.plain, wanted.normal];
  const findIn = (message: Message): Hit | undefined => {
    let isExact = true;
    if (wanted !== undefined) {
      const found = findText(wanted, message);
      if (found === undefined) return undefined;
      isExact = found === 'exact';
    }
    if (regex !== undefined) {
      const expression = compiled();
      if (!expression) return undefined;
      const forms = new Set([message.lines, message.raw, message.plain]);
      const isRead = [...forms].some((form) => expression.test(form));
      if (!isRead && (forms.has(message.normal) || !expression.test(message.normal))) return undefined;
      isExact = isExact && isRead;
    }
    return { text: text ?? regex, isExact, said: wanted?.plain };
  };
  const generic = once(() =>
    wanted !== undefined && regex === undefined
      ? genericTextWith(wanted.normal)
      : genericTextOf(clues, findIn),
  );
  return [{ by: 'signature', text: text ?? regex, clues, genericText: generic, findIn }];
}

/** Whether a description may be found in a message: a cheap look before the real one. */
export function mayFit({ clues }: Description, { plain, normal }: Message): boolean {
  return clues.length === 0 || clues.some((clue) => plain.includes(clue) || normal.includes(clue));
}

/** A text that is said of many kinds of failure, and that a description fits. */
function genericTextOf(clues: readonly string[], findIn: Description['findIn']): string | undefined {
  if (clues.length > 0 && !clues.some((clue) => ALL_GENERIC.includes(clue))) return undefined;
  return GENERIC_TEXTS.find(({ text }) => findIn(readMessage(text)))?.text;
}

const ALL_GENERIC = GENERIC_TEXTS.flatMap(({ text, normal }) => [text, normal]).join('\n');

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
      genericText: () => (symptom.isGeneric ? first.plain : undefined),
      findIn(message) {
        const found = findSymptom(symptom, message);
        return found && { text: found.line.plain, isExact: found.isExact, said: found.said };
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

export { type Symptom, symptomsOf } from './symptom.ts';

/** How the failures of an issue look. */
export interface FailureLook {
  /** The issue says something of how its failures look; without it, only a test's name can tell them. */
  readonly isDescribed: boolean;
  /**
   * What a failure of one of the issue's own tests was recognised by; undefined for a failure that looks otherwise.
   * @param message as the tool wrote it.
   */
  recognise(message: string): (Pick<Recognised, 'text'> & { readonly by: Description['by'] }) | undefined;
}

export function createLook(issue: Issue, symptoms: readonly Symptom[]): FailureLook {
  const descriptions = describeIssue(issue, symptoms);
  return {
    isDescribed: descriptions.length > 0,
    recognise(message) {
      const read: Message = readMessage(message);
      for (const { by, findIn } of descriptions) {
        const found = findIn(read);
        if (found) return { by, text: found.text };
      }
      return undefined;
    },
  };
}
