import type { Block, Line } from './blocks.ts';
import { type Said, say, sayCount } from './contradiction.ts';
import { isTime, type Quantity } from './quantities.ts';
import { isKnown, STATUSES, type Status, UNITS } from './words.ts';

/** A number with what it is a number of; without a role it may be a number of anything. A `rate` is a percentage. */
interface Figure {
  readonly role: Status | 'rate' | undefined;
  readonly quantity: Quantity;
  readonly said: Said;
}

/** Numbers of one thing at one time: a sentence, a list of labels, a row or a column of a table. Nothing is calculated across. */
export type Frame = readonly Figure[];

export function framesOf({ kind, lines, items, head, rows }: Block): Frame[] {
  if (kind === 'quotation') return [];
  if (kind === 'table') {
    const beside = (label: string, cell: Line | undefined) => (cell ? labelled(label, cell) : []);
    const columns = head
      .slice(1)
      .map((_, i) => rows.flatMap((row) => beside(row[0]?.text ?? '', row[i + 1])));
    return [
      ...rows.map((row) => row.slice(1).flatMap((cell, i) => beside(head[i + 1] ?? '', cell))),
      ...columns,
    ];
  }
  const firsts = kind === 'list' ? items.flatMap((item) => item.lines.slice(0, 1)) : lines;
  const isLabelled = firsts.length > 1 && firsts.every(({ label }) => label !== '');
  const whole = isLabelled
    ? firsts.flatMap((line) => labelled(line.label, line, line.text.indexOf(':') + 1))
    : kind === 'output'
      ? lines.flatMap(counted)
      : [];
  return [...lines.flatMap((line) => (line.quantities.length > 1 ? [counted(line)] : [])), whole];
}

/** `Passed: 456`, or a cell beside or below `Passed`; nothing where it has no number. */
function labelled(label: string, line: Line, from = 0): Figure[] {
  const [only, more] = line.quantities.filter(({ start }) => start >= from);
  if (!only) return [];
  const rest = line.text.slice(from, only.start) + line.text.slice(only.end).replace(/[(\s]*[\d.]+\s?%/u, '');
  const isPlain = only.sure === 'exact' && isKnown(rest) && (!more || more.kind === 'percent');
  return withWhole({
    role: isPlain ? roleOf(label, only) : undefined,
    quantity: only,
    said: say(line, only),
  });
}

/** `155/157 passed` is two numbers. */
function withWhole(figure: Figure): Figure[] {
  const { quantity } = figure;
  if (quantity.kind !== 'ratio') return [figure];
  return [figure, { ...figure, role: 'total', quantity: { ...quantity, value: quantity.whole } }];
}

function roleOf(label: string, { kind }: Quantity): Figure['role'] {
  const [status, other] = new Set(STATUSES.all(label));
  if (!isKnown(label) || isTime({ kind })) return undefined;
  if (kind === 'percent') return status === 'passed' || /\brate\b/iu.test(label) ? 'rate' : undefined;
  if (other) return status === 'total' ? other : undefined;
  return status ?? (UNITS.first(label) === 'tests' ? 'total' : undefined);
}

/** `157 tests: 150 passed, 7 failed`; `2 of 5 fixed, 2 triaged, 1 open`; `65.3% (5 passed, 3 failed)`. */
function counted(line: Line): Figure[] {
  const { quantities, text, label } = line;
  if (quantities.length > 12 || /\bof which\b|→|->|\bfrom\s+[\d~]/u.test(text)) return [];
  const isRate = /pass|succe|rate/iu.test(text);
  return quantities.flatMap((quantity, i): Figure[] => {
    const { kind, sure, tail, unit, status, start } = quantity;
    if (kind === 'percent')
      return isRate && isShare(text, quantity) ? [{ role: 'rate', quantity, said: say(line, quantity) }] : [];
    if (isTime(quantity)) return [];
    const own = STATUSES.all(tail);
    const isBehind = /[:=]\s*$/u.test(text.slice(0, start));
    const named = own[0] ?? (isBehind ? status : STATUSES.first(label) === 'total' ? 'total' : undefined);
    // Behind its parts, a whole says that it is one.
    const isWhole = named === undefined && i === 0 && UNITS.first(tail) !== undefined && unit !== 'items';
    const role = sure !== 'exact' ? undefined : own.includes('total') || isWhole ? 'total' : named;
    return withWhole({ role, quantity, said: sayCount(line, quantity) });
  });
}

/** Whether a percentage may be the share of something: words that this audit does not know may say of what else. */
export function isShare(text: string, { kind, sure, tail, start }: Quantity): boolean {
  const before = /[^\d,;.()]*$/u.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  return kind === 'percent' && sure !== 'bound' && isKnown(before.replace(/^.*:/u, '')) && isKnown(tail);
}
