import { bothEnds } from '../../core/text.ts';
import { MESSAGE_LENGTH } from './test-result.ts';

/** Characters of messages that are kept at their full length at a time; later ones are kept short. */
const FULL_BUDGET = 16 * 1024 * 1024;

const SHORT_LENGTH = 200;

const MAX_SHARED = 10_000;

/** Texts cut out of a stream, so that none of them keeps the piece of the stream it stood in. */
export class KeptTexts {
  private held = 0;
  private readonly known = new Map<string, string>();

  /** How many characters the next message may have. */
  get limit(): number {
    return this.held > FULL_BUDGET ? SHORT_LENGTH : MESSAGE_LENGTH;
  }

  /** A message, both ends of a long one; nothing for an empty one. */
  message(text: string): string | undefined {
    const said = text.trim();
    if (said === '') return undefined;
    const kept = own(bothEnds(said, this.limit));
    this.held += kept.length;
    return kept;
  }

  /** A message went where it no longer counts. */
  release(text: string | undefined): void {
    this.held -= text?.length ?? 0;
  }

  /** A text that many results have in common. */
  share(text: string): string {
    if (text.length > 1000) return own(text);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_SHARED) this.known.clear();
    const kept = own(text);
    this.known.set(kept, kept);
    return kept;
  }
}

/** A copy: a part of a string keeps the whole of it in memory (V8), which would be the file in the end. */
export function own(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** Characters above the length, so that a cut within a character here moves no later one. */
const MARGIN = 8;

/**
 * Adds a piece to a text that comes in pieces and of which both ends will be kept.
 * @param length what the text will be cut to; twice as much is held, and no piece is.
 */
export function addPiece(held: string, piece: string, length: number): string {
  const all = held + own(bothEnds(piece, length + MARGIN));
  return all.length > 2 * length ? own(bothEnds(all, length + MARGIN)) : all;
}
