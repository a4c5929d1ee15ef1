import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../host/mend-output.ts';
import { type CheckResult, UNDATED, type Workspace } from '../host/open-workspace.ts';
import type { Output, StagedPart } from '../host/output-folder.ts';
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

/** A part of the output: what to write into it, and what to say about it. */
interface Target {
  readonly part: Part;
  /** As the user would type it. */
  readonly label: string;
  /** Everything besides the records that decides what is written. */
  readonly settings: unknown;
  /** The page that every one of them has. */
  readonly home: string;
  /** @returns by file, the digest of what it was made from, where that is known. */
  write(staged: StagedPart, last: Manifest | undefined): Promise<ReadonlyMap<string, string>>;
  describe(files: readonly string[]): string;
}

/** `flakebook build`: checks the book, then writes docs and site; puts both in place when both are complete. */
export function build(options: BuildOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const both = !options.docs && !options.site;
    const targets = [
      ...(both || options.docs ? [docsTarget(workspace, result, options, io)] : []),
      ...(both || options.site ? [siteTarget(workspace, result, options, io)] : []),
    ];
    const written = await writeAll(targets, workspace, result, options, io);
    const files = `${result.fileCount} file${result.fileCount === 1 ? '' : 's'}`;
    io.out.say(
      `${workspace.label}: ${files}, ${describeDate(result.asOf, options.asOf)}.`,
      ...targets.map((target, i) => target.describe(written[i] ?? [])),
    );
    return EXIT.clean;
  });
}

function describeDate(asOf: string, asked: string | undefined): string {
  if (asked !== undefined) return `as of ${asOf}`;
  return asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}, the newest dated entry`;
}

/**
 * Writes the parts whose records, settings or files changed.
 * @returns the files of each part.
 */
async function writeAll(
  targets: readonly Target[],
  workspace: Workspace,
  { asOf }: CheckResult,
  { out }: BuildOptions,
  io: Io,
): Promise<string[][]> {
  const [{ keepManifest, readManifest, ...outputs }, { digestData }, { realPlace, cannotWrite }] =
    await Promise.all([
      import('../host/outputs.ts'),
      import('../host/digest.ts'),
      import('../host/write-file.ts'),
    ]);
  const { cache, content } = workspace;
  const folder = pathOf(io, out);
  const parts = targets.map((target) => {
    const path = realPlace(join(folder, target.part));
    const madeFrom = digestData([workspace.state(), asOf, target.settings]);
    const isCurrent = () => {
      const last = readManifest(cache, path);
      return last?.madeFrom === madeFrom && outputs.isAsWritten(path, last);
    };
    return { ...target, path, madeFrom, isCurrent };
  });
  const write = async (output: Output) => {
    const staged = [];
    // Somebody else may have written them while this command waited.
    for (const part of parts.filter(({ isCurrent }) => !isCurrent())) {
      const stage = output.stage(part.part);
      const digests = await part.write(stage, readManifest(cache, part.path));
      if (!stage.kept.has(part.home) && !existsSync(join(stage.fresh, part.home)))
        throw new UserError(`No page was written; ${part.label} was not changed. This is our mistake.`);
      staged.push({ ...part, kept: stage.kept, digests });
    }
    output.commit();
    for (const { path, madeFrom, kept, digests } of staged)
      keepManifest(cache, path, { madeFrom, files: outputs.inspectFiles(path, kept, digests) });
  };
  if (!parts.every(({ isCurrent }) => isCurrent())) {
    const { Output } = await import('../host/output-folder.ts');
    const label = shown(io, folder);
    const onWait = () => io.err.say(`Waiting for another command that is at work in ${label}.`);
    const output = await Output.open(folder, { content, label, onWait });
    try {
      await write(output);
    } catch (error) {
      throw cannotWrite(label, error);
    } finally {
      output.close();
    }
  }
  return parts.map(({ path }) => outputs.listFiles(path));
}

function docsTarget(workspace: Workspace, { asOf }: CheckResult, { out }: BuildOptions, io: Io): Target {
  const label = shown(io, join(out, 'docs'));
  return {
    part: 'docs',
    label,
    settings: 'docs',
    home: 'README.md',
    async write(staged, last) {
      const [book, { writeDocs }] = await Promise.all([
        workspace.open(asOf),
        import('../host/write-docs.ts'),
      ]);
      const digests = writeDocs(book, staged, last);
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
  { out, base, origin, cache }: BuildOptions,
  io: Io,
): Target {
  const label = shown(io, join(out, 'site'));
  const preview = [
    'flakebook preview',
    ...(out === 'dist' ? [] : ['--out', out]),
    ...(base === undefined || base === '/' ? [] : ['--base', base]),
  ].join(' ');
  return {
    part: 'site',
    label,
    settings: ['site', base, origin],
    home: 'index.html',
    async write({ fresh, work }) {
      const { runAstro, worldlyReason } = await import('../host/run-astro.ts');
      const settings = {
        content: workspace.content,
        asOf,
        outFolder: fresh,
        workFolder: work,
        base,
        origin,
        userCache: io.cacheFolder,
        noCache: cache === false,
      };
      const { code, log, stopped } = await runAstro('build', settings, io.env);
      if (stopped) throw new UserError(`Stopped by ${stopped}; ${label} was not changed.`);
      const reason = code === 0 ? undefined : worldlyReason(log);
      if (reason !== undefined)
        throw new UserError(`Could not build the site: ${reason}. ${label} was not changed.`);
      if (code !== 0)
        throw new UserError(`Could not build the site; ${label} was not changed:`, `${log.trimEnd()}\n`);
      return new Map();
    },
    describe: (files) =>
      `${label}: a site of ${files.filter((file) => file.endsWith('.html')).length} pages; look at it with \`${preview}\`.`,
  };
}
