import type { When } from '../../core/calendar.ts';
import { itemId, itemIdIn } from '../../core/ids.ts';
import { isStatus } from '../../core/status.ts';
import { withReach } from '../../records/issue/in-force.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import type { Observation } from '../../records/issue/observed.ts';
import { concernsTest, isSameFile } from '../../records/issue/places.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { Decision, Task } from '../../records/issue/work.ts';
import type { KnowledgeBase } from '../../records/knowledge-base.ts';
import type { ReferenceGroup } from '../../records/reference/reference.ts';
import type { Suite } from '../../records/suite/suite.ts';
import type { AsOfView } from './as-of-view.ts';

/**
 * The issues that exist at the date of reading, in the order of the map, without what became known later: entries, tests,
 * their names and places, fixes, tasks and relations. A fix has the date since when it is known as its `proposed`, and a
 * test as its `found`, where they have one; what has none is known as long as the issue. Dates are those of the book's time
 * zone.
 */
export function knownIssues(kb: KnowledgeBase, view: AsOfView): ReadonlyMap<string, Issue> {
  const asked = askedAbout(kb, view);
  const existing = [...kb.issues.values()].filter(({ timeline }) =>
    timeline.some(({ word, at }) => isStatus(word) && view.sees(at)),
  );
  const ids = new Set(existing.map(({ id }) => id));
  const groups = [...kb.references.values()].flatMap(({ items }) => items);
  const later = new Set(groups.flatMap(({ id, date }) => (view.sees(date) ? [] : [id])));
  return new Map(
    existing.map((issue) => {
      const references = issue.references.filter((id) => !later.has(id));
      return [issue.id, knownPart({ ...issue, references }, ids, asked, view)];
    }),
  );
}

/**
 * The suites that are known, in the order of the map: what a suite's record says without a date is known since the first
 * date in it, of its issues, its runs or its evidence.
 */
export function knownSuites(
  kb: KnowledgeBase,
  isMeasured: (suite: string) => boolean,
  view: AsOfView,
): ReadonlyMap<string, Suite> {
  const isKnown = (when: When | undefined) => when !== undefined && view.knows(when);
  const named = new Set(
    [...kb.issues.values()].flatMap(({ suite, timeline }) =>
      timeline.some(({ word, at }) => isStatus(word) && isKnown(at)) ? [suite] : [],
    ),
  );
  const isDated = ({ size, runs, tasks, decisions }: Suite) =>
    [
      ...[...size, ...runs].map(({ date }) => date),
      ...tasks.flatMap(({ proposed, done }) => [proposed, done]),
      ...decisions.flatMap(({ asked, answered }) => [asked, answered]),
    ].some(isKnown);
  return new Map(
    [...kb.suites].filter(
      ([id, suite]) =>
        named.has(id) || isDated(suite) || isKnown(kb.evidence.get(id)?.date) || isMeasured(id),
    ),
  );
}

/** The groups of references, without documents of a later date. */
export function knownReferences(kb: KnowledgeBase, view: AsOfView): ReadonlyMap<string, ReferenceGroup> {
  const groups = [...kb.references].map(([id, group]) => {
    const items = group.items
      .filter(({ date }) => view.sees(date))
      .map(({ missing, ...item }) =>
        missing === undefined || !view.sees(missing) ? item : { ...item, missing },
      );
    return [id, { ...group, items }] as const;
  });
  return new Map(groups.filter(([, { items }]) => items.length > 0));
}

function knownPart(
  issue: Issue,
  ids: ReadonlySet<string>,
  asked: ReadonlyMap<string, When>,
  view: AsOfView,
): Issue {
  const fixes = issue.fixes.map((fix) => {
    const named = issue.timeline.filter((entry) => entry.fix === fix.id).map(({ at }) => at);
    const question = asked.get(itemId(issue.id, fix.id)) ?? [];
    // Its own date may be a whole day, of which an entry or a question knows the minute.
    const dates = [fix.proposed ?? [], named, question].flat();
    return withDate(fix, 'proposed', view.earliest(dates));
  });
  const { tests, timeline } = knownCourse(issue, view);
  return {
    ...issue,
    tests: tests.map((test) => ({ ...asItWas(test, issue, view), observed: seenOf(test.observed, view) })),
    fixes: fixes.filter(({ proposed }) => view.knows(proposed)),
    tasks: knownTasks(issue.tasks, view),
    observed: seenOf(issue.observed, view),
    related: issue.related.filter((one) => ids.has(one.issue)),
    causes: issue.causes.map((cause) => ({
      ...cause,
      states: cause.states.map(({ state, at }) => ({ state, at: view.local(at) })),
    })),
    timeline,
  };
}

