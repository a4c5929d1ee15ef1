import type { Finding } from '../core/finding.ts';
import { Cache } from '../host/cache.ts';
import { isDamage, isDatabaseError, removeDatabase } from '../host/cache-database.ts';
import { type CheckResult, openWorkspace, type Workspace } from '../host/open-workspace.ts';
import type { FindingFormat } from '../print/findings.ts';
import { hasColor } from '../print/terminal.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import { type Io, type Output, pathOf, shown } from './io.ts';

/** Options that every command over a book takes. */
export interface BookOptions {
  readonly content: string;
  /** Read the content of this commit instead of the folder. */
  readonly rev?: string;
  readonly asOf?: string;
}

export const EXIT = { clean: 0, findings: 1, unusable: 2 } as const;

/** Opens a book, does the work, closes the book. If the cache on disk fails meanwhile, does the work again without it. */
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

/** Checks the book as of `--as-of`. */
export async function checkBook(workspace: Workspace, options: BookOptions): Promise<CheckResult> {
  if (options.asOf === undefined) return workspace.check();
  const { parseAsOf } = await import('../host/as-of.ts');
  // Only `today` depends on where the book is.
  const timeZone = options.asOf === 'today' ? await workspace.timeZone() : 'UTC';
  return workspace.check(parseAsOf(options.asOf, timeZone));
}

/** Checks before something is written. Undefined if there is an error: then the findings were shown, and nothing may be written. */
export async function checkFirst(
  workspace: Workspace,
  options: BookOptions,
  io: Io,
): Promise<CheckResult | undefined> {
  const result = await checkBook(workspace, options);
  const { findings } = result;
  if (findings.length > 0) await warnOf(findings, workspace, io);
  if (!hasErrors(findings)) return result;
  io.stderr.write(`Nothing was written: ${countWords(findings)} in ${workspace.label}.\n`);
  return undefined;
}

/** Prints findings of a book to standard error. */
export async function warnOf(findings: readonly Finding[], workspace: Workspace, io: Io): Promise<void> {
  const text = await showFindings(
    findings,
    { format: 'pretty', stream: io.stderr, pathOf: pathsOf(workspace) },
    io,
  );
  io.stderr.write(text);
}

/** Makes a path within the content folder one that a reader of the output can open. */
export function pathsOf({ label }: Workspace): (file: string) => string {
  return (file) => `${label}/${file}`;
}

interface ShownFindings {
  readonly format: FindingFormat;
  /** Where they go. */
  readonly stream: Output;
  pathOf(file: string): string;
  readonly explain?: boolean;
}

/** Findings as text for a stream. Loads the printer only now, because most runs print none. */
export async function showFindings(
  findings: readonly Finding[],
  { format, stream, pathOf, explain }: ShownFindings,
  { env }: Io,
): Promise<string> {
  const [{ printFindings }, { packageVersion }] = await Promise.all([
    import('../print/findings.ts'),
    import('../host/code-version.ts'),
  ]);
  const version = packageVersion();
  return printFindings(format, { findings, pathOf, color: hasColor(stream, env), explain, version });
}
