import type { Severity } from '../core/finding.ts';
import { firstLine } from '../core/text.ts';
import { words as all } from '../pages/words/words.ts';
import type { Ingested, IngestedRun } from '../records/runs/ingested.ts';
import { type AnyRuleId, sentenceOf, severityOf } from '../rules/rules.ts';
import type { ResultsFile } from '../runs/read/test-result.ts';

const words = all.results;

/** Runs that are listed each by itself; of more, only what became of them all. */
const MANY = 20;

/** What became of runs, for people: first the runs, then what is wrong, then the sum. */
export function ingestedLines({ suite, runs }: Ingested): string[] {
  // Runs of one suite mostly give the same notes: a few of them tell enough.
  const notes = runs.flatMap((run) => saidOf(run, 'warning').map((note) => words.note(run.name, note)));
  return [
    ...(runs.length > MANY ? [] : runs.flatMap((run) => (run.run ? [words.run(run, run.run)] : []))),
    ...runs.flatMap((run) => saidOf(run, 'error').map((problem) => words.problem(run.name, problem))),
    ...notes.slice(0, MANY),
    ...(notes.length > MANY ? [words.moreNotes(notes.length - MANY)] : []),
    ...(runs.length > 1 ? [words.sum(suite, runs)] : []),
    ...(runs.length === 1 && runs[0]?.outcome === 'refused' ? [words.nothingAdded] : []),
  ];
}

/** Rules about a run, not about one of its files. */
const OF_RUN: ReadonlySet<string> = new Set<AnyRuleId>([
  'unusable-run',
  'run-conflict',
  'empty-run',
  'fewer-tests',
  'merged-results',
]);

function saidOf({ findings }: IngestedRun, severity: Severity): string[] {
  return findings
    .filter((finding) => severityOf(finding) === severity)
    .map((finding) => {
      const { ruleId, file, place } = finding;
      const where = ruleId === 'damaged-history' ? `${file}:${place.start.line}:${place.start.column}` : file;
      return OF_RUN.has(ruleId) ? sentenceOf(finding) : `${where}: ${sentenceOf(finding)}`;
    });
}

/** The same as data: one object with a list of runs. */
export function ingestedData({ suite, runs }: Ingested): unknown {
  const rows = runs.map((ingested) => {
    const { name, outcome, run, file } = ingested;
    return {
      run: name,
      outcome,
      file,
      ...run,
      setup: run?.setup.length,
      problems: saidOf(ingested, 'error'),
      warnings: saidOf(ingested, 'warning'),
    };
  });
  return { suite, runs: rows };
}

export function fileLines(file: string, read: ResultsFile): string[] {
  const { findings, suiteFailures, suiteFailureCount } = read;
  const more = suiteFailureCount - suiteFailures.length;
  const details = [
    ...findings.map(sentenceOf),
    ...suiteFailures.map(({ suite, message }) => words.failedOutside(suite, firstLine(message, 200))),
    ...(more > 0 ? [words.moreOutside(more)] : []),
  ];
  return [words.file(file, read), ...details.map((line) => `  ${line}`)];
}

/** What was read of a file, as data, but for its tests. */
export function summarizeFile(read: ResultsFile) {
  const { format, counts, raw, leaf, partial, short, findings, suiteFailures, suiteFailureCount } = read;
  const messages = findings.map(sentenceOf);
  return { format, ...counts, raw, leaf, partial, short, messages, suiteFailures, suiteFailureCount };
}
