import type { Claim, ClaimOf, Contradiction } from '../claim.ts';
import { areRelated } from '../read/statements.ts';
import { namesOf, type Roster, type RosterIssue, testsOf } from './roster.ts';

type CountClaim = ClaimOf<'count'>;

/** Totals of flaky tests and issues, and how many are fixed, against the issues that the document lists. */
export function* auditTotals(claims: readonly Claim[], roster: Roster | undefined): Generator<Contradiction> {
  const counts = claims.flatMap((claim) => (claim.kind === 'count' ? [claim] : []));
  if (roster) {
    for (const count of counts) yield* auditTotal(count, roster);
    for (const claim of claims) if (claim.kind === 'mention') yield* auditMention(claim, roster);
    yield* auditStatuses(claims, roster);
  }
  yield* auditSayings(counts);
}

/** Whether a count is of all that is flaky in the document, and neither of a part nor of another time. */
export function isTotal({ subject }: CountClaim): boolean {
  const isKind =
    subject.predicate === 'flaky' ||
    (subject.unit === 'issues' && (subject.predicate === '' || subject.predicate === 'total'));
  const isHead =
    /^\W*(?:scope|total|flaky tests?|total flaky tests?|flaky issues?|issues?|total issues?|known flaky tests?)\W*$/u.test(
      subject.label,
    );
  return isKind && subject.tense === 'now' && (subject.isWhole || isHead) && !subject.grows;
}

function* auditTotal(count: CountClaim, roster: Roster): Generator<Contradiction> {
  const { value, subject, place, text } = count;
  if (!isTotal(count) || subject.scope !== '') return;
  const { issues } = roster;
  const isTests = subject.unit === 'tests';
  if (!isTests && subject.unit !== 'issues') return;
  const known = isTests ? testsOf(issues) : issues.length;
  const isComplete = subject.isWhole && roster.isDescribed && (!isTests || roster.hasLetters);
  if (value === known || (value > known && !isComplete)) return;
  yield {
    ruleId: 'audit-count',
    place,
    said: text,
    expected: `${known} ${subject.unit}`,
    because: `the document has ${namesOf(issues)}`,
    reasoning: [
      `\`${text}\` counts all.`,
      `Headings, lists and tables of the document name ${issues.length} issues: ${namesOf(issues)}.`,
      ...(isTests ? [`With their letters they are ${known} tests.`] : []),
    ],
    related: firstPlaces(issues),
  };
}

/** Tests of issues that are named without letters: the document names their tests elsewhere. */
function* auditMention(
  { value, text, place, issues }: ClaimOf<'mention'>,
  roster: Roster,
): Generator<Contradiction> {
  const named = issues.flatMap(({ id }) => roster.issues.find((issue) => issue.id === id) ?? []);
  const known = testsOf(named);
  if (!roster.hasLetters || named.length !== issues.length || value === known || value === issues.length)
    return;
  yield {
    ruleId: 'audit-count',
    place,
    said: text,
    expected: `${known} tests`,
    because: `the document has ${namesOf(named)}`,
    reasoning: [`\`${text}\` counts the tests of ${namesOf(named)}: they are ${known}.`],
    related: firstPlaces(named),
  };
}

function firstPlaces(issues: readonly RosterIssue[]): Contradiction['related'] {
  return issues
    .flatMap(({ entries }) => entries.slice(0, 1))
    .map(({ place, text }) => ({ place, message: `\`${text}\` stands here` }));
}

