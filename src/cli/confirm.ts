import { join } from 'node:path';
import { Failure } from '../host/failure.ts';
import { hasColor } from '../print/style.ts';
import { type Io, shown } from './io.ts';
import { type BookOptions, checkFirst, EXIT, withWorkspace } from './session.ts';

export interface ConfirmOptions extends BookOptions {
  readonly suite?: string;
  readonly format: 'pretty' | 'json';
  /** Put what the runs propose into the records. */
  readonly write?: boolean;
}

/** `flakebook confirm`: holds claimed fixes against the runs since, and proposes what the timelines should say. */
export function confirm(options: ConfirmOptions, io: Io): Promise<number> {
  if (options.write && options.rev !== undefined)
    throw new Failure(
      '--write edits the records of the content folder, and --rev reads others: leave one out.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const [{ confirmFixes }, { editRecord }] = await Promise.all([
      import('../host/confirm/confirm-fixes.ts'),
      import('../host/confirm/edit-record.ts'),
    ]);
    const confirmed = await confirmFixes(workspace, result.asOf, options.suite);
    const issues = confirmed.suites.flatMap((suite) => suite.issues);
    const proposing = issues.filter(({ proposals }) => proposals.length > 0);
    const edits = options.write
      ? proposing.map((issue) => editRecord(workspace, confirmed, issue))
      : undefined;
    const found = { ...confirmed, edits };
    const { presentFixes, presentFixesJson } = await import('../print/confirmed.ts');
    io.stdout.write(
      options.format === 'json'
        ? presentFixesJson(found)
        : presentFixes(found, {
            pathOf: (file) => shown(io, join(workspace.content, file)),
            color: hasColor(io.stdout, io.env),
          }),
    );
    const isOpen =
      edits === undefined
        ? issues.some(({ fixes }) => fixes.some(({ standing }) => standing === 'contradicted'))
        : edits.some(({ refused }) => refused !== undefined);
    return isOpen ? EXIT.findings : EXIT.clean;
  });
}
