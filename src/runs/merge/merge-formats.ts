import { hadFailure, type Outcome } from '../../core/outcome.ts';
import { parseLocator } from '../../core/test-locator.ts';
import type { SeenTest } from '../../records/runs/run-history.ts';
import { RESULTS_FORMATS } from '../read/test-result.ts';
import type { FileOutcomes } from './file-outcomes.ts';
import { mergeAttempts } from './merge-attempts.ts';
import { isWorse, PASSED, worseOf } from './seen-test.ts';
import { type FormatTie, tieFormats } from './tie-formats.ts';

type Tests = ReadonlyMap<string, SeenTest>;

/** The tests of a run as several files tell them, each once. */
export interface MergedTests {
  readonly tests: Tests;
  readonly warnings: readonly string[];
}

/** Ties of two lists of names: runs after one another mostly have the same lists, which are tied once. */
export class TieMemory {
  private last: { base: string; others: string; ties: ReadonlyMap<string, FormatTie> } | undefined;

  tie(base: Tests, others: Tests): ReadonlyMap<string, FormatTie> {
    const keys = { base: namesOf(base), others: namesOf(others) };
    if (this.last?.base !== keys.base || this.last.others !== keys.others)
      this.last = { ...keys, ties: tieFormats(base.keys(), others.keys()) };
    return this.last.ties;
  }
}

function namesOf(tests: Tests): string {
  return [...tests.keys()].sort().join('\n');
}

/** Files of one format list other tests, or further attempts; files of two formats list the same tests. */
export function mergeFiles(files: readonly FileOutcomes[], memory: TieMemory): MergedTests {
  const byFormat = Map.groupBy(files, ({ format }) => format);
  const [base, ...others] = [...byFormat]
    .sort(([a], [b]) => FORMATS.indexOf(a) - FORMATS.indexOf(b))
    .map(([format, list]) => ({ format, ...mergeAttempts(list) }));
  if (!base) return { tests: new Map(), warnings: [] };
  const warnings = [base, ...others].flatMap((one) => one.warnings);
  let tests = base.tests;
  for (const other of others) {
    const merged = mergeFormat(tests, other.tests, memory);
    tests = merged.tests;
    warnings.push(...disagreements(merged.against, other.format));
  }
  return { tests, warnings };
}

const FORMATS: readonly string[] = RESULTS_FORMATS;

interface MergedFormat {
  readonly tests: Tests;
  /** Tests on which the two formats disagree: name, then what the one and the other say. */
  readonly against: readonly (readonly [name: string, base: SeenTest, other: SeenTest])[];
}

function mergeFormat(base: Tests, others: Tests, memory: TieMemory): MergedFormat {
  const ties = memory.tie(base, others);
  const tests = new Map(base);
  const against: [string, SeenTest, SeenTest][] = [];
  /** Tests of the first format that the other has several tests for, with the worst that it says of these. */
  const wholes = new Map<string, SeenTest>();
  for (const [name, seen] of others) {
    const tie = ties.get(name);
    if (tie?.kind === 'one') {
      const before = base.get(tie.name) as SeenTest;
      const fuller = fullerName(tie.name, name);
      if (fuller !== tie.name) tests.delete(tie.name);
      tests.set(fuller, worseOfFormats(before, seen));
      if (disagree(before, seen)) against.push([fuller, before, seen]);
    } else if (tie?.kind === 'part') {
      // What the other format says of each part is all that is known of it.
      tests.delete(tie.name);
      tests.set(name, seen);
      const known = wholes.get(tie.name);
      wholes.set(tie.name, known ? worseOf(known, seen) : seen);
    } else if (tie) {
      // One of several: those have their own outcomes, so only a failure that none of them has is news.
      const known = tie.names.map((own) => base.get(own) as SeenTest);
      if (known.every((own) => disagree(own, seen) && isWorse(seen, own)))
        against.push([name, known[0] as SeenTest, seen]);
    } else tests.set(name, seen);
  }
  for (const [name, part] of wholes) {
    const whole = base.get(name) as SeenTest;
    if (!isWorse(whole, part)) continue;
    const isNews = disagree(whole, part);
    if (isNews) against.push([name, whole, part]);
    // A retry that only the first format knows of is kept, too.
    if (isNews || part.outcome === 'passed') tests.set(name, whole);
  }
  return { tests, against };
}

/** The name with more containers; of two alike, that of the first format. */
function fullerName(base: string, other: string): string {
  return parseLocator(other).path.length > parseLocator(base).path.length ? other : base;
}

function worseOfFormats(a: SeenTest, b: SeenTest): SeenTest {
  const [worst, rest] = isWorse(b, a) ? [b, a] : [a, b];
  if (worst.outcome === 'passed') return PASSED;
  // A reporter may print the retries that were allowed as those that were needed, so a plain pass counts no attempts.
  const attempts = rest.outcome === 'passed' ? worst.attempts : Math.max(worst.attempts, rest.attempts);
  return { outcome: worst.outcome, attempts, message: fullerMessage(worst, rest) };
}

/** One format says `Failed` of what another one tells whole. */
function fullerMessage(worst: SeenTest, rest: SeenTest): string {
  const isFuller = hadFailure(rest.outcome) && rest.message.trim().length > worst.message.trim().length;
  return isFuller || worst.message === '' ? rest.message : worst.message;
}

/** Tools word what did not run, and what broke, in different ways; a pass on retry is a pass that tells more. */
const KINDS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  flaky: 'passed',
  failed: 'failed',
  errored: 'failed',
  unfinished: 'unfinished',
  skipped: 'skipped',
  other: 'skipped',
};

function disagree(a: SeenTest, b: SeenTest): boolean {
  return KINDS[a.outcome] !== KINDS[b.outcome];
}

function disagreements(against: MergedFormat['against'], format: string): string[] {
  const [first, ...more] = against;
  if (!first) return [];
  const [name, base, other] = first;
  const others = more.length === 0 ? '' : ` ${more.length} more of this kind.`;
  return [
    `The ${format} file says that ${name} ${WORDS[other.outcome]}, another that it ${WORDS[base.outcome]}: the worse counts.${others}`,
  ];
}

const WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  flaky: 'passed on retry',
  failed: 'failed',
  errored: 'failed with an error',
  unfinished: 'did not end',
  skipped: 'was skipped',
  other: 'ended in some other way',
};
