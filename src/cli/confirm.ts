import { join } from 'node:path';
import { confirmFixes, findingsOf } from '../host/confirm/confirm-fixes.ts';
import { editRecord } from '../host/confirm/edit-record.ts';
import { UserError } from '../host/user-error.ts';
import { fixData, fixLines } from '../print/confirmed.ts';
import { hasErrors } from '../rules/rules.ts';
import type { Options } from './commands.ts';
import { type Io, shown } from './io.ts';
import { checkFirst, EXIT, showResult, withWorkspace } from './session.ts';

/** `flakebook confirm`: compares claimed fixes with the runs since, and proposes timeline entries. */
export function confirm(options: Options<'confirm'>, io: Io): Promise<number> {
  if (options.write && options.rev !== undefined)
    throw new UserError(
      'Leave out --rev or --write: --write edits the content folder, and --rev reads an older version of it.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const confirmed = await confirmFixes(workspace, result.asOf, options.suite);
    const issues = confirmed.suites.flatMap((suite) => suite.issues);
    const proposing = issues.filter(({ proposals }) => proposals.length > 0);
    const edits = options.write
      ? proposing.map((issue) => editRecord(workspace, confirmed, issue))
      : undefined;
    const pathOf = (file: string) => shown(io, join(workspace.content, file));
    const findings = findingsOf(workspace, issues, edits);
    const proposed = { ...confirmed, edits };
    const found = { lines: () => fixLines(proposed, pathOf), data: () => fixData(proposed) };
    await showResult(options.format, found, { findings, pathOf }, io);
    return hasErrors(findings) ? EXIT.findings : EXIT.clean;
  });
}
