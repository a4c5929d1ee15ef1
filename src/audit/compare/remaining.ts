import type { Claim, Contradiction } from '../claim.ts';
import { namesOf, type Roster, testsOf } from './roster.ts';

/** By the entries where they tell; else by what the document says. */
export function remainingOf(claims: readonly Claim[], roster: Roster | undefined): Remaining | undefined {
  return fromRoster(roster) ?? fromWords(claims) ?? (roster ? undefined : fromFlaky(claims));
}

/** `Remaining: 3 tests` where the entries make it four; several such lines make up a sum. */
export function* auditSaidRemaining(
  claims: readonly Claim[],
  { value, names, reasoning, related }: Remaining,
): Generator<Contradiction> {
  const said = claims.flatMap((claim) =>
    claim.kind === 'count' &&
    claim.subject.predicate === 'remaining' &&
    claim.subject.unit === 'tests' &&
    claim.subject.tense === 'now' &&
    /^\W*(?:remaining|unresolved|still flaky)\b/u.test(claim.subject.label)
      ? [claim]
      : [],
  );
  for (const group of Map.groupBy(said, ({ subject }) => subject.section).values()) {
    const sum = group.reduce((all, count) => all + count.value, 0);
    const [first, ...more] = group;
    // Where a line names its ids, these were counted already; they need not be all.
    const isNamed = claims.some(
      ({ kind, place }) =>
        (kind === 'mention' || kind === 'tally') &&
        group.some((count) => count.place.start.line === place.start.line),
    );

    if (!first || isNamed || sum === value || group.some((count) => count.value === value)) continue;
    yield {
      ruleId: 'audit-count',
      place: first.place,
      said: first.text,
      expected: more.length === 0 ? `${value} tests` : `${value} tests in all, not ${sum}`,
      because: `${value} tests remain: ${names}`,
      reasoning: [
        `Remaining by these lines: ${group.map((count) => count.value).join(' + ')} = ${sum}.`,
        ...reasoning,
      ],
      related: more.length === 0 ? related : more.map(({ place }) => ({ place, message: 'Added to this' })),
    };
  }
}

/** How many tests remain flaky, and by what. */
export interface Remaining {
  readonly value: number;
  readonly names: string;
  readonly scope: string;
  readonly section: string;
  /** The state of a share that it may be held against, beside one without a state. */
  readonly after: string;
  readonly reasoning: readonly string[];
  readonly related: Contradiction['related'];
}

/** Tests of the unresolved issues, where every issue's state is known and tests are named, or each issue is one. */
export function fromRoster(roster: Roster | undefined): Remaining | undefined {
  if (!roster?.isSettled || !(roster.hasLetters || roster.isDescribed)) return undefined;
  const open = roster.issues.filter(({ state }) => state === 'unresolved');
  const done = roster.issues.filter(({ state }) => state === 'resolved');
  return {
    value: testsOf(open),
    names: namesOf(open),
    scope: '',
    section: '',
    after: done.map(({ id }) => id).join(' '),
    reasoning: [
      `Unresolved in the document: ${namesOf(open)}, ${testsOf(open)} tests.`,
      `Resolved in it: ${namesOf(done) || 'none'}.`,
    ],
    related: open
      .flatMap(({ entries }) => entries.slice(0, 1))
      .map(({ place, text }) => ({ place, message: `\`${text}\` remains` })),
  };
}

/** What the document says to remain; nothing where several numbers could be meant. */
function fromWords(claims: readonly Claim[]): Remaining | undefined {
  const counts = claims.flatMap((claim) => (claim.kind === 'count' ? [claim] : []));
  const remaining = counts.filter(
    ({ subject, text }) =>
      subject.unit === 'tests' &&
      subject.tense === 'now' &&
      subject.predicate === 'remaining' &&
      (/remain|still|unresolved/iu.test(text) || /^\W*(?:remaining|unresolved|still)\b/u.test(subject.label)),
  );
  const [first, ...more] = remaining;
  if (!first || more.some(({ value }) => value !== first.value)) return undefined;
  return {
    value: first.value,
    names: `\`${first.text}\` in line ${first.place.start.line}`,
    scope: first.subject.scope,
    section: first.subject.section,
    after: first.subject.after,
    reasoning: [`Line ${first.place.start.line} says that ${first.value} remain: \`${first.text}\`.`],
    related: [{ place: first.place, message: `${first.value} tests remain here` }],
  };
}

/** `Flaky tests: 5` where nothing is said to be fixed: then all of them are flaky still. */
function fromFlaky(claims: readonly Claim[]): Remaining | undefined {
  const counts = claims.flatMap((claim) => (claim.kind === 'count' ? [claim] : []));
  const subjects = claims.flatMap((claim) => ('subject' in claim ? [claim.subject] : []));
  if (subjects.some(({ predicate }) => predicate === 'fixed' || predicate === 'quarantined'))
    return undefined;
  const flaky = counts.filter(
    ({ subject }) =>
      subject.predicate === 'flaky' &&
      subject.tense === 'now' &&
      /^\W*(?:known )?(?:flaky|unstable)(?: tests?)?\W*$/u.test(subject.label),
  );
  const [first, ...more] = flaky;
  if (!first || more.some(({ value }) => value !== first.value)) return undefined;
  return {
    value: first.value,
    names: `\`${first.subject.label}: ${first.value}\` in line ${first.place.start.line}`,
    scope: first.subject.scope,
    section: first.subject.section,
    after: first.subject.after,
    reasoning: [
      `Line ${first.place.start.line} counts ${first.value} flaky tests, and nothing is said to be fixed.`,
    ],
    related: [{ place: first.place, message: `${first.value} flaky tests here` }],
  };
}
