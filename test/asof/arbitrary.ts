import fc from 'fast-check';
import { createCalendar, type When } from '../../src/core/calendar.ts';
import { parseEffort } from '../../src/core/effort.ts';
import { EVENT_WORDS, isStatus, STATUS_WORDS } from '../../src/core/status.ts';
import type { Book } from '../../src/records/book/book.ts';
import { CAUSE_STATES, type Cause, type Issue, LOCI } from '../../src/records/issue/issue.ts';
import type { TimelineEntry } from '../../src/records/issue/timeline.ts';
import type { Decision } from '../../src/records/issue/work.ts';
import { FIX_KINDS, type Fix, type Task } from '../../src/records/issue/work.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import type { ReferenceGroup } from '../../src/records/reference/reference.ts';
import type { Suite } from '../../src/records/suite/suite.ts';
import { buildBase, buildBook, buildRun, buildSuite, buildTest } from './build.ts';

/** Few names, so that records often refer to each other; what they name does not always exist. */
const ISSUE_IDS = ['DS-FLAKY-001', 'DS-FLAKY-002', 'DS-FLAKY-003', 'GW-FLAKY-001', 'GW-FLAKY-010'] as const;
const SUITE_IDS = ['data-storage', 'gateway'] as const;
const CAUSE_IDS = ['async-timing', 'shared-state', 'data-pollution'] as const;
const FIX_IDS = ['serial-marker', 'unique-streams', 'filter'] as const;
const HORIZONS = ['immediate', 'short-term', 'long-term', 'someday'] as const;
const EFFORTS = ['5m', '30m', '2h-4h', '1d', '1w'] as const;
const LETTERS = ['a', 'b', 'c'] as const;

const DESIGN: ReferenceGroup = {
  kind: 'references',
  id: 'design',
  file: 'references/design.yaml',
  title: 'Design',
  items: [{ id: 'streams', title: 'How messages travel', path: 'docs/streams.md' }],
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const number = (value: number) => String(value).padStart(2, '0');

/** Dates and date-times of two months, among them the change to summer time in New York. */
export function arbitraryWhen(): fc.Arbitrary<When> {
  const date = fc
    .record({ month: fc.constantFrom(2, 3), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ month, day }) => `2026-${number(month)}-${number(day)}`);
  const time = fc
    .record({ hour: fc.integer({ min: 0, max: 23 }), offset: fc.constantFrom('Z', '-05:00', '+09:00') })
    .map(({ hour, offset }) => `T${number(hour)}:30${offset}`);
  return fc.tuple(date, fc.option(time, { nil: '' })).map(([day, hour]) => day + hour);
}

/** A timeline in the order of its dates, without the details that do not matter to figures. */
function arbitraryTimeline(timeZone = 'UTC'): fc.Arbitrary<TimelineEntry[]> {
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...STATUS_WORDS) },
    fc.constantFrom(...EVENT_WORDS),
  );
  const entry = fc
    .record({
      word,
      at: arbitraryWhen(),
      tests: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray([...LETTERS])),
      fix: fc.option(fc.constantFrom(...FIX_IDS), { nil: undefined }),
      until: arbitraryWhen(),
      listed: maybe(fc.constant(true as const)),
      result: maybe(fc.constant('It failed again')),
    })
    .map(({ fix, until, listed, result, ...rest }) => {
      const takesFix = [...STATUS_WORDS.slice(4), 'tried', 'reverted'].includes(rest.word);
      const takesUntil = rest.word === 'mitigated' || rest.word === 'quarantined';
      return {
        ...rest,
        fix: takesFix ? fix : undefined,
        until: takesUntil ? until : undefined,
        listed: isStatus(rest.word) ? listed : undefined,
        result: rest.word === 'tried' ? result : undefined,
      } as TimelineEntry;
    });
  const { instantMs } = createCalendar(timeZone);
  return fc
    .array(entry, { minLength: 1, maxLength: 6 })
    .map((entries) => entries.sort((a, b) => instantMs(a.at) - instantMs(b.at)));
}

/** Takes out what is undefined, as records have no such fields. */
function compact<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

const arbitraryEffort = () => maybe(fc.constantFrom(...EFFORTS).map((text) => parseEffort(text)));

function arbitraryCauses(): fc.Arbitrary<Cause[]> {
  const cause = fc.record({
    id: fc.constantFrom(...CAUSE_IDS),
    pattern: fc.constantFrom(...CAUSE_IDS),
    claim: maybe(fc.constantFrom('A claim', 'Another')),
    because: maybe(fc.constant('A reason')),
    states: fc.array(fc.record({ state: fc.constantFrom(...CAUSE_STATES), at: arbitraryWhen() }), {
      maxLength: 3,
    }),
    same: maybe(fc.constantFrom(...ISSUE_IDS)),
    leads: maybe(fc.constant(true as const)),
  });
  return fc
    .uniqueArray(cause, { selector: ({ id }) => id, maxLength: 2 })
    .map((causes) => causes.map(compact));
}

