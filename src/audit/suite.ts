import { type Sentence, sectionsAround, trailOf } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say } from './contradiction.ts';
import { formatPercent, isTime, type Quantity } from './quantities.ts';
import { mentionsIn, type Roster } from './roster.ts';
import { NEUTRAL, STATUSES, TENSES, UNITS } from './words.ts';

/** A number with its sentence. */
interface Statement {
  readonly sentence: Sentence;
  readonly quantity: Quantity;
  readonly said: Said;
}

/** Size of the suite, stable tests and tests that remain; and one thing that has two values. */
export function* auditSuite(
  sentences: readonly Sentence[],
  roster: Roster | undefined,
): Generator<Contradiction> {
  const statements = sentences.flatMap((sentence) =>
    sentence.quantities
      .filter((quantity) => quantity.sure === 'exact' && !isTime(quantity))
      .map((quantity): Statement => ({ sentence, quantity, said: say(sentence, quantity) })),
  );
  yield* auditStable(statements, roster);
  yield* auditSize(statements);
  yield* auditSame(statements);
}

/** Whether a label says what is measured, not of which part: all its words are known. */
function isWhole(label: string): boolean {
  return !/[\p{L}\p{N}]/u.test(NEUTRAL.without(STATUSES.without(UNITS.without(label))));
}

const DATED =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:week|sprint|q[1-4]|20\d\d)\b/iu;
const LATER = /^\W*(?:after|with|once)\b/iu;

/** Whether a sentence is about what is: not about what was, is planned, or held on another day. */
export function isNow(sentence: Sentence): boolean {
  const [near = '', ...around] = trailOf(sentence);
  // The title of a document may have its own date.
  const isDated = [sentence.text, near, ...around.slice(0, -1)].some((words) => DATED.test(words));
  return !isDated && !TENSES.first(`${sentence.text} ${near}`) && !LATER.test(sentence.label);
}

/** Whether a ratio is the share of stable tests in a suite. */
export function isStableShare({ label }: Sentence, { kind, unit, status, value, whole }: Quantity): boolean {
  if (kind !== 'ratio' || value > whole || (unit !== undefined && unit !== 'tests') || !isWhole(label))
    return false;
  return status === 'stable' || (status === 'passed' && STATUSES.all(label).includes('stable'));
}

export function isSize({ label }: Sentence, { kind, unit }: Quantity): boolean {
  const isLabelled = /^\W*(?:test suite|(?:test )?suite size|total (?:tests|specs)|tests total)\W*$/iu.test(
    label,
  );
  return kind === 'count' && isLabelled && (unit === undefined || unit === 'tests');
}

/** Issues whose fixes the numbers of a sentence are said to be after: `after fixes`. */
export function stateOf({ text }: Sentence): string {
  const from = text.search(/\b(?:after|with)\b/iu);
  const ids =
    from === -1 ? [] : mentionsIn(text.slice(from)).flatMap(({ issues }) => issues.map(({ id }) => id));
  return [...new Set(ids)].sort().join(' ');
}

/** Stable tests and tests that remain flaky are together no more than the suite. */
function* auditStable(
  statements: readonly Statement[],
  roster: Roster | undefined,
): Generator<Contradiction> {
  const unresolved = roster?.unresolved;
  const known = unresolved && { value: roster.testsOf(unresolved), said: unresolved.map(({ said }) => said) };
  const remaining = roster ? known : saidToRemain(statements);
  const resolved = (roster?.issues ?? []).filter(({ state }) => state === 'resolved').map(({ id }) => id);
  if (!remaining) return;
  for (const { sentence, quantity, said } of statements) {
    const { value, whole } = quantity;
    const state = stateOf(sentence);
    if (
      !isStableShare(sentence, quantity) ||
      !isNow(sentence) ||
      (state !== '' && state !== resolved.join(' '))
    )
      continue;
    const stable = whole - remaining.value;
    const because = `${whole} - ${remaining.value} = ${stable} (${formatPercent(stable, whole)})`;
    if (value > stable && stable >= 0) yield contradiction('audit-stable', said, remaining.said, because);
  }
}

