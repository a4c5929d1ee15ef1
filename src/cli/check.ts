import { UNDATED } from '../core/calendar.ts';
import { compareFindings } from '../core/finding.ts';
import { plural } from '../core/text.ts';
import type { CheckResult, Workspace } from '../host/open-workspace.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import type { Options } from './commands.ts';
import { type Io, shown } from './io.ts';
import { checkBook, EXIT, filesOf, showFindings, withWorkspace } from './session.ts';

/** `flakebook check`: everything wrong in all files, in one run. */
export function check(options: Options<'check'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    const { fileCount, asOf } = result;
    const { findDeletedRecords } = await import('../host/git/deleted-records.ts');
    const deleted = findDeletedRecords(workspace.content, await workspace.book());
    const findings = [...result.findings, ...deleted].sort(compareFindings);
    const { format } = options;
    if (options.verbose) io.err.say(describeCache(workspace, result, io));
    if (format !== 'pretty' || findings.length > 0) {
      await showFindings(format, { findings, ...filesOf(workspace) }, io.out);
    } else {
      const files = plural(fileCount, 'file');
      const read = asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}`;
      io.out.say(`${workspace.label}: ${countWords(findings)} in ${files}, ${read}.`);
    }
    return hasErrors(findings) ? EXIT.findings : EXIT.clean;
  });
}

function describeCache({ cache }: Workspace, { fileCount, knownCount }: CheckResult, io: Io): string {
  if (cache.path === undefined) return `Cache: none (${cache.why}).`;
  const use =
    cache.why !== undefined
      ? `made anew: ${cache.why}`
      : knownCount === 0
        ? 'new'
        : `${knownCount} of ${fileCount} files were known`;
  return `Cache: ${shown(io, cache.path)} (${use}).`;
}
