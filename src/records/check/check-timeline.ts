import type { When } from '../../core/calendar.ts';
import type { FileFinding, Finding } from '../../core/finding.ts';
import { itemId, testIdOf } from '../../core/ids.ts';
import { groupOf, isStatus, type Status } from '../../core/status.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Draft } from '../fields/draft.ts';
import { valueAt } from '../fields/pruned.ts';
import { suggest } from '../fields/suggest.ts';
import { lettersOf, RESTING, withReach } from '../issue/in-force.ts';
import type { Issue } from '../issue/issue.ts';
import { concernsTest, isSameFile } from '../issue/places.ts';
import { meaningOf, type TimelineEntry } from '../issue/timeline.ts';
import type { Decision, FixKind } from '../issue/work.ts';
import type { StepProblem } from '../rules/timeline.ts';
import { finding } from '../rules.ts';
import type { BookContext, DatedContext, Facts, FileContext } from './facts.ts';

/** The timeline of an issue: its order, its tests, and which status may follow which. */
export function* checkTimeline(context: FileContext): Iterable<FileFinding> {
  const { record, calendar, place } = context;
  if (record?.kind !== 'issue') return;
  for (const [i, { at, word }] of record.timeline.entries()) {
    const previous = record.timeline[i - 1];
    if (!previous || !calendar.comesBefore(at, previous.at)) continue;
    const args = { at, word, previous: previous.at, previousWord: previous.word };
    yield finding('timeline-order', place(['timeline', i, word]), args);
  }
  for (const [i, entry] of record.timeline.entries()) {
    for (const key of meaningOf(entry.word).expected)
      if (entry[key] === undefined)
        yield finding('missing-detail', place(['timeline', i]), { word: entry.word, key });
    const { word, at, until } = entry;
    yield* endsInTime(context, ['timeline', i], [word, at], { until });
    const fix = record.fixes.find(({ id }) => id === entry.fix);
    yield* inOrder(context, ['timeline', i], ['proposed', fix?.proposed], { [word]: at });
    for (const { found } of record.tests.filter(({ letter }) => entry.tests.includes(letter)))
      yield* inOrder(context, ['timeline', i], ['found', found], { [word]: at });
  }
  for (const [i, { issue }] of record.related.entries())
    if (issue === record.id)
      yield finding('related-to-itself', place(['related', i, 'issue']), { id: issue });
  const course = { ...record, ...withReach(record, calendar) };
  yield* checkHasStatus(course, context);
  yield* checkTests(record, place);
  yield* checkReverted(record, place);
  yield* checkPlaces(record, place);
  yield* checkSteps(course, context);
  yield* checkCauses(record, context);
}

/** Dates of one thing that must not be before another one of it. */
function* inOrder(
  { calendar, place }: FileContext,
  path: DataPath,
  [first, firstAt]: readonly [key: string, at: When | undefined],
  later: Readonly<Record<string, When | undefined>>,
): Iterable<FileFinding> {
  for (const [key, at] of Object.entries(later))
    if (at !== undefined && firstAt !== undefined && calendar.comesBefore(at, firstAt))
      yield finding('date-order', place([...path, key]), { key, at, first, firstAt });
}

/** Beyond so many days after it was set, an end is none. */
const FURTHEST_END = 731;

/** What is to end comes after what it ends, and while somebody remembers it. */
function* endsInTime(
  context: FileContext,
  path: DataPath,
  begin: readonly [key: string, at: When | undefined],
  end: Readonly<Record<string, When | undefined>>,
): Iterable<FileFinding> {
  yield* inOrder(context, path, begin, end);
  const [first, firstAt] = begin;
  for (const [key, at] of Object.entries(end))
    if (at !== undefined && firstAt !== undefined && context.calendar.daysBetween(firstAt, at) > FURTHEST_END)
      yield finding('distant-end', context.place([...path, key]), { key, at, first, firstAt });
}

/** What has no status is in no list. An entry about a test that nobody knows may be the status. */
function* checkHasStatus(issue: Draft<Issue>, context: FileContext): Iterable<FileFinding> {
  const letters = issue.tests.map(({ letter }) => letter);
  const isKnown = issue.timeline.every(({ tests }) => tests.every((test) => letters.includes(test)));
  if (!isKnown || !isWhole(context)) return;
  const statuses = issue.timeline.filter(({ word }) => isStatus(word));
  const without = letters.filter(
    (letter) => !statuses.some(({ tests }) => tests.length === 0 || tests.includes(letter)),
  );
  if (statuses.length === 0 || without.length > 0)
    yield finding('no-status', context.place(['timeline'], 'key'), {
      tests: statuses.length === 0 ? [] : without,
    });
}

