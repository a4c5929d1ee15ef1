import { join } from 'node:path';
import type { Knowledge } from '../asof/snapshot.ts';
import type { Workspace } from '../host/open-workspace.ts';
import { UserError } from '../host/user-error.ts';
import type { ReadSeal } from '../pages/report/seal.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, readText, shown, usualOut } from './io.ts';
import { withOutput } from './output.ts';
import { checkFirst, EXIT, withWorkspace } from './session.ts';

type ReportOptions = Options<'report'>;

/** `flakebook report`: the dated summary of one suite, or whether a written one still agrees with the records. */
export async function report(options: ReportOptions, io: Io): Promise<number> {
  if (options.check !== undefined) return checkReport(options, options.check, io);
  const known = await knowledgeOf(options, io);
  return withWorkspace({ ...options, rev: options.rev ?? known?.commit }, io, async (workspace) => {
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const since = await sinceOf(options, workspace);
    const output = usualOut(io, workspace.content);
    const { docs, digest } = await docsIn(options.out === undefined ? pathOf(io, output) : undefined);
    const { file, page, standalone } = await workspace.remember(
      'report',
      [result.asOf, options.suite, options.detail, since, known, digest],
      async () => {
        const { makeReport } = await import('../host/make-report.ts');
        const isThere = (name: string) => docs.has(name);
        return makeReport(workspace, result.asOf, options.suite, options.detail, since, known, isThere);
      },
    );
    if (options.out === '-') {
      io.out.document(standalone);
      return EXIT.clean;
    }
    const path = options.out ?? join(output, 'docs', file);
    const { refuseContent, writeWhole } = await import('../host/write-file.ts');
    refuseContent(pathOf(io, path), workspace.content, path);
    const write = (text: string) => writeWhole(pathOf(io, path), text, { label: path });
    if (options.out !== undefined) write(standalone);
    else
      await withOutput(output, workspace, io, (folder) => {
        folder.own('docs');
        write(page);
      });
    io.out.say(shown(io, path));
    return EXIT.clean;
  });
}

/** The pages that a report among them can link to; none for one that stands alone. */
async function docsIn(output: string | undefined) {
  const [{ listFiles }, { digestText }] = await Promise.all([
    import('../host/outputs.ts'),
    import('../host/digest.ts'),
  ]);
  const docs = new Set(output === undefined ? [] : listFiles(join(output, 'docs')));
  return { docs, digest: digestText([...docs].sort().join('\n')) };
}

async function knowledgeOf({ knownAt, content }: ReportOptions, io: Io): Promise<Knowledge | undefined> {
  if (knownAt === undefined) return undefined;
  const { knowledgeAt } = await import('../host/git/knowledge.ts');
  return knowledgeAt(pathOf(io, content), knownAt);
}

async function sinceOf({ since }: ReportOptions, workspace: Workspace): Promise<string | undefined> {
  if (since === undefined) return undefined;
  const { parseAsOf } = await import('../host/as-of.ts');
  return parseAsOf(since, (await workspace.book()).timeZone);
}

/** Makes the report again from its seal: it has equal bytes, or the seal tells which records changed. */
async function checkReport(options: ReportOptions, file: string, io: Io): Promise<number> {
  const written = await readText(io, file);
  const { readSeal } = await import('../pages/report/seal.ts');
  const seal = readSeal(written);
  if (!seal)
    throw new UserError(`${file} is not a report that Flakebook wrote: the seal at its end is missing.`);
  const rev = options.rev ?? seal.known?.commit;
  return withWorkspace({ ...options, rev }, io, (workspace) =>
    compareReport(workspace, { ...options, asOf: seal.asOf }, { file, written, seal }, io),
  );
}

async function compareReport(
  workspace: Workspace,
  options: ReportOptions,
  { file, written, seal }: { readonly file: string; readonly written: string; readonly seal: ReadSeal },
  io: Io,
): Promise<number> {
  const result = await checkFirst(workspace, options, io);
  if (!result) return EXIT.findings;
  const { checkWrittenReport } = await import('../host/make-report.ts');
  const { stands, moved } = await checkWrittenReport(workspace, written, seal);
  if (stands) {
    io.out.say(`${file} agrees with the records as of ${seal.asOf}.`);
    return EXIT.clean;
  }
  const why =
    moved.length === 0
      ? 'none of the records that its seal names changed, so it was edited by hand, another version of Flakebook made it, or a record of another suite changed'
      : `these records changed as of its date, or another version of Flakebook made it: ${moved.join(', ')}`;
  io.out.say(`${file} does not agree with the records as of ${seal.asOf}: ${why}.`);
  return EXIT.findings;
}
