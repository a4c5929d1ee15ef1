import type { MatchedResults } from '../host/match-results.ts';
import { countKinds, isRed } from '../pages/matches/matched-run.ts';
import { composeMatches } from '../pages/matches/summary.ts';
import { matchAnnotations, matchData, matchLines } from '../print/matched.ts';
import { renderStandalone } from '../render/markdown.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import type { RunHead } from '../runs/merge/measure-run.ts';
import { isWhole } from '../runs/read/test-result.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf } from './io.ts';
import { checkBook, EXIT, refuseDamage, withWorkspace } from './session.ts';

type MatchOptions = Options<'match'>;

/** `flakebook match FILES…`: which failures of a run are known. */
export async function match(files: readonly string[], options: MatchOptions, io: Io): Promise<number> {
  const head = options.fromEnv ? await headFromEnv(io) : undefined;
  return withWorkspace(options, io, async (workspace) => {
    const checked = await checkBook(workspace, options);
    if (await refuseDamage(checked, workspace, io)) return EXIT.findings;
    if (hasErrors(checked.findings))
      io.err.complain(
        `${workspace.label} has ${countWords(checked.findings)} (see \`flakebook check\`): records that could not be read are ignored.`,
      );
    const { matchResults } = await import('../host/match-results.ts');
    const matched = await matchResults(workspace, checked.asOf, {
      ...options,
      files,
      root: pathOf(io, options.root),
      cwd: io.cwd,
      stdin: io.stdin,
    });
    for (const warning of matched.warnings) io.err.complain(warning);
    print(options.format, { ...matched, head }, io);
    const code = exitCode(matched, options.failOn);
    if (!options.testsFailed || matched.failures.some(isRed)) return code;
    io.err.complain(
      'Look at the log of the job: the test command failed, but no file shows a failure, so something else broke.',
    );
    return code === EXIT.clean ? EXIT.findings : code;
  });
}

async function headFromEnv({ env }: Io): Promise<RunHead> {
  const { readEnv } = await import('../host/ingest/from-env.ts');
  return readEnv(env, {}, Date.now()).head;
}

function print(format: MatchOptions['format'], run: MatchedResults, { out }: Io): void {
  if (format === 'markdown') out.document(renderStandalone(composeMatches(run)));
  else if (format === 'github') out.annotate(matchAnnotations(run));
  else if (format === 'json') out.data(matchData(run));
  else out.lines(matchLines(run));
}

function exitCode(run: MatchedResults, failOn: MatchOptions['failOn']): number {
  if (run.isUnreadable) return EXIT.unusable;
  if (!run.files.every(isWhole) || (run.tests === 0 && run.failures.length === 0)) return EXIT.findings;
  const { known, like, new: other } = countKinds(run.failures);
  const count = { unknown: like + other, any: known + like + other, none: 0 }[failOn];
  return count > 0 ? EXIT.findings : EXIT.clean;
}
