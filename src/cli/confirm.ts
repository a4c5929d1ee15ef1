import { join } from 'node:path';
import { UserError } from '../host/user-error.ts';
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
    const [{ confirmFixes, findingsOf }, { editRecord }] = await Promise.all([
      import('../host/confirm/confirm-fixes.ts'),
      import('../host/confirm/edit-record.ts'),
    ]);
    const confirmed = await confirmFixes(workspace, result.asOf, options.suite);
    const issues = confirmed.suites.flatMap((suite) => suite.issues);
    const proposing = issues.filter(({ proposals }) => proposals.length > 0);
    const edits = options.write
      ? proposing.map((issue) => editRecord(workspace, confirmed, issue))
      : undefined;
    const pathOf = (file: string) => shown(io, join(workspace.content, file));
    const findings = findingsOf(workspace, issues, edits);
    const proposed = { ...confirmed, edits };
    const { fixData, fixLines } = await import('../print/confirmed.ts');
    const found = { lines: () => fixLines(proposed, pathOf), data: () => fixData(proposed) };
    await showResult(options.format, found, { findings, pathOf }, io);
    return hasErrors(findings) ? EXIT.findings : EXIT.clean;
  });
}
