import { plural } from '../core/text.ts';
import { renumberIssue } from '../host/renumber-issue.ts';
import type { Options } from './commands.ts';
import { type Io, shown } from './io.ts';
import { EXIT, withWorkspace } from './session.ts';

/** `flakebook renumber`: another id for an issue whose id somebody else took as well. */
export function renumber(issue: string, options: Options<'renumber'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    await workspace.check();
    const book = await workspace.book();
    const { id, files } = renumberIssue(workspace.content, book, issue, options.to);
    io.out.say(`${issue} is ${id} now, in ${plural(files.length, 'file')}:`);
    for (const { file, left } of files) {
      const path = shown(io, `${workspace.content}/${file}`);
      const note = left.length === 0 ? '' : ` (left in code or a quotation: line ${left.join(', ')})`;
      io.out.say(`  ${path}${note}`);
    }
    return EXIT.clean;
  });
}
