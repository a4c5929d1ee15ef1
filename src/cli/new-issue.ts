import { UNDATED } from '../host/open-workspace.ts';
import type { ScaffoldOptions } from '../host/scaffold-issue.ts';
import { UserError } from '../host/user-error.ts';
import { type Io, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, withWorkspace } from './session.ts';

/** `flakebook new issue --from-test`: the record of a flaky test, begun with what the runs show. */
export function newIssue(options: BookOptions & ScaffoldOptions, io: Io): Promise<number> {
  if (options.rev !== undefined)
    throw new UserError(
      'Leave out --rev: `new issue` writes into the content folder, and --rev reads an older version of it.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const { asOf } = await checkBook(workspace, options);
    if (asOf === UNDATED)
      throw new UserError(
        'Add runs with `flakebook ingest` first: the book has no dated entry and no run yet.',
      );
    const { writeNewIssue } = await import('../host/scaffold-issue.ts');
    const { id, path } = await writeNewIssue(workspace, asOf, options);
    io.out.say(
      `Wrote ${shown(io, path)}. Give ${id} a title that says what goes wrong, then run \`flakebook check\`.`,
    );
    return EXIT.clean;
  });
}
