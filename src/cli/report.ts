import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../host/content-files.ts';
import { Failure } from '../host/failure.ts';
import type { Workspace } from '../host/open-workspace.ts';
import { digestData } from '../host/read-book.ts';
import { movedRecords, readSeal } from '../pages/report/seal.ts';
import { makeStandalone } from '../pages/standalone.ts';
import { docsFile, docsLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkFirst, EXIT, withWorkspace } from './session.ts';

export interface ReportOptions extends BookOptions {
  readonly suite?: string;
  /** A file, or `-` for standard output. */
  readonly out?: string;
  /** The date of the report before this one, when the book does not name it. */
  readonly since?: string;
  /** A written report to hold against the records, in place of writing one. */
  readonly check?: string;
}

/** `flakebook report`: the dated summary of one suite, or whether a written one still stands. */
export function report(options: ReportOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    if (options.check !== undefined) return checkReport(workspace, options, options.check, io);
    const result = await checkFirst(workspace, options, io);
    if (!result) return EXIT.findings;
    const { readReport } = await import('../host/read-book.ts');
    const { book, plan } = await readReport(
      workspace,
      result.asOf,
      options.suite,
      await sinceOf(options, workspace),
    );
    if (options.out === undefined) {
      const path = join('dist', 'docs', docsFile(plan.entry.route));
      const { markOutput } = await import('../host/output-folder.ts');
      markOutput(pathOf(io, join('dist', 'docs')));
      await writeInto(path, book.markdown(plan), workspace.content, io);
      return EXIT.clean;
    }
    const markdown = renderMarkdown(makeStandalone(plan.compose(workspace.bodies, digestData)), docsLinks);
    if (options.out === '-') io.stdout.write(markdown);
    else await writeInto(options.out, markdown, workspace.content, io);
    return EXIT.clean;
  });
}

async function sinceOf({ since }: ReportOptions, workspace: Workspace): Promise<string | undefined> {
  if (since === undefined) return undefined;
  const { parseAsOf } = await import('../host/as-of.ts');
  return parseAsOf(since, await workspace.timeZone());
}

/** Makes the report again from what it says of its making: equal bytes, or the records that moved. */
async function checkReport(
  workspace: Workspace,
  options: ReportOptions,
  file: string,
  io: Io,
): Promise<number> {
  const written = readWritten(file, io);
  const sealed = readSeal(written);
  if (!sealed) throw new Failure(`${file} is not a report of Flakebook: it has no seal at its end.`);
  const result = await checkFirst(workspace, { ...options, asOf: sealed.asOf }, io);
  if (!result) return EXIT.findings;
  const { readReport } = await import('../host/read-book.ts');
  const { plan, seal } = await readReport(workspace, sealed.asOf, sealed.suite, sealed.since);
  const document = plan.compose(workspace.bodies, digestData);
  const made = [document, makeStandalone(document)].map((version) => renderMarkdown(version, docsLinks));
  if (made.includes(written)) {
    io.stdout.write(`${file}: as the records have it, as of ${sealed.asOf}.\n`);
    return EXIT.clean;
  }
  const moved = movedRecords(sealed, seal);
  const why =
    moved.length === 0
      ? 'no record behind it changed, so it was edited by hand or made by another version of Flakebook'
      : `these records changed as of its date: ${moved.join(', ')}`;
  io.stdout.write(`${file}: stale as of ${sealed.asOf}: ${why}.\n`);
  return EXIT.findings;
}

function readWritten(file: string, io: Io): string {
  try {
    return readFileSync(pathOf(io, file), 'utf8');
  } catch (error) {
    throw new Failure(`${file} could not be read: ${reasonOf(error)}.`);
  }
}

async function writeInto(path: string, markdown: string, content: string, io: Io): Promise<void> {
  const { refuseContent, writeWhole } = await import('../host/output-folder.ts');
  const place = pathOf(io, path);
  refuseContent(place, content, path);
  writeWhole(place, markdown, { label: path });
  io.stdout.write(`${shown(io, path)}\n`);
}