/** The tests of an issue that are known, as they are written, and its entries until the date of reading: what its status follows from. */
export function knownCourse(issue: Issue, view: AsOfView): Pick<Issue, 'tests' | 'timeline'> {
  const { tests, timeline } = withReach(issue, view, view.knows);
  return {
    tests,
    timeline: timeline
      .filter(({ at }) => view.sees(at))
      .map((entry) => ({ ...entry, at: view.local(entry.at) })),
  };
}

/** A test with the name and the place that it had: absent where a later entry gave the present one, and none tells the older. */
function asItWas(test: Test, issue: Issue, view: AsOfView): Test {
  const changes = issue.timeline.filter((entry) => concernsTest(entry, test.letter, issue.tests.length));
  const names = toldBy('renamed', changes, view);
  const places = toldBy('relocated', changes, view);
  if (names.later.length + places.later.length === 0) return test;
  const { name, at, aliases, ...rest } = test;
  const older = aliases.filter((alias) => !names.later.includes(alias));
  const [first, ...others] = older;
  const oldName = names.before ?? (others.length === 0 ? first : undefined);
  const known = {
    name: name !== undefined && names.later.includes(name) ? oldName : name,
    at: at !== undefined && places.later.some((to) => isSameFile(to, at)) ? places.before : at,
  };
  return {
    ...rest,
    aliases: older.filter((alias) => alias !== known.name),
    ...(known.name === undefined ? {} : { name: known.name }),
    ...(known.at === undefined ? {} : { at: known.at }),
  };
}

/** What entries of a word say a test was called, or where it was put: the last time until the date of reading, and later. */
function toldBy(word: 'renamed' | 'relocated', changes: readonly TimelineEntry[], view: AsOfView) {
  const own = changes.filter((entry) => entry.word === word);
  return {
    before: own.findLast(({ at }) => view.sees(at))?.to,
    later: own.filter(({ at }) => !view.sees(at)).flatMap(({ to }) => to ?? []),
  };
}

function seenOf(observed: readonly Observation[], view: AsOfView): Observation[] {
  return observed
    .filter(({ date }) => view.sees(date))
    .map((one) => ({ ...one, date: view.local(one.date) }));
}

function withDate<Key extends string, Item extends { readonly [K in Key]?: When }>(
  item: Item,
  key: Key,
  date: When | undefined,
): Item {
  return date === undefined || item[key] === date ? item : { ...item, [key]: date };
}

/** Tasks as of the date: one that is done later is not done yet. */
export function knownTasks(tasks: readonly Task[], view: AsOfView): readonly Task[] {
  return tasks
    .filter(({ proposed }) => view.knows(proposed))
    .map((task) => {
      if (view.sees(task.done)) return task;
      const { done, ...open } = task;
      return open;
    });
}

/** When a question about a fix was first asked, by `ISSUE/fix`. */
function askedAbout(kb: KnowledgeBase, view: AsOfView): ReadonlyMap<string, When> {
  const dates = new Map<string, When>();
  const note = (decisions: readonly Decision[], issue?: string): void => {
    for (const { asked, options, covers } of decisions) {
      if (asked === undefined) continue;
      for (const option of [...options, ...covers]) {
        const key = itemIdIn(issue, option);
        const known = dates.get(key) ?? asked;
        dates.set(key, view.instantMs(asked) < view.instantMs(known) ? asked : known);
      }
    }
  };
  for (const { id, decisions } of kb.issues.values()) note(decisions, id);
  for (const { decisions } of kb.suites.values()) note(decisions);
  return dates;
}
