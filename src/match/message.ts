import { normalise, plainText, withoutColours } from './normalise.ts';

/** A failure's text in the forms that descriptions are held against. */
export interface Message {
  /** As the tool wrote it. */
  readonly raw: string;
  /** In its lines, without colours. */
  readonly lines: string;
  /** In one line, without what is not read. */
  readonly plain: string;
  /** Without what differs between runs. */
  readonly normal: string;
  /** The ports of services that it names. */
  readonly ports: ReadonlySet<string>;
}

/** A text that may occur in a message. */
export type Wanted = Pick<Message, 'plain' | 'normal' | 'ports'>;

/** Characters that are looked at at each end: a message begins with what went wrong or, after a long log, ends with it. */
const MAX_END = 50_000;

export function readMessage(message: string): Message {
  const isLong = message.length > 2 * MAX_END;
  const raw = isLong ? `${message.slice(0, MAX_END)}\n${message.slice(-MAX_END)}` : message;
  return { raw, lines: withoutColours(raw).replaceAll('\r\n', '\n'), ...readWanted(raw) };
}

export function readWanted(text: string): Wanted {
  const plain = plainText(text);
  return { plain, normal: normalise(text), ports: portsOf(plain) };
}

/** A port below those that a system gives out tells which service is meant: 5432 is no 6379. */
const PORT =
  /(?:\d{1,3}(?:\.\d{1,3}){3}|\]|\blocalhost|(?:\/\/|@)[\w.-]{1,100}):(\d{1,5})(?!\w|:\d)|\bport[ =:#]{1,2}(\d{1,5})(?!\w)/gi;
const FIRST_GIVEN_OUT = 32_768;

function portsOf(plain: string): Set<string> {
  const ports = [...plain.matchAll(PORT)].map(([, atHost, named = '']) => atHost ?? named);
  return new Set(ports.filter((port) => Number(port) < FIRST_GIVEN_OUT));
}

/**
 * Whether a text occurs in a message: to the letter, or else without what differs between runs. A message that names
 * services, and not the text's, is none of its.
 */
export function findIn(wanted: Wanted, message: Wanted): 'exact' | 'normal' | undefined {
  if (occursIn(wanted.plain, message.plain)) return 'exact';
  if (!occursIn(wanted.normal, message.normal)) return undefined;
  const isOther = message.ports.size > 0 && [...wanted.ports].some((port) => !message.ports.has(port));
  return isOther ? undefined : 'normal';
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
