import type { MatchedResults } from '../host/match-results.ts';
import { countKinds, isRed } from '../pages/matches/matched-run.ts';
import { hasColor } from '../print/terminal.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import { type Io, pathOf } from './io.ts';
import { type BookOptions, checkBook, EXIT, withWorkspace } from './session.ts';

export interface MatchOptions extends BookOptions {
  readonly suite?: string;
  readonly format: 'pretty' | 'json' | 'markdown' | 'github';
  /** Which failures make the exit code 1. An incomplete file always does. */
  readonly failOn: 'unknown' | 'any' | 'none';
  /** The test command failed, so files without a failure cannot be complete. */
  readonly testsFailed?: boolean;
  readonly site?: string;
  readonly root: string;
}

/** `flakebook match FILES…`: which failures of a run are known. */
export function match(files: readonly string[], options: MatchOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const checked = await checkBook(workspace, options);
    if (hasErrors(checked.findings))
      io.stderr.write(
        `flakebook: ${workspace.label} has ${countWords(checked.findings)} (see \`flakebook check\`): records that could not be read are ignored.\n`,
      );
    const { matchResults } = await import('../host/match-results.ts');
    const matched = await matchResults(workspace, checked.asOf, {
      ...options,
      files,
      root: pathOf(io, options.root),
      cwd: io.cwd,
    });
    for (const warning of matched.warnings) io.stderr.write(`flakebook: ${warning}\n`);
    const color = hasColor(io.stdout, io.env);
    io.stdout.write(await print(options.format, matched, color));
    const code = exitCode(matched, options.failOn);
    if (!options.testsFailed || matched.failures.some(isRed)) return code;
    io.stderr.write(
      'flakebook: Look at the log of the job: the test command failed, but no file shows a failure, so something else broke.\n',
    );
    return code === EXIT.clean ? EXIT.findings : code;
  });
}

async function print(format: MatchOptions['format'], run: MatchedResults, color: boolean): Promise<string> {
  if (format === 'github') return (await import('../print/matched.ts')).presentMatchesGithub(run);
  if (format === 'markdown') {
    const [{ composeMatches }, { renderMarkdown }, { docsLinks }] = await Promise.all([
      import('../pages/matches/summary.ts'),
      import('../render/markdown.ts'),
      import('../render/links.ts'),
    ]);
    return renderMarkdown(composeMatches(run), docsLinks);
  }
  const { presentMatches, presentMatchesJson } = await import('../print/matched.ts');
  return format === 'json' ? presentMatchesJson(run, countKinds(run.failures)) : presentMatches(run, color);
}

function exitCode(run: MatchedResults, failOn: MatchOptions['failOn']): number {
  if (run.isUnreadable) return EXIT.unusable;
  const isWhole = run.files.every(({ format, partial }) => format !== 'unknown' && !partial);
  if (!isWhole || run.tests === 0) return EXIT.findings;
  const { known, unknown, 'new-failure': other } = countKinds(run.failures);
  const count = { unknown: unknown + other, any: known + unknown + other, none: 0 }[failOn];
  return count > 0 ? EXIT.findings : EXIT.clean;
}
