import type { Finding } from '../core/finding.ts';
import { Cache } from '../host/cache.ts';
import { UnusableCache } from '../host/cache-database.ts';
import { BOOK_FILE, recordText } from '../host/content-files.ts';
import { type CheckResult, openWorkspace, type Workspace } from '../host/open-workspace.ts';
import type { FindingFormat, PrintedFindings } from '../print/findings.ts';
import type { Line } from '../print/lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { RUNS_FOLDER } from '../records/runs/run-lines.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import { type Io, pathOf, shown } from './io.ts';

/** Options that every command over a book takes. */
export interface BookOptions {
  readonly content: string;
  /** Read the content of this commit instead of the folder. */
  readonly rev?: string;
  readonly asOf?: string;
  /** False with `--no-cache`: reads all files, and keeps nothing. */
  readonly cache?: boolean;
}

type Work = (workspace: Workspace) => Promise<number>;

export const EXIT = { clean: 0, findings: 1, unusable: 2 } as const;

/**
 * Opens a book, does the work, closes the book. If the cache proves to be of no use meanwhile, does the work again without
 * what it held. Work that writes into the content reads all it needs before.
 */
export async function withWorkspace(options: BookOptions, io: Io, work: Work): Promise<number> {
  const content = pathOf(io, options.content);
  const label = shown(io, content);
  if (options.rev === undefined) return withFolder(content, label, options, io, work);
  const { layOutContent } = await import('../host/git/content-at-revision.ts');
  const { folder, remove } = layOutContent(content, options.rev, label);
  try {
    return await withFolder(folder, `${label}@${options.rev}`, options, io, work);
  } finally {
    remove();
  }
}

async function withFolder(
  folder: string,
  label: string,
  { cache }: BookOptions,
  io: Io,
  work: Work,
): Promise<number> {
  const inMemory = (why: string) => (content: string) => Cache.inMemory(content, why);
  const onDisk = (why?: string) => (content: string) => Cache.open(content, io.cacheFolder, why);
  const again = [io.out.mark(), io.err.mark()];
  let open = cache === false ? inMemory('--no-cache') : onDisk();
  for (let attempt = 1; ; attempt += 1) {
    const workspace = openWorkspace(folder, open, label);
    try {
      const code = await work(workspace);
      return workspace.hasFailed() ? EXIT.unusable : code;
    } catch (error) {
      if (!(error instanceof UnusableCache) || attempt > 2) throw error;
      for (const repeat of again) repeat();
      // Closed, it removes itself where it is damaged, and can be made anew.
      open = (error.isDamaged && attempt === 1 ? onDisk : inMemory)(error.message);
    } finally {
      workspace.close();
    }
  }
}

/** Checks the book as of `--as-of`. */
export async function checkBook(workspace: Workspace, options: BookOptions): Promise<CheckResult> {
  if (options.asOf === undefined) return workspace.check();
  const { parseAsOf } = await import('../host/as-of.ts');
  // Only `today` depends on where the book is.
  const timeZone = options.asOf === 'today' ? (await workspace.book()).timeZone : 'UTC';
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
  io.err.say(`Nothing was written: ${countWords(findings)} in ${workspace.label}.`);
  return undefined;
}

/**
 * What is derived from a part of a run history would be wrong of the whole. @returns whether a file of it has an error; then
 * that was shown, and the command ends.
 */
export function refuseDamage(result: CheckResult, workspace: Workspace, io: Io): Promise<boolean> {
  const says = `Nothing was derived from ${workspace.label}/${RUNS_FOLDER}: repair the files above, or restore their last state from git.`;
  return refuseErrors(result, (file) => file.startsWith(`${RUNS_FOLDER}/`), says, workspace, io);
}

/** The same for the settings, which say what a new record may be called and hold. */
export function refuseSettings(result: CheckResult, workspace: Workspace, io: Io): Promise<boolean> {
  const says = `Nothing was written: correct ${workspace.label}/${BOOK_FILE} first.`;
  return refuseErrors(result, (file) => file === BOOK_FILE, says, workspace, io);
}

async function refuseErrors(
  { findings }: CheckResult,
  isNeeded: (file: string) => boolean,
  says: string,
  workspace: Workspace,
  io: Io,
): Promise<boolean> {
  const errors = findings.filter((found) => isNeeded(found.file) && hasErrors([found]));
  if (errors.length === 0) return false;
  await warnOf(errors, workspace, io);
  io.err.say(says);
  return true;
}

/** More would hide what a command says that is not about findings. */
const MOST_WARNED_OF = 20;

/** Shows findings of a book on standard error: with their lines where they keep the command from going on. */
export function warnOf(findings: readonly Finding[], workspace: Workspace, { err }: Io): Promise<void> {
  const { pathOf, textOf } = filesOf(workspace);
  const shown = { findings, pathOf, textOf: hasErrors(findings) ? textOf : undefined, most: MOST_WARNED_OF };
  return showFindings('pretty', shown, err);
}

/** Files of the content folder as a reader of the output can open them, with their texts. */
export function filesOf({ label, content }: Workspace): Pick<PrintedFindings, 'pathOf' | 'textOf'> {
  return { pathOf: (file) => `${label}/${file}`, textOf: (file) => recordText(content, file) };
}

/** Shows findings. Loads the printer only now, because most runs have none. */
export async function showFindings(
  format: FindingFormat,
  printed: PrintedFindings,
  terminal: Terminal,
): Promise<void> {
  const [{ printFindings }, { packageVersion }] = await Promise.all([
    import('../print/findings.ts'),
    import('../host/code-version.ts'),
  ]);
  printFindings(terminal, format, printed, packageVersion());
}

/** A result that is more than its findings. */
export interface Result {
  lines(): readonly Line[];
  data(): unknown;
}

/** Shows a result in the format that was asked for: the findings in it where tools read them. */
export async function showResult(
  format: FindingFormat,
  { lines, data }: Result,
  findings: PrintedFindings,
  { out }: Io,
): Promise<void> {
  if (format === 'pretty') out.lines(lines());
  else if (format === 'json') out.data(data());
  else await showFindings(format, findings, out);
}
