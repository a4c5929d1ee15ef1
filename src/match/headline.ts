import { firstLine } from '../core/text.ts';
import { isOwn } from './rarity.ts';
import { type Line, readFailure } from './reading.ts';

/** Lines that one headline joins at the most: `Expected`, `<int>: 0`, `to equal`, `<int>: 3`. */
const MAX_JOINED = 6;

/**
 * A failure in one line, by which people tell it from others: what a tool names as the failure before what was logged, and
 * as many lines as it takes to say something that no tool says of itself. Empty where the failure says nothing.
 * @param length characters (UTF-16 code units) at the most.
 */
export function headlineOf(message: string, length = 160): string {
  const { said, frames } = readFailure(message);
  const start = said.findIndex(({ isNamed }) => isNamed);
  const lines = said.slice(Math.max(0, start));
  const joined: Line[] = [];
  for (const line of lines.slice(0, MAX_JOINED)) {
    // What follows is a comparison of two values, sign by sign.
    if (joined.length > 0 && line.tokens[0]?.kind === 'sign') break;
    joined.push(line);
    if (line.tokens.some((token) => isOwn(token) || token.kind === 'code')) break;
  }
  const [text = frames[0] ?? ''] = joined.length === 0 ? [] : [joined.map((line) => line.text).join(' ')];
  return firstLine(text, length);
}
