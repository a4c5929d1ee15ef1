import type { RootContent } from 'mdast';
import { isRemedy } from '../../asof/reading/trials.ts';
import { createCalendar, type When } from '../../core/calendar.ts';
import { hadFailure } from '../../core/outcome.ts';
import { createLook } from '../../match/match.ts';
import { symptomsOf } from '../../match/symptom.ts';
import { isCounted } from '../../runs/verdict/rate-windows.ts';
import type { IssueView } from '../blocks/issue.ts';
import { timeAxis } from '../blocks/time-axis.ts';
import { chart, code, type Inlines, table } from '../blocks/tree.ts';
import { statusBadge, statusLabel } from '../words/format.ts';
import { commitCode, momentWords, rateWords, runCode } from '../words/run-format.ts';
import { words } from '../words/words.ts';
import type { IssueRuns, ObservedTest } from './issue-runs.ts';
import { legendOf, markOf, outcomeText, runStrip, SHOWN_RUNS } from './strip.ts';

const { course: says } = words.runs;

/** What became of an issue and how its tests did meanwhile, on one axis of time; nothing without a run of them. */
export function courseChart(
  { book, reading }: IssueView,
  tests: readonly ObservedTest[],
  worst: IssueRuns['worst'],
): RootContent[] {
  const { settings } = book;
  const { course, issue } = reading;
  const moments = momentWords(book);
  const observed = tests.flatMap(({ state, observations: all }) =>
    all.length === 0 ? [] : [{ state, all: all.slice(-SHOWN_RUNS), strip: runStrip(state.id, all) }],
  );
  const dates = [...course.map(({ from }) => from), ...observed.flatMap(({ all }) => all.map(datesOf))];
  const [first, last] = endsOf(dates, settings.timeZone);
  if (first === undefined || last === undefined || observed.length === 0) return [];
  const axis = timeAxis(settings.timeZone, first, last);
  const isOne = observed.length === 1;
  const states = course.map(({ status, from }, i) => ({
    from: axis.at(from),
    to: axis.at(course[i + 1]?.from ?? last),
    tone: statusBadge(status, settings).tone,
    label: statusLabel(status, settings),
  }));
  const claims = issue.timeline.filter(isRemedy).slice(-MOST_CLAIMS);
  // What is observed of a test is every run of its suite: the strips have the same runs.
  const rows = (observed[0]?.all ?? []).map((one, i): Inlines[] => {
    const { run } = one.reading;
    const ofTests = Map.groupBy(observed, ({ all }) => outcomeText(all[i] ?? one));
    return [
      moments.minute(run.at),
      isOne
        ? outcomeText(one)
        : says.outcomes([...ofTests].map(([said, own]) => [own.map(({ state }) => state.id), said])),
      runCode(run.run),
      run.commit === '' ? '' : commitCode(run.commit),
    ];
  });
  const measured = tests.flatMap(({ history }) => history?.rate ?? []);
  const [highest] = measured.toSorted((a, b) => b.value - a.value);
  const title = worst
    ? says.claim(
        words.claims.badge(worst.standing).label,
        tests.length > 1 ? worst.testId : undefined,
        words.claims.reason(worst, moments),
      )
    : says.standing(statusLabel(reading.status, settings), highest && rateWords(highest));
  return chart(
    title,
    {
      kind: 'timeline',
      ticks: axis.ticks,
      states,
      claims: claims.map(({ at }) => ({ at: axis.at(at), label: says.claimed })),
      rows: observed.map(({ state, all }) => ({
        label: isOne ? '' : state.id,
        runs: all.map((one) => ({ at: axis.at(datesOf(one)), mark: markOf(one) })),
      })),
      legend: legendOf(observed.flatMap(({ strip }) => strip.marks)),
    },
    table(says.table, rows),
    [
      says.alt(moments.span(first, last)),
      ...observed.map(({ strip }) => `${strip.title}: ${strip.summary}`),
    ].join('. '),
  );
}

/** So many claims are drawn, the newest. */
const MOST_CLAIMS = 3;

function datesOf({ reading: { run } }: { readonly reading: { readonly run: { readonly at: When } } }): When {
  return run.at;
}

function endsOf(dates: readonly When[], timeZone: string): [When | undefined, When | undefined] {
  const { instantMs } = createCalendar(timeZone);
  const sorted = dates.toSorted((a, b) => instantMs(a) - instantMs(b));
  return [sorted[0], sorted.at(-1)];
}

/** The failures of an issue's tests in counted runs, by what they were recognised by; nothing without a failure. */
export function failureGroups(
  { book, reading, body }: IssueView,
  tests: readonly ObservedTest[],
): RootContent[] {
  const look = createLook({ issue: reading.issue, symptoms: symptomsOf(body) });
  const moments = momentWords(book);
  const failures = tests.flatMap(({ observations }) =>
    observations.filter((one) => isCounted(one) && hadFailure(one.outcome)),
  );
  const groups = Map.groupBy(failures, ({ message, reading: { run } }) => {
    if (!look.isDescribed) return says.byName;
    const hit = look.recognise(message, run.environment);
    return hit === undefined ? says.otherwise : `${hit.by}\n${hit.text}`;
  });
  const rows = [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([what, own]): Inlines[] => {
      const [by, text] = what.split('\n');
      const newest = endsOf(own.map(datesOf), book.settings.timeZone)[1] ?? '';
      return [
        text === undefined ? what : [by === 'signature' ? says.signature : says.symptom, code(text)],
        String(own.length),
        moments.day(newest),
      ];
    });
  const described = failures.length - (groups.get(says.otherwise)?.length ?? 0);
  const title = look.isDescribed
    ? says.groups(described, failures.length)
    : says.undescribed(failures.length);
  return chart(title, { kind: 'table' }, table(says.groupsTable, rows, ['left', 'right']));
}
