import { normalise, plainText } from './normalise.ts';

/** A failure's text in the forms that descriptions are held against. */
export interface Message {
  /** As the tool wrote it. */
  readonly raw: string;
  /** In one line, without what is not read. */
  readonly plain: string;
  /** Without what differs between runs. */
  readonly normal: string;
}

/** Characters that are looked at: more than readers of result files keep, and what somebody may paste. */
const MAX_LENGTH = 100_000;

export function readMessage(message: string): Message {
  const raw = message.slice(0, MAX_LENGTH);
  return { raw, plain: plainText(raw), normal: normalise(raw) };
}

/** Whether a text occurs in another and cuts no number: `found: 1` is no part of `found: 12` or of `found: 1.5`. */
export function occursIn(text: string, whole: string): boolean {
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
