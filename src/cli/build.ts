import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../host/failure.ts';
import type { Workspace } from '../host/open-workspace.ts';
import type { StagedFolder } from '../host/output-folder.ts';
import type { ReadBook } from '../host/read-book.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkFirst, EXIT, withWorkspace } from './session.ts';

export interface BuildOptions extends BookOptions {
  readonly docs?: boolean;
  readonly site?: boolean;
  readonly out: string;
  readonly base?: string;
  readonly origin?: string;
}

/** `flakebook build`: checks the book, then writes docs and site; both are put in place when both are whole. */
export function build(options: BuildOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const { readBook } = await import('../host/read-book.ts');
    const book = await readBook(workspace, result.asOf);
    const both = !options.docs && !options.site;
    const staged: (StagedFolder & { readonly note: string })[] = [];
    try {
      if (both || options.docs) staged.push(await stageDocs(workspace, book, join(options.out, 'docs'), io));
      if (both || options.site) staged.push(await stageSite(workspace, options, result.asOf, io));
    } catch (error) {
      for (const folder of staged) folder.discard();
      throw error;
    }
    commitAll(staged);
    const source = options.asOf === undefined ? 'the newest entry of the content' : 'as asked';
    io.stdout.write(`${workspace.label}: ${result.fileCount} files, as of ${result.asOf} (${source}).\n`);
    for (const { note } of staged) io.stdout.write(`${note}\n`);
    return EXIT.clean;
  });
}

/** Puts all in place; when one cannot be, those after it are left as they were. */
function commitAll(staged: readonly StagedFolder[]): void {
  for (const [i, folder] of staged.entries()) {
    try {
      folder.commit();
    } catch (error) {
      for (const left of staged.slice(i)) left.discard();
      throw error;
    }
  }
}

async function stageDocs(workspace: Workspace, book: ReadBook, target: string, io: Io) {
  const { stageDocs: stage } = await import('../host/write-docs.ts');
  const { count, ...staged } = stage(workspace, book, pathOf(io, target), target);
  return {
    ...staged,
    note: `${shown(io, target)}: ${count} Markdown pages; begin at ${shown(io, join(target, 'README.md'))}.`,
  };
}

async function stageSite(workspace: Workspace, options: BuildOptions, asOf: string, io: Io) {
  const [{ stageFolder }, { runAstro }] = await Promise.all([
    import('../host/output-folder.ts'),
    import('../host/run-astro.ts'),
  ]);
  const target = join(options.out, 'site');
  const staged = stageFolder(pathOf(io, target), workspace.content, target);
  const { code, log, stopped } = await runAstro(
    'build',
    {
      content: workspace.content,
      asOf,
      outFolder: staged.staging,
      base: options.base,
      origin: options.origin,
    },
    io.env,
  ).catch((error: unknown) => {
    staged.discard();
    throw error;
  });
  if (code !== 0 || stopped) {
    staged.discard();
    if (stopped) throw new Failure(`Stopped by ${stopped}, and ${shown(io, target)} is as it was.`);
    throw new Failure(
      `The site could not be built, and ${shown(io, target)} is as it was:\n${log.trimEnd()}`,
    );
  }
  return {
    ...staged,
    note: `${shown(io, target)}: a site of ${countPages(staged.staging)} pages; look at it with \`npm run preview\`.`,
  };
}

function countPages(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    .length;
}
