import type { EstimateClaim } from '../claim.ts';
import { durationsIn } from '../read/durations.ts';
import type { Statement } from '../read/statements.ts';
import { tenseOf } from '../read/vocabulary.ts';
import { saidAt } from './shares.ts';

/** Minutes that a line gives a piece of work: in brackets, behind a label, or as `5-minute`. */
export function* readEstimates(statement: Statement): Generator<EstimateClaim> {
  const { text, plain, start, section } = statement;
  const [first, second] = durationsIn(text);
  if (!first || second || first.duration.unit !== 'minutes' || tenseOf(text) === 'past') return;
  const code = plain.code.find((span) => span.start >= start && span.end <= start + text.length);
  if (!code || !/^[\w.]+$/.test(code.value)) return;
  const before = text.slice(0, first.start);
  const isBracketed = /\($/u.test(before) && /^[,)]/u.test(text.slice(first.end));
  const isLabelled = /^\W*(?:time|effort|estimate)\b[^:]*:\s*$/iu.test(before);
  const isAdjective = /-/.test(text.slice(first.start, first.end)) && code.start - start - first.end <= 2;
  if (!isBracketed && !isLabelled && !isAdjective) return;
  yield {
    kind: 'estimate',
    ...saidAt(statement, first),
    duration: first.duration,
    work: code.value,
    section,
  };
}