function* checkTests(issue: Draft<Issue>, place: FileContext['place']): Iterable<FileFinding> {
  const letters = issue.tests.map((test) => test.letter);
  if (letters.length === 0) return;
  for (const [i, entry] of issue.timeline.entries()) {
    for (const [j, test] of entry.tests.entries()) {
      if (letters.includes(test)) continue;
      // People write the printed id, or a capital.
      const suggestion = letters.find(
        (letter) => test.toLowerCase() === letter || test === testIdOf(issue.id, letter),
      );
      const args = { test, expected: letters, suggestion };
      yield finding('undeclared-test', place(['timeline', i, 'tests', j]), args);
    }
  }
}

function* checkSteps(issue: Draft<Issue>, { calendar, place }: FileContext): Iterable<FileFinding> {
  const steps = new Map<string, Status[]>();
  const shaken = new Set<string>();
  for (const [i, entry] of issue.timeline.entries()) {
    const { word, at, listed } = entry;
    const letters = lettersOf(entry, issue);
    if (word === 'reverted') for (const letter of letters) shaken.add(letter);
    if (!isStatus(word)) continue;
    const before = letters.map((letter) => steps.get(letter) ?? []);
    // Lists do not tell what was between; where the order is wrong, that is the mistake.
    const isLoose = listed || calendar.comesBefore(at, issue.timeline[i - 1]?.at ?? at);
    const problems = before.map(
      (earlier, j) =>
        problemOf(word, earlier) ??
        // A fix that was taken back settles nothing.
        (isLoose || shaken.has(letters[j] ?? '') ? undefined : unsettling(word, earlier.at(-1))),
    );
    // An entry about several tests is refused only where it fits none of them.
    const [problem] = problems;
    if (problem && problems.every((each) => each !== undefined)) {
      const args = { word, previous: before[0]?.at(-1) ?? '', problem };
      yield finding('impossible-step', place(['timeline', i, word], 'key'), args);
    }
    for (const letter of letters) {
      steps.set(letter, [...(steps.get(letter) ?? []), word]);
      shaken.delete(letter);
    }
  }
}

/** Whether no entry was left out because of its form. */
function isWhole({ source, record }: FileContext): boolean {
  const written = valueAt(source.yaml?.data, ['timeline']);
  const count = Array.isArray(written) ? written.length : 0;
  return record?.kind === 'issue' && count > 0 && count === record.timeline.length;
}

/** A new place or name that the test itself does not have, and a new suite that is the old one. */
function* checkPlaces(issue: Draft<Issue>, place: FileContext['place']): Iterable<FileFinding> {
  for (const [i, { word, to }] of issue.timeline.entries())
    if ((word === 'moved' || word === 'relocated') && to !== undefined && to === issue.suite)
      yield finding('left-as-it-was', place(['timeline', i, 'to']), { word, to, key: 'suite', now: to });
  for (const [word, key] of [
    ['relocated', 'at'],
    ['renamed', 'name'],
  ] as const) {
    const last = issue.timeline.findLastIndex((entry) => entry.word === word);
    const entry = issue.timeline[last];
    const to = entry?.to;
    if (entry === undefined || to === undefined || to === issue.suite) continue;
    for (const test of issue.tests.filter(({ letter }) => concernsTest(entry, letter, issue.tests.length))) {
      const now = test[key];
      if (now === undefined || now === to || (key === 'at' && isSameFile(now, to))) continue;
      yield finding('left-as-it-was', place(['timeline', last, 'to']), { word, to, key, now });
    }
  }
}

/** A status that rests on a fix which was taken back. */
function* checkReverted(issue: Draft<Issue>, place: FileContext['place']): Iterable<FileFinding> {
  for (const [i, { word, fix }] of issue.timeline.entries()) {
    if (word !== 'reverted') continue;
    const isStatusEntry = (entry: Draft<TimelineEntry>) => isStatus(entry.word);
    const last = issue.timeline.slice(0, i).findLast(isStatusEntry);
    const isFollowed = issue.timeline.slice(i).some(isStatusEntry);
    const rests = last !== undefined && RESTING.has(last.word) && (fix === undefined || last.fix === fix);
    if (rests && !isFollowed)
      yield finding('reverted-status', place(['timeline', i, word], 'key'), { word: last.word });
  }
}

function problemOf(word: Status, earlier: readonly Status[]): StepProblem | undefined {
  const last = earlier.at(-1);
  if ((last === 'test-removed' || last === 'superseded') && word !== 'reopened') return 'ended';
  if (last === 'verified' && word === 'fixed') return 'again';
  if (word === 'verified' && !earlier.slice(earlier.lastIndexOf('reopened') + 1).some(isRemedied))
    return 'unfixed';
  if (word === 'reopened' && !earlier.some((step) => isRemedied(step) || isSettled(step))) return 'unsettled';
  return undefined;
}

