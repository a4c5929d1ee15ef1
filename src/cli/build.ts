import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UNDATED } from '../core/calendar.ts';
import { plural } from '../core/text.ts';
import type { Edition } from '../host/mend-output.ts';
import type { CheckResult, Workspace } from '../host/open-workspace.ts';
import type { StagedEdition } from '../host/output-folder.ts';
import type { Manifest } from '../host/outputs.ts';
import { astroVersion } from '../host/run-astro.ts';
import { UserError } from '../host/user-error.ts';
import { siteBase } from '../render/links.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { withOutput } from './output.ts';
import { checkFirst, EXIT, withWorkspace } from './session.ts';

type BuildOptions = Options<'build'>;

/** An edition of the book: what to write into its folder, and what to say about it. */
interface Target {
  readonly edition: Edition;
  /** As the user would type it. */
  readonly label: string;
  /** Everything besides the records that decides what is written. */
  readonly settings: unknown;
  /** The page that every book has. */
  readonly home: string;
  write(staged: StagedEdition, last: Manifest | undefined): Promise<void>;
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
    const notes = await writeAll(targets, workspace, result, options, io);
    const files = plural(result.fileCount, 'file');
    io.out.say(`${workspace.label}: ${files}, ${describeDate(result.asOf, options.asOf)}.`, ...notes);
    return EXIT.clean;
  });
}

function describeDate(asOf: string, asked: string | undefined): string {
  if (asked !== undefined) return `as of ${asOf}`;
  return asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}, the newest date of the records`;
}

/**
 * Writes the editions whose records, settings or files changed.
 * @returns what to say about each edition.
 */
async function writeAll(
  all: readonly Target[],
  workspace: Workspace,
  { asOf }: CheckResult,
  { out }: BuildOptions,
  io: Io,
): Promise<string[]> {
  const [{ isAsWritten, keepManifest, readManifest }, { digestData }, { realPlace }] = await Promise.all([
    import('../host/outputs.ts'),
    import('../host/digest.ts'),
    import('../host/write-file.ts'),
  ]);
  const { cache } = workspace;
  const targets = all.map((target) => ({
    ...target,
    path: realPlace(join(pathOf(io, out), target.edition)),
    madeFrom: digestData([workspace.state(), asOf, target.settings]),
  }));
  const written = new Map<Edition, Manifest['files']>();
  const findOld = () =>
    targets.filter(({ edition, path, madeFrom }) => {
      const last = readManifest(cache, path);
      if (last?.madeFrom !== madeFrom || !isAsWritten(path, last)) return true;
      written.set(edition, last.files);
      return false;
    });
  if (findOld().length > 0) {
    await withOutput(out, workspace, io, async (output) => {
      // Somebody else may have written them while this command waited.
      const old = findOld();
      for (const { edition, path, home, label, write } of old) {
        const staged = output.stage(edition);
        await write(staged, readManifest(cache, path));
        if (!staged.kept.has(home) && !existsSync(join(staged.fresh, home)))
          throw new UserError(`No page was made; ${label} was not changed. This is our mistake.`);
      }
      const files = output.commit();
      for (const { edition, path, madeFrom } of old) {
        const manifest = { madeFrom, files: files.get(edition) ?? new Map() };
        keepManifest(cache, path, manifest);
        written.set(edition, manifest.files);
      }
    });
  }
  return targets.map(({ edition, describe }) => describe([...(written.get(edition)?.keys() ?? [])]));
}

function docsTarget(workspace: Workspace, { asOf }: CheckResult, { out }: BuildOptions, io: Io): Target {
  const label = shown(io, join(out, 'docs'));
  return {
    edition: 'docs',
    label,
    settings: 'docs',
    home: 'README.md',
    async write(staged, last) {
      const [book, { writeDocs }] = await Promise.all([
        workspace.open(asOf),
        import('../host/write-docs.ts'),
      ]);
      writeDocs(book, staged, last);
      book.save();
    },
    describe: (files) =>
      `${label}: ${files.filter((file) => file.endsWith('.md')).length} Markdown pages; begin at ${join(label, 'README.md')}.`,
  };
}

function siteTarget(
  workspace: Workspace,
  { asOf }: CheckResult,
  { out, base, origin, commit, cache }: BuildOptions,
  io: Io,
): Target {
  const label = shown(io, join(out, 'site'));
  if (commit !== undefined && !/^[0-9a-f]{7,64}$/.test(commit))
    throw new UserError(
      `--commit ${JSON.stringify(commit)} is no id of a commit: write 7 to 64 of 0-9 and a-f.`,
    );
  const address = { base: siteBase(base), origin, commit, isWhole: true };
  const preview = [
    'flakebook preview',
    ...(out === 'dist' ? [] : ['--out', out]),
    ...(base === undefined || base === '/' ? [] : ['--base', base]),
  ].join(' ');
  return {
    edition: 'site',
    label,
    settings: ['site', address, astroVersion()],
    home: 'index.html',
    async write(staged, last) {
      const asked = {
        content: workspace.content,
        base: address.base,
        workFolder: staged.work,
        userCache: io.cacheFolder,
        noCache: cache === false,
      };
      const { openShells } = await import('../site/shells.ts');
      const shells = await openShells(workspace.cache, asked, io.env, label);
      const [book, { writeSite }] = await Promise.all([
        workspace.open(asOf),
        import('../site/write-site.ts'),
      ]);
      await writeSite(book, workspace, { shells, address }, staged, last);
    },
    describe: (files) =>
      `${label}: a site of ${files.filter((file) => file.endsWith('.html')).length} pages; look at it with \`${preview}\`.`,
  };
}
