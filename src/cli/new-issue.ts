import { UNDATED } from '../core/calendar.ts';
import type { ScaffoldOptions } from '../host/scaffold-issue.ts';
import { UserError } from '../host/user-error.ts';
import { type Io, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, refuseDamage, withWorkspace } from './session.ts';

/** `flakebook new issue`: a record begun with what a person says, or with what the runs show of a test. */
export function newIssue(
  title: string | undefined,
  options: BookOptions & ScaffoldOptions,
  io: Io,
): Promise<number> {
  if (options.rev !== undefined)
    throw new UserError(
      'Leave out --rev: `new issue` writes into the content folder, and --rev reads an older version of it.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const checked = await checkBook(workspace, options);
    if (options.fromTest !== undefined && (await refuseDamage(checked, workspace, io))) return EXIT.findings;
    const { asOf } = checked;
    if (asOf === UNDATED && options.fromTest !== undefined)
      throw new UserError(
        'Add runs with `flakebook ingest` first: the book has no dated entry and no run yet.',
      );
    const { writeNewIssue } = await import('../host/scaffold-issue.ts');
    const { id, path } = await writeNewIssue(workspace, asOf, { title, ...options });
    const next =
      options.fromTest === undefined
        ? 'Add its symptom, its causes and its fixes'
        : `Give ${id} a title that says what goes wrong`;
    io.out.say(`Wrote ${shown(io, path)}. ${next}, then run \`flakebook check\`.`);
    return EXIT.clean;
  });
}