/** `Status: 2 Fixed, 3 Triaged` and `2/5 fixed` against the states that the entries have. */
function* auditStatuses(claims: readonly Claim[], roster: Roster): Generator<Contradiction> {
  if (!roster.isSettled) return;
  for (const claim of claims) {
    if (claim.kind !== 'count' && claim.kind !== 'share') continue;
    const { subject, text, place } = claim;
    if (subject.unit === 'tests' || subject.unit === 'runs' || subject.tense !== 'now') continue;
    if (subject.scope !== '') continue;
    const value = claim.kind === 'count' ? claim.value : claim.part;
    const isOfAll =
      /^\W*(?:\p{L}+ )?status\W*$/u.test(subject.label) ||
      (claim.kind === 'share' && claim.whole === roster.issues.length);
    const isStatus = /^\W*(?:\p{L}+ )?status\W*$/u.test(subject.label);
    if (claim.kind === 'share' && isStatus && claim.whole !== roster.issues.length && roster.isDescribed) {
      yield wrongWhole(claim, roster);
      continue;
    }
    if (claim.kind === 'count' && (!claim.isWholeLine || isSplit(claims, claim))) continue;
    const members = membersOf(subject.predicate, roster.issues);
    if (!isOfAll || !members || members.length === value) continue;
    yield {
      ruleId: 'audit-count',
      place,
      said: text,
      expected: String(members.length),
      because: members.length === 0 ? 'no entry has this status' : `the document has ${namesOf(members)}`,
      reasoning: [
        `\`${text}\` counts ${value} of the ${roster.issues.length} issues.`,
        `By its entries they are ${members.length}: ${namesOf(members) || 'none'}.`,
      ],
      related: firstPlaces(members),
    };
  }
}

function wrongWhole({ text, place, whole }: ClaimOf<'share'>, { issues }: Roster): Contradiction {
  return {
    ruleId: 'audit-count',
    place,
    said: text,
    expected: `of ${issues.length} issues`,
    because: `the document has ${namesOf(issues)}`,
    reasoning: [
      `\`${text}\` makes ${whole} issues; the document describes ${issues.length}: ${namesOf(issues)}.`,
    ],
    related: firstPlaces(issues),
  };
}

/** `1 triaged, 1 open`: the line splits what is unresolved, and entries do not tell how. */
function isSplit(claims: readonly Claim[], { place, subject }: CountClaim): boolean {
  if (subject.predicate === 'fixed') return false;
  const beside = claims.filter(
    (claim) =>
      claim.kind === 'count' &&
      claim.place.start.line === place.start.line &&
      claim.subject.predicate !== 'fixed',
  );
  return beside.length > 1;
}

function membersOf(predicate: string, issues: readonly RosterIssue[]): RosterIssue[] | undefined {
  if (predicate === 'fixed') return issues.filter(({ state }) => state === 'resolved');
  const open = issues.filter(({ state }) => state === 'unresolved');
  if (predicate === 'remaining' || predicate === 'open') return open;
  const isAllTriaged =
    open.every(({ status }) => status === 'triaged') || open.every(({ status }) => status === undefined);
  return predicate === 'triaged' && isAllTriaged ? open : undefined;
}

/** Two totals of one thing: the one that fewer places say is found, the later one of two. */
function* auditSayings(counts: readonly CountClaim[]): Generator<Contradiction> {
  const totals = counts.filter((count) => isTotal(count) || isStatus(count));
  const groups = Map.groupBy(totals, ({ subject }) =>
    [subject.unit, subject.predicate, subject.scope, subject.level].join('|'),
  );
  for (const group of groups.values()) {
    const values = [...Map.groupBy(group, ({ value }) => value).values()].sort((a, b) => b.length - a.length);
    const [main, ...others] = values;
    const first = main?.[0];
    if (!first) continue;
    for (const { place, text, value, subject } of others.flat()) {
      if (!areRelated(first.subject.section, subject.section)) continue;
      yield {
        ruleId: 'audit-same',
        place,
        said: text,
        expected: String(first.value),
        because: `as line ${first.place.start.line} says`,
        reasoning: [
          `Line ${first.place.start.line} says \`${first.text}\`, line ${place.start.line} \`${text}\`: ${value} is not ${first.value}.`,
        ],
        related: [{ place: first.place, message: 'The other value' }],
      };
    }
  }
}

function isStatus({ subject }: CountClaim): boolean {
  const isKind = ['fixed', 'triaged', 'open', 'remaining'].includes(subject.predicate);
  return (
    isKind && subject.tense === 'now' && /^\W*(?:(?:current|overall|issue) )?status\W*$/u.test(subject.label)
  );
}