function arbitraryFixes(): fc.Arbitrary<Fix[]> {
  const fix = fc.record({
    id: fc.constantFrom(...FIX_IDS),
    kind: maybe(fc.constantFrom(...FIX_KINDS)),
    horizon: maybe(fc.constantFrom(...HORIZONS)),
    effort: arbitraryEffort(),
    proposed: maybe(arbitraryWhen()),
    same: maybe(fc.constantFrom(...ISSUE_IDS)),
  });
  return fc
    .uniqueArray(fix, { selector: ({ id }) => id, maxLength: 3 })
    .map((fixes) => fixes.map((fields) => compact(fields) as Fix));
}

function arbitraryDecisions(): fc.Arbitrary<Decision[]> {
  const rejected = fc.oneof(
    fc.constantFrom(...FIX_IDS),
    fc
      .tuple(fc.constantFrom(...ISSUE_IDS), fc.constantFrom(...FIX_IDS))
      .map(([issue, fix]) => `${issue}/${fix}`),
  );
  const decision = fc
    .record({
      id: fc.constantFrom('first', 'second'),
      asked: maybe(arbitraryWhen()),
      due: maybe(arbitraryWhen()),
      answered: maybe(arbitraryWhen()),
      about: fc.subarray([...ISSUE_IDS], { maxLength: 2 }),
      rejected: fc.array(rejected, { maxLength: 2 }),
    })
    .map((fields): Decision => {
      const answer = fields.answered === undefined ? { rejected: [] } : { chosen: 'words' };
      return { ask: 'Which?', options: [], covers: [], ...compact(fields), ...answer } as Decision;
    });
  return fc.uniqueArray(decision, { selector: ({ id }) => id, maxLength: 2 });
}

function arbitraryTasks(): fc.Arbitrary<Task[]> {
  const task = fc.record({
    id: fc.constantFrom('audit', 'flush'),
    title: fc.constant('A task'),
    horizon: maybe(fc.constantFrom(...HORIZONS)),
    effort: arbitraryEffort(),
    proposed: maybe(arbitraryWhen()),
    done: maybe(arbitraryWhen()),
  });
  return fc
    .uniqueArray(task, { selector: ({ id }) => id, maxLength: 2 })
    .map((tasks) => tasks.map((fields) => compact(fields) as Task));
}

/** Few names and lines, so that several issues are of one test. */
function arbitraryTestParts() {
  return fc.record({
    name: maybe(fc.constantFrom('first', 'second', 'third')),
    at: maybe(fc.constantFrom('a_test.go:1', 'a_test.go:2', 'a_test.go')),
    aliases: fc.subarray(['second', 'older']),
    found: maybe(arbitraryWhen()),
  });
}

function arbitraryIssue(id: string): fc.Arbitrary<Issue> {
  return fc
    .record({
      suite: fc.constantFrom(...SUITE_IDS),
      impact: maybe(fc.constantFrom('critical', 'high', 'medium', 'low')),
      locus: maybe(fc.constantFrom(...LOCI)),
      tests: fc.array(arbitraryTestParts(), { maxLength: 3 }),
      causes: arbitraryCauses(),
      fixes: arbitraryFixes(),
      decisions: arbitraryDecisions(),
      tasks: arbitraryTasks(),
      timeline: arbitraryTimeline(),
    })
    .map(({ tests: parts, ...fields }) => {
      const tests = parts.map((part, i) => compact({ ...buildTest(LETTERS[i] ?? 'a'), ...part }));
      const rest = { signatures: [], observed: [], references: ['streams'], related: [], fields: {} };
      return {
        kind: 'issue',
        id,
        file: `issues/${id}.md`,
        title: id,
        tests,
        ...rest,
        ...compact(fields),
      } as Issue;
    });
}

function arbitrarySuite(id: string): fc.Arbitrary<Suite> {
  return fc
    .record({
      size: fc.array(fc.record({ date: arbitraryWhen(), tests: fc.integer({ min: 0, max: 12 }) }), {
        maxLength: 2,
      }),
      references: fc.subarray(['design']),
      runs: fc
        .array(arbitraryWhen(), { maxLength: 2 })
        .map((dates) => dates.map((date, i) => buildRun(`run-${i}`, date))),
      tasks: arbitraryTasks(),
      decisions: arbitraryDecisions(),
    })
    .map((parts) => buildSuite(id, parts));
}

function arbitraryBook(): fc.Arbitrary<Book> {
  return fc.constantFrom('America/New_York', 'UTC', 'Asia/Tokyo').map((timeZone) => buildBook({ timeZone }));
}

/** Up to five issues in two suites, with causes and fixes that repeat others (circles among them). */
export function arbitraryBase(): fc.Arbitrary<KnowledgeBase> {
  const issues = fc.subarray([...ISSUE_IDS]).chain((ids) => fc.tuple(...ids.map((id) => arbitraryIssue(id))));
  const suites = fc.tuple(...SUITE_IDS.map((id) => arbitrarySuite(id)));
  return fc.tuple(issues, suites, arbitraryBook()).map(([ofIssues, ofSuites, book]) => ({
    ...buildBase(ofIssues, ofSuites, book),
    references: new Map([['design', DESIGN]]),
  }));
}
