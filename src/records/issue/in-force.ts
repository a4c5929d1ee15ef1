import type { Calendar, When } from '../../core/calendar.ts';
import { groupOf, isStatus, type Status } from '../../core/status.ts';
import type { TimelineEntry } from './timeline.ts';

type AnyEntry = Pick<TimelineEntry, 'word' | 'tests'> & { readonly fix?: string | undefined };

type Giving<Entry> = Entry & { readonly word: Status };

/** The entries of a timeline that tell how a test stands after all of them. */
export interface InForce<Entry> {
  readonly status: Giving<Entry>;
  /** The first of those that gave this status one after the other. */
  readonly began: Entry;
  /** It settled the test, which has not been unresolved since. */
  readonly settled?: Entry | undefined;
  /** The mitigation or quarantine that still holds the test off, and the entry with which it began. */
  readonly held?: Held<Entry> | undefined;
}

interface Held<Entry> {
  readonly entry: Giving<Entry>;
  readonly began: Entry;
}

interface Tested {
  readonly tests: readonly { readonly letter: string }[];
}

/** Statuses that rest on something that was done, or that waits in a change. */
export const RESTING: ReadonlySet<string> = new Set([
  'fix-proposed',
  'quarantined',
  'mitigated',
  'partly-fixed',
  'fixed',
]);

/** Letters of the tests that an entry is about; one empty letter where the issue has no tests, and is about itself. */
export function lettersOf({ tests }: Pick<AnyEntry, 'tests'>, issue: Tested): readonly string[] {
  if (tests.length > 0) return tests;
  return issue.tests.length > 0 ? issue.tests.map(({ letter }) => letter) : [''];
}

/** By the letter of a test, as `lettersOf` gives them. A test that no status has concerned is absent. */
export function inForce<Entry extends AnyEntry>(
  issue: Tested & { readonly timeline: readonly Entry[] },
): ReadonlyMap<string, InForce<Entry>> {
  const states = new Map<string, InForce<Entry>>();
  for (const entry of issue.timeline)
    for (const letter of lettersOf(entry, issue)) {
      const before = states.get(letter);
      if (gives(entry)) {
        const settled = groupOf(entry.word) === 'unresolved' ? undefined : (before?.settled ?? entry);
        const began = before?.status.word === entry.word ? before.began : entry;
        states.set(letter, { status: entry, began, settled, held: holdAfter(entry, before?.held) });
      } else if (before && entry.word === 'reverted' && takesBack(entry, before))
        states.set(letter, { ...before, held: undefined });
    }
  return states;
}

function gives<Entry extends AnyEntry>(entry: Entry): entry is Giving<Entry> {
  return isStatus(entry.word);
}

function holdAfter<Entry extends AnyEntry>(
  entry: Giving<Entry>,
  held: Held<Entry> | undefined,
): Held<Entry> | undefined {
  if (entry.word === 'quarantined' || entry.word === 'mitigated')
    return { entry, began: held?.entry.word === entry.word ? held.began : entry };
  return leavesHold(entry.word) ? held : undefined;
}

/** Whether a mitigation or quarantine stays with a status: people look for the cause meanwhile, or mend a part. */
export function leavesHold(word: string): boolean {
  return word === 'investigating' || word === 'triaged' || word === 'fix-proposed' || word === 'partly-fixed';
}

/** Whether `reverted` means the hold; without a fix, it means what came last. */
function takesBack({ fix }: AnyEntry, { status, held }: InForce<AnyEntry>): boolean {
  return fix === undefined ? status.word !== 'partly-fixed' : fix === held?.entry.fix;
}

interface Course<Test, Entry> {
  readonly tests: readonly Test[];
  readonly timeline: readonly Entry[];
}

/**
 * The tests that are known, with the date since when as their `found` where that is after the first entry of their issue;
 * and entries with the tests that they are about: without `tests`, those that were known by then.
 */
export function withReach<
  Test extends { readonly letter: string; readonly found?: When | undefined },
  Entry extends AnyEntry & { readonly at: When },
>(
  issue: Course<Test, Entry>,
  calendar: Calendar,
  isKnown: (since: When | undefined) => boolean = () => true,
): Course<Test, Entry> {
  const tests = issue.tests
    .map((test) => {
      const found = testKnown(test, issue.timeline, calendar);
      return found === undefined || found === test.found ? test : { ...test, found };
    })
    .filter(({ found }) => isKnown(found));
  return { tests, timeline: issue.timeline.map((entry) => reaching(entry, tests, calendar)) };
}

/** As the test says itself; or the first entry that names it, if that opens it or no entry before spoke of all tests. */
function testKnown(
  { letter, found }: { readonly letter: string; readonly found?: When | undefined },
  timeline: readonly (AnyEntry & { readonly at: When })[],
  { instantMs, earliest }: Calendar,
): When | undefined {
  const first = earliest(timeline.filter(({ tests }) => tests.includes(letter)).map(({ at }) => at));
  if (found !== undefined || first === undefined) return earliest([found ?? [], first ?? []].flat());
  const before = timeline.filter(({ at }) => instantMs(at) <= instantMs(first));
  const named = before.findIndex(({ tests }) => tests.includes(letter));
  const wasMeant = before.slice(0, named).some(({ tests }) => tests.length === 0);
  return wasMeant && before[named]?.word !== 'open' ? undefined : first;
}

function reaching<Entry extends AnyEntry & { readonly at: When }>(
  entry: Entry,
  tests: readonly { readonly letter: string; readonly found?: When | undefined }[],
  { instantMs }: Calendar,
): Entry {
  if (entry.tests.length > 0 || !(isStatus(entry.word) || entry.word === 'reverted')) return entry;
  const known = tests.filter(({ found }) => found === undefined || instantMs(found) <= instantMs(entry.at));
  return known.length === tests.length ? entry : { ...entry, tests: known.map(({ letter }) => letter) };
}
