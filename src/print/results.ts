import type { FileFinding } from '../core/finding.ts';
import { ATTEMPT_OUTCOMES } from '../core/outcome.ts';
import { visible } from '../core/text/control-characters.ts';
import { firstLine } from '../core/text/first-line.ts';
import { plural } from '../pages/words/format.ts';
import type { Ingested, IngestedRun } from '../records/runs/ingested.ts';
import { type AnyRuleId, sentenceOf, severityOf } from '../rules/rules.ts';
import type { Counts, ResultsFile } from '../runs/read/test-result.ts';
import { toJson } from './terminal.ts';

/** Runs that are listed each by itself; of more, only what became of them all. */
const MANY = 20;

/** What became of runs, for people: first the runs, then what is wrong, then the sum. */
export function presentIngested({ suite, runs }: Ingested): string {
  const listed = runs.length > MANY ? [] : runs;
  return [
    ...listed.filter(({ run }) => run).map(runLine),
    ...runs.flatMap((run) => problemsOf(run).map((problem) => `${visible(run.name)}: ${visible(problem)}`)),
    ...noteLines(runs),
    ...(runs.length > 1 ? [sumLine(suite, runs)] : []),
    ...(runs.length === 1 && runs[0]?.outcome === 'refused' ? ['Nothing was added.'] : []),
    '',
  ].join('\n');
}

/** Rules about a run, not about one of its files. */
const OF_RUN: ReadonlySet<string> = new Set<AnyRuleId>(['unusable-run', 'run-conflict', 'empty-run']);

function problemsOf({ findings }: IngestedRun): string[] {
  return findings
    .filter((finding) => severityOf(finding) === 'error')
    .map((finding) => {
      const { ruleId, file, place } = finding;
      const where = ruleId === 'damaged-history' ? `${file}:${place.start.line}:${place.start.column}` : file;
      return OF_RUN.has(ruleId) ? sentenceOf(finding) : `${where}: ${sentenceOf(finding)}`;
    });
}

function notesOf({ findings }: IngestedRun): string[] {
  return findings.filter((finding) => severityOf(finding) === 'warning').map(sentenceOf);
}

/** Runs of one suite mostly give the same notes: a few of them tell enough. */
function noteLines(runs: readonly IngestedRun[]): string[] {
  const notes = runs.flatMap((run) =>
    notesOf(run).map((note) => `${visible(run.name)}: note: ${visible(note)}`),
  );
  const more = notes.length - MANY;
  return more <= 0
    ? notes
    : [...notes.slice(0, MANY), `${plural(more, 'note')} more: --format json has all.`];
}

const WHAT: Readonly<Record<IngestedRun['outcome'], string>> = {
  added: 'added to',
  there: 'already there, in',
  replaced: 'replaced in',
  conflict: 'not added to',
  refused: 'not added to',
};

function runLine({ name, outcome, run, file }: IngestedRun): string {
  if (!run) return '';
  const counts = outcomeWords(run);
  const setup = run.setup.length === 0 ? '' : `, ${plural(run.setup.length, 'failure')} outside tests`;
  const partial = run.partial ? ' (partial)' : '';
  return `${visible(name)}: ${plural(run.tests, 'test')}: ${counts}${setup}${partial}; ${WHAT[outcome]} ${visible(file ?? '')}`;
}

function sumLine(suite: string, runs: readonly IngestedRun[]): string {
  const sums = (['added', 'there', 'replaced', 'conflict', 'refused'] as const)
    .map((outcome) => ({ outcome, count: runs.filter((run) => run.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${SUMS[outcome]}`);
  return `${visible(suite)}: ${plural(runs.length, 'run')}: ${sums.join(', ')}.`;
}

const SUMS: Readonly<Record<IngestedRun['outcome'], string>> = {
  added: 'added',
  there: 'already there',
  replaced: 'replaced',
  conflict: 'in conflict with one that is there',
  refused: 'refused',
};

/** The same as data: one object with a list of runs. */
export function presentIngestedJson({ suite, runs }: Ingested): string {
  const rows = runs.map((ingested) => {
    const { name, outcome, run, file } = ingested;
    return {
      run: name,
      outcome,
      file,
      ...run,
      setup: run?.setup.length,
      problems: problemsOf(ingested),
      warnings: notesOf(ingested),
    };
  });
  return toJson({ suite, runs: rows });
}

/** What was read of a file, for people. */
export function presentFile(file: string, read: ResultsFile): string {
  const { format, counts, raw, partial, findings, suiteFailures, suiteFailureCount } = read;
  const inAll = raw.tests === counts.tests ? '' : ` in ${plural(raw.tests, 'attempt')}`;
  const what = format === 'unknown' ? 'not read' : `${format}, ${plural(counts.tests, 'test')}${inAll}`;
  const found = format === 'unknown' ? '' : `: ${outcomeWords(counts)}`;
  const more = suiteFailureCount - suiteFailures.length;
  return [
    `${visible(file)}: ${what}${found}${partial && format !== 'unknown' ? ' (partial)' : ''}`,
    ...findings.map((found) => `  ${visible(sentence(found))}`),
    ...suiteFailures.map(
      ({ suite, message }) =>
        `  ${visible(suite)} failed outside its tests: ${visible(firstLine(message, 200))}`,
    ),
    ...(more > 0 ? [`  ${plural(more, 'failure')} more outside tests.`] : []),
    '',
  ].join('\n');
}

/** What was read of a file, as data, but for its tests. */
export function summarizeFile({
  format,
  counts,
  raw,
  leaf,
  partial,
  findings,
  suiteFailures,
  suiteFailureCount,
}: ResultsFile) {
  return {
    format,
    ...counts,
    raw,
    leaf,
    partial,
    messages: findings.map(sentence),
    suiteFailures,
    suiteFailureCount,
  };
}

/** @param found of a file that need not be named. */
function sentence(found: FileFinding): string {
  return sentenceOf({ ...found, file: '' });
}

/** `42 passed (1 flaky), 13 failed`: passed and failed always, the rest where there is some. */
function outcomeWords(counts: Counts): string {
  return ATTEMPT_OUTCOMES.filter((status) => status === 'passed' || status === 'failed' || counts[status] > 0)
    .map((status) => {
      const flaky = status === 'passed' && counts.flaky > 0 ? ` (${counts.flaky} flaky)` : '';
      return `${counts[status]} ${status}${flaky}`;
    })
    .join(', ');
}
