import { UserError } from '../host/user-error.ts';
import type { Book } from '../records/book/book.ts';
import { KEY_ID } from '../records/fields/fields.ts';
import { writeScalar } from '../text/write.ts';
import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { EXIT, refuseSettings, withWorkspace } from './session.ts';
import { tellWritten, wantedEditor } from './tell-written.ts';

/** `flakebook new suite ID` and `new pattern ID`: a record that is sound as it is, to be filled in. */
export function newRecord(
  kind: 'suite' | 'pattern',
  id: string,
  options: Options<'new pattern'>,
  io: Io,
): Promise<number> {
  if (!KEY_ID.test(id))
    throw new UserError(
      `\`${id}\` is no id of a ${kind}: write lower-case words joined by hyphens, such as \`fixed-sleep\`.`,
    );
  const editor = wantedEditor(options.edit, io);
  return withWorkspace(options, io, async (workspace) => {
    if (await refuseSettings(await workspace.check(), workspace, io)) return EXIT.findings;
    const { writeNewRecord } = await import('../host/scaffold-issue.ts');
    const book = JSON.parse(workspace.cache.head().book) as Book;
    const { title = nameOf(id), summary = `What happens in ${nameOf(id)}.` } = options;
    const fields = kind === 'suite' ? { title } : { title, summary };
    const lines = Object.entries(fields).map(([key, text]) => `${key}: ${writeScalar(text)}\n`);
    const text = `---\n${lines.join('')}---\n`;
    const path = writeNewRecord(workspace.content, `${kind}s/${id}.md`, text, book);
    const next =
      kind === 'suite'
        ? 'Add its `size` with a date and the `command` that runs it'
        : 'Say in its `summary` what happens, then add its `signals` and `cures`';
    return tellWritten(path, next, editor, io);
  });
}

/** `fixed-sleep` as a name: `Fixed sleep`. */
function nameOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
