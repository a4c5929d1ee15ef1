import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UserError } from './user-error.ts';

/**
 * The program and the arguments of the user's editor, as `VISUAL` or `EDITOR` names them: `code --wait`.
 * @throws UserError where neither does.
 */
export function editorOf({
  VISUAL,
  EDITOR,
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = (VISUAL?.trim() || EDITOR?.trim()) ?? '';
  if (named === '')
    throw new UserError('Leave out --edit, or name your editor in VISUAL or EDITOR, such as `nano`.');
  // A path with spaces needs no quotes, as in git.
  if (existsSync(named)) return [named];
  const words = named.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/**
 * Opens a file in an editor, without a shell, and waits until it ends.
 * @throws UserError where it does not start, or ends with another code than 0.
 */
export function openEditor([program = '', ...args]: readonly string[], path: string): void {
  // Ctrl-C is for the editor: whoever waits for it must not end before it does.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  const { error, status, signal } = spawnSync(program, [...args, path], { stdio: 'inherit' });
  process.off('SIGINT', ignore);
  if (error)
    throw new UserError(
      `The record is written. Open it yourself: \`${program}\` did not start (${error.message}).`,
    );
  if (status !== 0)
    throw new UserError(
      `The record is written. Open it again if you need to: \`${program}\` ended with ${signal ?? status}.`,
    );
}