/** What a document says to remain flaky; nothing where it says several numbers, or a part of them. */
function saidToRemain(statements: readonly Statement[]): { value: number; said: Said[] } | undefined {
  const counts = statements.filter(
    ({ sentence, quantity: { kind, unit } }) =>
      kind === 'count' && unit === 'tests' && isWhole(sentence.label) && isNow(sentence),
  );
  const remaining = counts.filter(({ sentence: { label }, quantity: { status, tail } }) =>
    `${label} ${status === 'flaky' ? tail : status}`.match(
      /^\W*(?:remaining|unresolved)\b|\bremain(?:ing)?\b|\bstill\b/iu,
    ),
  );
  const isFixed = statements.some(
    ({ quantity: { status } }) => status === 'fixed' || status === 'quarantined',
  );
  const flaky = counts.filter(({ sentence: { label } }) => /^\W*(?:known )?flaky tests?\W*$/iu.test(label));
  const [first, ...more] = remaining.length > 0 || isFixed ? remaining : flaky;
  if (!first || more.some(({ quantity }) => quantity.value !== first.quantity.value)) return undefined;
  return { value: first.quantity.value, said: [first.said] };
}

/** A part of the suite is no larger than the suite. Where tests were added, sizes differ. */
function* auditSize(statements: readonly Statement[]): Generator<Contradiction> {
  const sizes = statements.filter(({ sentence, quantity }) => isSize(sentence, quantity) && isNow(sentence));
  const [first] = sizes;
  const size = first?.quantity.value ?? 0;
  const hasGrown = statements.some(({ sentence: { text } }) =>
    /\b(?:added|grew|grown|new tests?)\b/iu.test(text),
  );
  if (!first || hasGrown || sizes.some(({ quantity }) => quantity.value !== size)) return;
  for (const { sentence, quantity, said } of statements) {
    const { kind, unit, status = '', whole, start } = quantity;
    const isAll =
      kind === 'count' && unit === 'tests' && /\ball(?: the)?\s*$/iu.test(sentence.text.slice(0, start));
    const isShare =
      kind === 'ratio' && (unit === 'tests' || unit === undefined) && /^(?:stable|passed)$/.test(status);
    const isOther =
      TENSES.all(sentence.text).includes('past') ||
      trailOf(sentence)
        .slice(0, -1)
        .some((words) => DATED.test(words));
    if (
      !(isAll || isShare) ||
      isOther ||
      whole <= size ||
      !(isWhole(sentence.label) || LATER.test(sentence.label))
    )
      continue;
    yield contradiction('audit-size', said, [first.said], `the suite has ${size} tests`);
  }
}

/** What a number is a number of, by its whole label or by the state that it is of; empty where that is not known. */
function subjectOf({ sentence, quantity: { kind, unit, status, tail } }: Statement): string {
  const state = stateOf(sentence);
  const isOfTests =
    kind === 'ratio' && (unit ?? 'tests') === 'tests' && /^(?:stable|passed)$/.test(status ?? '');
  if (isOfTests && state !== '') return `after ${state}`;
  const { label, lead } = sentence;
  const isKnown = kind !== 'count' || STATUSES.first(tail) !== undefined || UNITS.first(label) !== undefined;
  if (label === '' || status === undefined || !isKnown || !isWhole(label) || !isNow(sentence)) return '';
  return [
    label
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
    lead,
    kind,
    unit,
    status,
  ].join('|');
}

/** Two values under one label, or of one state. Three are a series, not a slip. */
function* auditSame(statements: readonly Statement[]): Generator<Contradiction> {
  for (const [subject, group] of Map.groupBy(statements, subjectOf)) {
    const values = Map.groupBy(group, ({ quantity: { value, whole } }) => `${value}/${whole}`);
    const [[first] = [], others = []] = values.values();
    if (subject === '' || !first || values.size !== 2) continue;
    for (const { sentence, said } of others) {
      const [a, b] = [first.sentence, sentence].map((one) => [...sectionsAround(one)]);
      const isRelated = a?.includes(sentence.section) || b?.includes(first.sentence.section);
      if ((subject.startsWith('after ') || isRelated) && first.sentence !== sentence)
        yield contradiction('audit-same', said, [first.said], 'both are values of one thing');
    }
  }
}