/** Only `reopened` leads back from what is settled. */
function unsettling(word: Status, last: Status | undefined): StepProblem | undefined {
  const isBack = word !== 'reopened' && groupOf(word) === 'unresolved';
  return isBack && last !== undefined && groupOf(last) !== 'unresolved' ? 'settled' : undefined;
}

function isRemedied(step: Status): boolean {
  return step === 'fixed' || step === 'partly-fixed' || step === 'mitigated';
}

function isSettled(step: Status): boolean {
  return groupOf(step) !== 'unresolved' || step === 'quarantined';
}

function* checkCauses(issue: Draft<Issue>, context: FileContext): Iterable<FileFinding> {
  for (const { id, states } of issue.causes) {
    const { proposed, ...later } = Object.fromEntries(states.map(({ state, at }) => [state, at]));
    yield* inOrder(context, ['causes', id], ['proposed', proposed], later);
  }
}

/** The decisions and tasks of an issue or a suite. */
export function* checkWork(context: FileContext): Iterable<FileFinding> {
  const { record, place } = context;
  if (record?.kind !== 'issue' && record?.kind !== 'suite') return;
  for (const { id, proposed, done } of record.tasks)
    yield* inOrder(context, ['tasks', id], ['proposed', proposed], { done });
  for (const decision of record.decisions) {
    const at = (path: readonly (string | number)[], part?: 'key') =>
      place(['decisions', decision.id, ...path], part);
    const { asked, due, answered, chosen, rejected, options } = decision;
    yield* inOrder(context, ['decisions', decision.id], ['asked', asked], { answered });
    yield* endsInTime(context, ['decisions', decision.id], ['asked', asked], { due });
    const hasChoice = chosen !== undefined || options.every((option) => rejected.includes(option));
    if (answered !== undefined && !hasChoice)
      yield finding('decision-answer', at(['answered'], 'key'), { problem: 'no-choice' });
    if (answered === undefined && chosen !== undefined)
      yield finding('decision-answer', at(['chosen'], 'key'), { problem: 'no-date' });
    if (chosen !== undefined && rejected.includes(chosen))
      yield finding('decision-answer', at(['chosen']), { problem: 'both', value: chosen });
    for (const { key, value, path } of choices(decision)) {
      if (options.includes(value)) continue;
      const suggestion = suggest(value, options);
      const args = { problem: 'no-option', key, value, expected: options, suggestion } as const;
      yield finding('decision-answer', at(path), args);
    }
  }
}

function choices({
  chosen,
  advised,
  rejected,
}: Draft<Decision>): { key: string; value: string; path: (string | number)[] }[] {
  return [
    ...(advised === undefined ? [] : [{ key: 'advised', value: advised, path: ['advised'] }]),
    ...(chosen === undefined ? [] : [{ key: 'chosen', value: chosen, path: ['chosen'] }]),
    ...rejected.map((value, i) => ({ key: 'rejected', value, path: ['rejected', i] })),
  ];
}

/** Entries that call a mitigation a fix, wherever the fix is written out. */
export function* checkClaims({ facts, index }: BookContext): Iterable<Finding> {
  const issues = new Map(facts.flatMap((fact) => (fact.kind === 'issue' ? [[fact.id, fact] as const] : [])));
  const sameOf = (id: string) => index.sameOf('fix', id)?.of;
  for (const { id, file, claims } of facts) {
    for (const { fix, place } of claims) {
      const kind = kindOf(id, fix, issues, sameOf);
      if (kind !== 'fix') yield { ...finding('fixed-by-mitigation', place, { fix, kind }), file };
    }
  }
}

/** A fix that states no kind has that of the fix it is the same as. */
function kindOf(
  issue: string,
  fix: string,
  issues: ReadonlyMap<string, Facts>,
  sameOf: (id: string) => string | undefined,
): FixKind {
  const seen = new Set<string>();
  for (let at: string | undefined = issue; at !== undefined && !seen.has(at); at = sameOf(itemId(at, fix))) {
    seen.add(at);
    const kinds = issues.get(at)?.fixKinds ?? {};
    if (Object.hasOwn(kinds, fix)) return kinds[fix] ?? 'fix';
  }
  return 'fix';
}

/** What should have ended by the date that the book is read at. */
export function* checkUntils({ facts, calendar, asOf }: DatedContext): Iterable<Finding> {
  const now = calendar.instantMs(asOf);
  for (const { file, untils } of facts) {
    for (const { word, until, place } of untils)
      if (calendar.instantMs(until) < now)
        yield { ...finding('until-passed', place, { word, until, asOf }), file };
  }
}
