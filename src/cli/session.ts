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
  const { findings } = result;
  if (findings.length > 0) await warnOf(findings, workspace, io);
  if (!hasErrors(findings)) return result;
  io.stderr.write(`Nothing was written: ${countWords(findings)} in ${workspace.label}.\n`);
  return undefined;
}

/** Findings of a book on standard error, for people. */
export async function warnOf(findings: readonly Finding[], workspace: Workspace, io: Io): Promise<void> {
  const text = await showFindings(
    findings,
    { format: 'pretty', stream: io.stderr, pathOf: pathsOf(workspace) },
    io,
  );
  io.stderr.write(text);
}

/** Paths of a book's files as the reader of an output finds them. */
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

/** Findings as they go to a stream. The printer is loaded when there is something to print. */
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
