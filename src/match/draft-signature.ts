import { escapeRegex } from '../core/text.ts';
import type { Signature } from '../records/issue/signature.ts';
import { commonRow } from './common-row.ts';
import { Rarity, stock } from './rarity.ts';
import { type Line, readFailure } from './reading.ts';
import { describeSignature, readMessage } from './signature.ts';
import type { Token } from './tokens.ts';

const MAX_DRAFTS = 3;
const MAX_SPECIMENS = 3;
/** Lines of a failure that may become a signature. */
const MAX_LINES = 12;
const MAX_TOKENS = 60;
const MAX_LENGTH = 400;

/** A word of a line; `glue` is what stands before the next one, or closes the line, and absent where that differs. */
interface Part {
  readonly token: Token;
  readonly glue?: string;
}

interface Drafted {
  readonly draft: Signature;
  readonly members: ReadonlySet<string>;
  readonly weight: number;
}

/**
 * Signatures that match as many failures of a test as possible: of lines that are alike, what is the same in all of them.
 * What a machine made and all numbers are left out. Failures that say only what any tool says have none.
 * @param messages the most frequent kind of failure first.
 */
export function draftSignatures(messages: readonly string[]): Signature[] {
  const drafts: Signature[] = [];
  let left = [...new Set(messages)].slice(0, MAX_LINES * MAX_DRAFTS);
  while (left.length > 0 && drafts.length < MAX_DRAFTS) {
    const [seed = ''] = left;
    const found = linesOf(seed).flatMap((line) => draftOf(line, left) ?? []);
    const [best] = found.sort((a, b) => b.members.size - a.members.size || b.weight - a.weight);
    if (best) drafts.push(best.draft);
    left = left.filter((message) => message !== seed && !best?.members.has(message));
  }
  return drafts;
}

function linesOf(message: string): Line[] {
  return readFailure(message).said.slice(0, MAX_LINES);
}

/** The first of the messages has the line; of the others, all join in that have most of its words. */
function draftOf(line: Line, messages: readonly string[]): Drafted | undefined {
  let parts = partsOf(line);
  const least = Math.max(1, weigh(parts) / 2);
  const specimens = new Map<string, string>();
  for (const message of messages) {
    const common = linesOf(message).map((other) => ({
      text: other.text,
      parts: commonOf(parts, partsOf(other)),
    }));
    const [best] = common.sort((a, b) => weigh(b.parts) - weigh(a.parts));
    if (!best || weigh(best.parts) < least) continue;
    parts = best.parts;
    specimens.set(message, best.text);
  }
  const clue = clueOf(parts);
  if (clue === undefined) return undefined;
  const { findIn, genericText } = describeSignature(clue);
  const fits = (text: string) => findIn(readMessage(text)) !== undefined;
  const members = [...specimens].filter(([message, text]) => fits(message) && fits(text));
  const isStock = genericText() !== undefined || stock.some(({ text }) => fits(text));
  if (members.length === 0 || isStock) return undefined;
  const matches = [...new Set(members.map(([, text]) => text))].slice(0, MAX_SPECIMENS);
  return {
    draft: { ...clue, matches, rejects: [] },
    members: new Set(members.map(([message]) => message)),
    weight: weigh(parts),
  };
}

function partsOf({ text, tokens }: Line): Part[] {
  const isFixed = (token: Token | undefined) =>
    token?.kind === 'word' || token?.kind === 'code' || token?.kind === 'sign';
  return tokens.slice(0, MAX_TOKENS).flatMap((token, i): Part[] => {
    if (!isFixed(token)) return [];
    const next = tokens[i + 1];
    const rest = text.slice(token.end, next?.start);
    const glue = next ? (isFixed(next) ? rest : undefined) : /^["')\]}>]+/.exec(rest)?.[0];
    return [{ token, glue }];
  });
}

/** The longest row of words that both have, in order. */
function commonOf(a: readonly Part[], b: readonly Part[]): Part[] {
  const pairs = commonRow(a, b, (one, other) => one.token.text === other.token.text);
  return pairs.flatMap(([i, j], k): Part[] => {
    const [one, other, next] = [a[i], b[j], pairs[k + 1]];
    const isNext = (next?.[0] ?? a.length) === i + 1 && (next?.[1] ?? b.length) === j + 1;
    return one ? [{ token: one.token, glue: isNext && one.glue === other?.glue ? one.glue : undefined }] : [];
  });
}

const stockWeights = new Rarity();

function weigh(parts: readonly Part[]): number {
  return stockWeights.weighAll(parts.map(({ token }) => token));
}

/** A text where all of it stands side by side, else an expression with gaps. */
function clueOf(
  parts: readonly Part[],
): { text: string; regex?: undefined } | { text?: undefined; regex: string } | undefined {
  const fixed: string[] = [];
  let text = '';
  for (const [i, { token, glue }] of parts.entries()) {
    text += token.text + (glue ?? '');
    if (glue !== undefined && i < parts.length - 1) continue;
    if (/\p{L}{2}/u.test(text)) fixed.push(text);
    text = '';
  }
  while (fixed.length > 1 && fixed.join('').length > MAX_LENGTH) fixed.pop();
  const [only, ...more] = fixed;
  if (only === undefined || only.length > MAX_LENGTH) return undefined;
  if (more.length === 0) return { text: only };
  return { regex: fixed.map(escapeRegex).join('.*') };
}
