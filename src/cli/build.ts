import { join } from 'node:path';
import { type CheckResult, UNDATED, type Workspace } from '../host/open-workspace.ts';
import type { StagedFolder } from '../host/output-folder.ts';
import type { Manifest } from '../host/outputs.ts';
import { UserError } from '../host/user-error.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkFirst, EXIT, withWorkspace } from './session.ts';

export interface BuildOptions extends BookOptions {
  readonly docs?: boolean;
  readonly site?: boolean;
  readonly out: string;
  readonly base?: string;
  readonly origin?: string;
}

/** An output folder to make: what to write into it, and what to say about it. */
interface Target {
  /** As the user would type it. */
  readonly label: string;
  /** Everything besides the records that decides what is written. */
  readonly settings: unknown;
  write(staged: StagedFolder, last: Manifest | undefined): Promise<ReadonlyMap<string, string> | undefined>;
  describe(files: readonly string[]): string;
}

/** An output that is up to date already, or that is staged and waits to be put in place. */
interface Made {
  readonly note: string;
  readonly staged?: StagedFolder;
  keep?(): void;
}

/** `flakebook build`: checks the book, then writes docs and site; puts both in place when both are complete. */
export function build(options: BuildOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const both = !options.docs && !options.site;
    const made: Made[] = [];
    try {
      if (both || options.docs)
        made.push(await make(workspace, result, docsTarget(workspace, result, options, io), io));
      if (both || options.site)
        made.push(await make(workspace, result, siteTarget(workspace, result, options, io), io));
    } catch (error) {
      for (const { staged } of made) staged?.discard();
      throw error;
    }
    commitAll(made);
    const files = `${result.fileCount} file${result.fileCount === 1 ? '' : 's'}`;
    io.out.say(
      `${workspace.label}: ${files}, ${describeDate(result.asOf, options.asOf)}.`,
      ...made.map(({ note }) => note),
    );
    return EXIT.clean;
  });
}

function describeDate(asOf: string, asked: string | undefined): string {
  if (asked !== undefined) return `as of ${asOf}`;
  return asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}, the newest dated entry`;
}

/** Puts all outputs in place. If one fails, it and those after it stay as they were. */
function commitAll(made: readonly Made[]): void {
  for (const [i, one] of made.entries()) {
    try {
      one.staged?.commit();
      one.keep?.();
    } catch (error) {
      for (const left of made.slice(i)) left.staged?.discard();
      throw error;
    }
  }
}

/** Stages an output, unless its records, its settings and its files are unchanged. */
async function make(workspace: Workspace, { asOf }: CheckResult, target: Target, io: Io): Promise<Made> {
  const [{ mend, realPlace, stageFolder }, outputs, { digestData }] = await Promise.all([
    import('../host/output-folder.ts'),
    import('../host/outputs.ts'),
    import('../host/digest.ts'),
  ]);
  const { cache } = workspace;
  const path = realPlace(pathOf(io, target.label));
  const madeFrom = digestData([workspace.state(), asOf, target.settings]);
  const last = outputs.readManifest(cache, path);
  if (last?.madeFrom === madeFrom && outputs.isAsWritten(path, last)) {
    mend(path);
    return { note: target.describe([...last.files.keys()]) };
  }
  const staged = stageFolder(pathOf(io, target.label), workspace.content, target.label);
  try {
    const digests = await target.write(staged, last);
    return {
      staged,
      note: target.describe(outputs.listFiles(staged.staging)),
      keep: () => outputs.keepManifest(cache, path, { madeFrom, files: outputs.inspectFiles(path, digests) }),
    };
  } catch (error) {
    staged.discard();
    throw error;
  }
}

function docsTarget(workspace: Workspace, { asOf }: CheckResult, { out }: BuildOptions, io: Io): Target {
  const label = shown(io, join(out, 'docs'));
  return {
    label,
    settings: 'docs',
    async write(staged, manifest) {
      const [book, { writeDocs }] = await Promise.all([
        workspace.open(asOf),
        import('../host/write-docs.ts'),
      ]);
      const digests = writeDocs(book, staged.staging, { path: staged.path, manifest });
      book.forgetOldPages();
      book.save();
      return digests;
    },
    describe: (files) =>
      `${label}: ${files.filter((file) => file.endsWith('.md')).length} Markdown pages; begin at ${join(label, 'README.md')}.`,
  };
}

function siteTarget(
  workspace: Workspace,
  { asOf }: CheckResult,
  { out, base, origin }: BuildOptions,
  io: Io,
): Target {
  const label = shown(io, join(out, 'site'));
  const preview = [
    'flakebook preview',
    ...(out === 'dist' ? [] : ['--out', out]),
    ...(base === undefined || base === '/' ? [] : ['--base', base]),
  ].join(' ');
  return {
    label,
    settings: ['site', base, origin],
    async write({ staging }) {
      const { runAstro } = await import('../host/run-astro.ts');
      const settings = { content: workspace.content, asOf, outFolder: staging, base, origin };
      const { code, log, stopped } = await runAstro('build', settings, io.env);
      if (stopped) throw new UserError(`Stopped by ${stopped}; ${label} was not changed.`);
      if (code !== 0)
        throw new UserError(`Could not build the site; ${label} was not changed:`, `${log.trimEnd()}\n`);
      return undefined;
    },
    describe: (files) =>
      `${label}: a site of ${files.filter((file) => file.endsWith('.html')).length} pages; look at it with \`${preview}\`.`,
  };
}
