import type { TallyClaim } from '../claim.ts';
import { NUMBER, readNumber } from '../read/numbers.ts';
import type { Statement } from '../read/statements.ts';
import { isLoose } from '../read/vocabulary.ts';
import { saidAt } from './shares.ts';

/** `5 + 30 = 35`, `157 - 4 = 153`. */
export function* readEquations(statement: Statement): Generator<TallyClaim> {
  const term = String.raw`\d{1,9}(?:\.\d+)?`;
  const words = String.raw`(?:\s[\p{L}]+){0,3}`;
  const equation = new RegExp(
    String.raw`(?<![\p{L}\p{N}_.,/:=▪])(${term})((?:${words}\s?[+−–×*-]\s?${term})+)${words}\s?=\s?(${term})(?![\p{L}\p{N}]|[.,/:]\d)`,
    'gu',
  );
  for (const match of statement.text.matchAll(equation)) {
    const [whole, first = '', rest = '', result = ''] = match;
    const steps = [...rest.matchAll(new RegExp(String.raw`([+−–×*-])\s?(${term})`, 'gu'))];
    const isProduct = steps.every(([, sign = '']) => '×*'.includes(sign));
    if (!isProduct && steps.some(([, sign = '']) => '×*'.includes(sign))) continue;
    if (/[−–-]/.test(rest) && !/\s[−–-]\s/.test(rest)) continue;
    const value = steps.reduce(
      (sum, [, sign = '', number = '']) =>
        isProduct ? sum * Number(number) : sum + (sign === '+' ? 1 : -1) * Number(number),
      Number(first),
    );
    const shown = Math.round(value * 1000) / 1000;
    const start = match.index + whole.length - result.length;
    yield {
      kind: 'tally',
      ruleId: 'audit-sum',
      ...saidAt(statement, { start, end: start + result.length }),
      holds: shown === Number(result),
      expected: String(shown),
      from: `that is what \`${whole.slice(0, whole.lastIndexOf('=')).trim()}\` gives`,
      reasoning: [`\`${whole}\` is written as a sum; it gives ${shown}.`],
      related: [],
    };
  }
}

/** `9 failures (6 recovery + 2 metrics + 1 audit)`: parts in brackets, joined by plus signs. */
export function* readBracketSums(statement: Statement): Generator<TallyClaim> {
  const { text } = statement;
  const part = String.raw`\d{1,6}(?:\s[^\d()+]{0,40})?`;
  const shape = new RegExp(
    String.raw`(${NUMBER})(?:\s+[\p{L}'▪-]+){0,5}\s*\((${part}(?:\s?\+\s?${part})+)\)`,
    'giu',
  );
  for (const match of text.matchAll(shape)) {
    const [, digits = '', list = ''] = match;
    if (isLoose(text.slice(0, match.index)) || /%/.test(list)) continue;
    const parts = [...list.matchAll(/\d+/gu)].map(([value]) => Number(value));
    const sum = parts.reduce((all, value) => all + value, 0);
    yield {
      kind: 'tally',
      ruleId: 'audit-sum',
      ...saidAt(statement, { start: match.index, end: match.index + digits.length }),
      holds: sum === readNumber(digits),
      expected: String(sum),
      from: `that is what \`${list}\` gives`,
      reasoning: [`\`${match[0]}\` gives a number and its parts: ${parts.join(' + ')} = ${sum}.`],
      related: [],
    };
  }
}
