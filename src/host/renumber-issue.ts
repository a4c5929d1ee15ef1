import { isUtf8 } from 'node:buffer';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Book } from '../records/book/book.ts';
import { checkFile } from '../records/check/check-file.ts';
import { hasPrefix } from '../records/check/issue-ids.ts';
import { type Renumbered, renumber } from '../records/check/renumber.ts';
import { firstError } from '../rules/rules.ts';
import { listContent, readContent } from './content-files.ts';
import { nextId, refuseUsedId, usedIds } from './scaffold-issue.ts';
import { UserError } from './user-error.ts';
import { refuseLink, writeWhole } from './write-file.ts';

/** A record that was changed, and what of it was not. */
export interface RenumberedFile extends Pick<Renumbered, 'left'> {
  readonly file: string;
}

/**
 * Gives an issue another id, in its file name and wherever the book names it: in all files, or in none.
 * @param to unless given, the next one that no branch has.
 * @throws UserError where there is no such issue, the new id was ever used, or a file can only be changed by a person.
 */
export function renumberIssue(
  content: string,
  book: Book,
  from: string,
  to: string | undefined,
): { readonly id: string; readonly files: readonly RenumberedFile[] } {
  const own = `issues/${from}.md`;
  if (!/^[A-Za-z0-9-]+$/.test(from) || !existsSync(join(content, own)))
    throw new UserError(`There is no issue ${from}: name a file of \`issues\`.`);
  const used = usedIds(content, book);
  const id = to ?? nextId(prefixOf(book, from), used, `${from}\nrenumbered`);
  refuseUsedId(id, used, book, '--to');
  const edits = listContent(content)
    .files.filter(({ isShipped }) => !isShipped)
    .flatMap(({ file }) => {
      const before = textAsItIs(content, file);
      if (file !== own && !before.includes(from)) return [];
      const edit = renumber(file, before, from, id, book);
      if (!edit)
        throw new UserError(
          `Nothing was changed: write ${id} in place of ${from} in ${file} by hand, then run this again.`,
        );
      return [{ file, target: file === own ? `issues/${id}.md` : file, before, ...edit }];
    });
  for (const { file, target, text } of edits) refuseNewError(file, target, text, book);
  const undo: (() => void)[] = [];
  try {
    for (const { file, target, before, text } of edits) {
      if (file === target && text === before) continue;
      const path = join(content, target);
      refuseLink(dirname(path));
      undo.push(() => (file === target ? writeWhole(path, before) : rmSync(path, { force: true })));
      writeWhole(path, text, { label: target, may: () => file === target || !existsSync(path) });
    }
    rmSync(join(content, own));
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
  return {
    id,
    files: edits
      .filter(({ file, target, before, text, left }) => file !== target || text !== before || left.length > 0)
      .map(({ target, left }) => ({ file: target, left })),
  };
}

/** @throws UserError for a file that is not UTF-8 or cannot be read: written anew, it would say something else. */
function textAsItIs(content: string, file: string): string {
  const bytes = readContent(content, file);
  if (bytes instanceof Uint8Array && isUtf8(bytes))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  throw new UserError(`Nothing was changed: mend ${file} first, about which \`flakebook check\` says more.`);
}

function prefixOf({ prefixes }: Book, issue: string): Book['prefixes'][number] {
  const own = prefixes.find((known) => hasPrefix(issue, known));
  if (own) return own;
  throw new UserError(
    `Give the new id with --to: ${issue} begins with none of the \`prefixes\` of book.yaml.`,
  );
}

/** A record that had an error before may keep it, but for one of its id. */
function refuseNewError(file: string, target: string, text: string, book: Book): void {
  if (file === target) return;
  const { findings } = checkFile(target, new TextEncoder().encode(text), book);
  const error = firstError(findings);
  if (error !== undefined)
    throw new UserError(`Nothing was changed, because ${target} would have an error: ${error}.`);
}
