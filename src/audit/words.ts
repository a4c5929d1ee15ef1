/** What is counted. */
export type Unit = 'tests' | 'issues' | 'runs' | 'suites' | 'items';

/** What is said of the counted: one name for all words that mean the same. */
export type Status =
  | 'passed'
  | 'failed'
  | 'errors'
  | 'skipped'
  | 'stable'
  | 'flaky'
  | 'remaining'
  | 'fixed'
  | 'closed'
  | 'triaged'
  | 'open'
  | 'quarantined'
  | 'total';

/** A vocabulary: names, each with the words that stand for it, parted by commas. The longest word wins. */
class Words<Name extends string> {
  readonly #names = new Map<string, Name>();
  readonly #pattern: RegExp;

  constructor(rows: Readonly<Record<Name, string>>) {
    for (const name of Object.keys(rows) as Name[])
      for (const word of rows[name].split(', ')) this.#names.set(word, name);
    const words = [...this.#names.keys()].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}-])(?:${words.join('|')})(?![\p{L}\p{N}]|-\p{L})`,
      'giu',
    );
  }

  /** Names of all words in a text, in order. */
  all(text: string): Name[] {
    return [...this.#in(text)];
  }

  first(text: string): Name | undefined {
    return this.#in(text).next().value;
  }

  *#in(text: string): Generator<Name, undefined> {
    for (const [word] of text.matchAll(this.#pattern)) {
      const name = this.#names.get(word.toLowerCase());
      if (name) yield name;
    }
  }

  /** A text without these words. */
  without(text: string): string {
    return text.replaceAll(this.#pattern, '');
  }
}

export const UNITS = new Words<Unit>({
  tests: 'test, tests, spec, specs, test case, test cases, testcases',
  issues: 'issue, issues, flakes, problems, bugs',
  runs: 'run, runs, builds, executions, pipelines, iterations',
  suites: 'suites, packages, modules',
  items:
    'failures, causes, reasons, fixes, steps, actions, items, tasks, questions, decisions, categories, patterns, themes, files, risks, findings, symptoms, entries, lessons, blockers, factors, improvements',
});

export const STATUSES = new Words<Status>({
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

/** Statuses that make up a whole; `extra` ones may be counted among the others, too. */
export const PARTITIONS: readonly {
  readonly first: Status;
  readonly rest: readonly Status[];
  readonly extra: readonly Status[];
}[] = [
  { first: 'passed', rest: ['failed'], extra: ['errors', 'skipped', 'flaky', 'quarantined'] },
  { first: 'fixed', rest: ['remaining', 'open', 'triaged'], extra: ['quarantined'] },
  { first: 'stable', rest: ['flaky', 'remaining'], extra: ['quarantined', 'skipped'] },
];

/** When or how surely a statement holds: none of these is about what is. */
export const TENSES = new Words<'past' | 'future'>({
  past: 'before, previous, previously, originally, initially, initial, last week, last month, last sprint, last quarter, yesterday, was, were, had, formerly, baseline, prior, earlier, old, from',
  future:
    'will, would, should, expect, expected, expects, projected, target, targets, goal, goals, once, forecast, if, could, may, might, must, estimated, threshold, want, need, needs, criteria, when, until, planned, after remaining fixes',
});

/** Words of labels that say what is measured, not of which part. */
export const NEUTRAL = new Words<'neutral'>({
  neutral:
    'suite, size, status, current, currently, now, result, results, rate, share, count, number, of, the, all, and, known, health, newest, latest, verification, so, far, these, we, are, is, have, has, at, scope, summary, regression, integration, unit, e2e, end-to-end, counted',
});
