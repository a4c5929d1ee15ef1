import type { Finding } from '../../../src/core/finding.ts';
import { isRuleId, messageOf } from '../../../src/rules/rules.ts';

/** What holds for each finding, whatever the file: a known rule, a place inside the file, words of ours. */
export function lawsBroken(finding: Finding, lines: readonly string[]): string[] {
  const { ruleId, place } = finding;
  const broken: string[] = [];
  if (ruleId === 'our-mistake') broken.push('our own code failed');
  if (!isRuleId(ruleId)) broken.push('its rule is not known');
  for (const { line, column } of [place.start, place.end]) {
    const text = lines[line - 1];
    if (text === undefined || column < 1 || column > text.length + 1)
      broken.push(`${line}:${column} is outside the file`);
  }
  if (
    place.end.line < place.start.line ||
    (place.end.line === place.start.line && place.end.column < place.start.column)
  )
    broken.push('it ends before it starts');
  const message = messageOf(finding);
  if (/\p{Cc}/u.test(message)) broken.push('its message has a raw control character');
  if (/undefined|\[object|\bNaN\b/.test(message)) broken.push('its message has a word of the machine');
  return broken.map((law) => `${ruleId}: ${law}: ${message.slice(0, 120)}`);
}

/** The lines of a file as findings count them; of a file that is no UTF-8, as far as it can be read. */
export function linesOf(file: string, bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split(file.endsWith('.jsonl') ? '\n' : /\r\n?|\n/);
}
