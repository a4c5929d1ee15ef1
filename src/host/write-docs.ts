import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docsFile } from '../render/links.ts';
import type { Workspace } from './open-workspace.ts';
import type { StagedFolder } from './output-folder.ts';
import { stageFolder } from './output-folder.ts';
import type { ReadBook } from './read-book.ts';

/** Writes all pages as Markdown into a staged folder; `commit` puts it in its place. */
export function stageDocs(
  workspace: Workspace,
  book: ReadBook,
  target: string,
  label = target,
): StagedFolder & { readonly count: number } {
  const staged = stageFolder(target, workspace.content, label);
  try {
    const made = new Set<string>();
    workspace.cache.transaction(() => {
      for (const plan of book.plans) {
        const path = join(staged.staging, docsFile(plan.entry.route));
        const folder = dirname(path);
        if (!made.has(folder)) mkdirSync(folder, { recursive: true });
        made.add(folder);
        writeFileSync(path, book.markdown(plan));
      }
    });
    return { ...staged, count: book.plans.length };
  } catch (error) {
    staged.discard();
    throw error;
  }
}
