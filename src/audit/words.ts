/** Names, each with the words that stand for it, parted by commas. The longest word wins. */
function vocabulary<Name extends string>(rows: Readonly<Record<Name, string>>) {
  const names = new Map(
    (Object.keys(rows) as Name[]).flatMap((name) => rows[name].split(', ').map((word) => [word, name])),
  );
  const words = [...names.keys()].sort((a, b) => b.length - a.length).join('|');
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${words})(?![\p{L}\p{N}]|-\p{L})`, 'giu');
  /** Names of all words in a text, in order. */
  const all = (text: string): Name[] =>
    (text.match(pattern) ?? []).flatMap((word) => names.get(word.toLowerCase()) ?? []);
  return {
    all,
    first: (text: string): Name | undefined => all(text)[0],
    without: (text: string) => text.replaceAll(pattern, ''),
  };
}

export const UNITS = vocabulary({
  tests: 'test, tests, spec, specs, test case, test cases, testcases',
  issues: 'issue, issues, flakes, problems, bugs',
  runs: 'run, runs, builds, executions, pipelines, iterations, attempts, nights',
  suites: 'suites, packages, modules',
  items:
    'failures, causes, reasons, fixes, steps, actions, items, tasks, questions, decisions, categories, patterns, themes, files, risks, findings, symptoms, entries, lessons, blockers, factors, improvements',
});

/** What is said of the counted: one name for all words that mean the same. */
export const STATUSES = vocabulary({
  passed: 'pass, passes, passed, passing, green, succeeded, successful, success, successes',
  failed: 'fail, fails, failed, failing, failures, failure, red, broken',
  errors: 'error, errors, errored',
  skipped: 'skipped, ignored, pending',
  stable: 'stable, stability, reliable, reliability, healthy, non-flaky',
  flaky: 'flaky, flake, unstable, unreliable, intermittent',
  remaining: 'remain, remains, remaining, still, left, outstanding, unresolved, unfixed',
  fixed: 'fixed, resolved, done, completed',
  closed: "closed, verified, superseded, won't fix, won’t fix, not flaky, not reproduced, test removed",
  triaged: 'triaged',
  open: 'open, in progress, to do, todo',
  quarantined:
    'quarantined, disabled, muted, mitigated, partly fixed, partially fixed, not fixed, reopened, investigating',
  total: 'total, overall, altogether, in all',
});

export type Unit = NonNullable<ReturnType<typeof UNITS.first>>;
export type Status = NonNullable<ReturnType<typeof STATUSES.first>>;

/** Words that say how, when or where one measures, not of which part. */
const NEUTRAL = vocabulary({
  neutral:
    'suite, size, status, current, currently, now, result, results, rate, share, count, number, numbers, of, the, all, and, known, health, newest, latest, verification, so, far, these, we, are, is, have, has, at, scope, summary, regression, integration, unit, e2e, end-to-end, counted, metric, metrics, value, progress, got, expected, found, was, only, in, them, executive, overview, conclusion, conclusions, outlook, closing, final, report, triage',
});

/** Whether nothing in a text is unknown: then it says what is measured, and of the whole. Where it is not, rules abstain. */
export function isKnown(text: string): boolean {
  return !/[\p{L}\p{N}▪]/u.test(NEUTRAL.without(STATUSES.without(UNITS.without(text))));
}

/** When or how surely a statement holds: none of these is about what is. */
export const TENSES = vocabulary({
  past: 'before, previous, previously, originally, initially, initial, last week, last month, last sprint, last quarter, yesterday, was, were, had, formerly, baseline, prior, earlier, old, from',
  future:
    'will, would, should, expect, expected, expects, projected, target, targets, goal, goals, once, forecast, if, could, may, might, must, estimated, threshold, want, need, needs, criteria, when, until, planned, after remaining fixes',
});
