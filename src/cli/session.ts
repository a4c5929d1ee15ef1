import { Cache } from '../host/cache.ts';
import { isDamage, isDatabaseError, removeDatabase } from '../host/cache-database.ts';
import { type CheckResult, openWorkspace, type Workspace } from '../host/open-workspace.ts';
import { countWords, type Format, hasErrors, type Presented } from '../print/present.ts';
import { hasColor, type Io, type Output, pathOf, shown } from './io.ts';

/** Options that every command over a book takes. */
export interface BookOptions {
  readonly content: string;
  /** A commit to read the content from, in place of the folder as it is. */
  readonly rev?: string;
  readonly asOf?: string;
}

export const EXIT = { clean: 0, findings: 1, unusable: 2 } as const;

/** Opens a book, works on it, closes it. Where the cache on disk fails on the way, the work is done again without it. */
export async function withWorkspace(
  options: BookOptions,
  io: Io,
  work: (workspace: Workspace) => Promise<number>,
): Promise<number> {
  const content = pathOf(io, options.content);
  const label = shown(io, content);
  if (options.rev === undefined) return withFolder(content, label, work);
  const { layOutContent } = await import('../host/git/content-at-revision.ts');
  const { folder, remove } = layOutContent(content, options.rev, label);
  try {
    return await withFolder(folder, `${label}@${options.rev}`, work);
  } finally {
    remove();
  }
}

async function withFolder(
  folder: string,
  label: string,
  work: (workspace: Workspace) => Promise<number>,
): Promise<number> {
  try {
    return await workAndClose(openWorkspace(folder, Cache.open, label), work);
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    const workspace = openWorkspace(folder, Cache.inMemory, label);
    if (isDamage(error)) removeDatabase(workspace.content);
    return workAndClose(workspace, work);
  }
}

async function workAndClose(
  workspace: Workspace,
  work: (workspace: Workspace) => Promise<number>,
): Promise<number> {
  try {
    return await work(workspace);
  } finally {
    workspace.close();
  }
}

/** Checks the book as of the date that was asked for. */
export async function checkBook(workspace: Workspace, options: BookOptions): Promise<CheckResult> {
  if (options.asOf === undefined) return workspace.check();
  const { parseAsOf } = await import('../host/as-of.ts');
  // Only `today` depends on where the book is.
  const timeZone = options.asOf === 'today' ? await workspace.timeZone() : 'UTC';
  return workspace.check(parseAsOf(options.asOf, timeZone));
}

/** Checks before something is written: with an error the findings are shown and nothing is written. */
export async function checkFirst(
  workspace: Workspace,
  options: BookOptions,
  io: Io,
): Promise<CheckResult | undefined> {
  const result = await checkBook(workspace, options);
  if (result.diagnostics.length > 0)
    io.stderr.write(await present('pretty', presented(workspace, result, io, io.stderr)));
  if (!hasErrors(result.diagnostics)) return result;
  io.stderr.write(`Nothing was written: ${countWords(result.diagnostics)} in ${workspace.label}.\n`);
  return undefined;
}

export function presented(
  workspace: Workspace,
  { diagnostics }: CheckResult,
  io: Io,
  stream: Output = io.stdout,
): Presented {
  return { diagnostics, pathOf: (file) => `${workspace.label}/${file}`, color: hasColor(io, stream) };
}

/** Each reporter is loaded when it is asked for. */
export async function present(format: Format, findings: Presented): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../print/json.ts')).presentJson(findings);
    case 'github':
      return (await import('../print/github.ts')).presentGithub(findings);
    case 'sarif': {
      const [{ presentSarif }, { ALL_RULES }, { packageVersion }] = await Promise.all([
        import('../print/sarif.ts'),
        import('../print/rules.ts'),
        import('../host/code-version.ts'),
      ]);
      return presentSarif(findings, ALL_RULES, packageVersion());
    }
    case 'pretty':
      return (await import('../print/pretty.ts')).presentPretty(findings);
  }
}
