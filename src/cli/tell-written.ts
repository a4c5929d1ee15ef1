import { editorOf, openEditor } from '../host/editor.ts';
import { UserError } from '../host/user-error.ts';
import { isTerminal } from './ask.ts';
import { type Io, shown } from './io.ts';
import { EXIT } from './session.ts';

/** The editor that `--edit` asks for. Called before anything is written. @throws UserError where there can be none. */
export function wantedEditor(edit: boolean | undefined, io: Io): readonly string[] | undefined {
  if (!edit) return undefined;
  if (!isTerminal(io)) throw new UserError('Leave out --edit: an editor needs a terminal, and here is none.');
  return editorOf(io.env);
}

/** Says what was written and what comes next, and opens it. */
export function tellWritten(
  path: string,
  next: string,
  editor: readonly string[] | undefined,
  io: Io,
): number {
  io.out.say(`Wrote ${shown(io, path)}. ${next}, then run \`flakebook check\`.`);
  if (editor) openEditor(editor, path);
  return EXIT.clean;
}
