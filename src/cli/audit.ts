import { readFileSync } from 'node:fs';
import type { Snapshot } from '../asof/snapshot.ts';
import { auditDocument, dateOf } from '../audit/audit.ts';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { plural } from '../core/text.ts';
import { reasonOf } from '../host/content-files.ts';
import type { Workspace } from '../host/open-workspace.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import { decode } from '../text/decode.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, showFindings, withWorkspace } from './session.ts';

type AuditOptions = Options<'audit'>;

interface AuditedFile {
  readonly file: string;
  /** Absent where it could not be read. */
  readonly text?: string | undefined;
}

/** Reads the book at a date; undefined where there is none. */
type ReadBookAt = (date: When | undefined) => Snapshot | undefined;

/** `flakebook audit FILE…`: numbers in any Markdown document that contradict each other or the book. */
export async function audit(files: readonly string[], options: AuditOptions, io: Io): Promise<number> {
  const documents = files.map((file) => readDocument(file, io));
  const { content } = options;
  if (content === undefined) return report(options, documents, () => undefined, io);
  return withWorkspace({ ...options, content }, io, async (workspace) =>
    report(options, documents, await openBook(workspace, { ...options, content }, io), io),
  );
}

/** Says on standard error that a file cannot be read; the others are audited all the same. */
function skip(file: string, why: string, io: Io): void {
  io.err.complain(`Skipped ${file}: ${why}.`);
}

function readDocument(file: string, io: Io): AuditedFile {
  try {
    const { text, findings } = decode(readFileSync(pathOf(io, file)));
    const isLarge = findings.some(({ ruleId }) => ruleId === 'file-too-large');
    if (text === undefined)
      skip(file, isLarge ? 'it is too large for a document' : 'it is not UTF-8 text', io);
    return { file, text };
  } catch (error) {
    skip(file, reasonOf(error), io);
    return { file };
  }
}

/** Compares a document with the book as of `--as-of`, else of the date that the document gives, else of the newest entry. */
async function openBook(workspace: Workspace, options: BookOptions, io: Io): Promise<ReadBookAt> {
  const { findings, asOf } = await checkBook(workspace, options);
  if (hasErrors(findings)) {
    io.err.complain(
      `The book in ${shown(io, workspace.content)} has ${countWords(findings)} (see \`flakebook check\`), so documents are compared with themselves only.`,
    );
    return () => undefined;
  }
  const [ask, book] = await Promise.all([import('../pages/questions.ts'), workspace.open(asOf)]);
  return (date) => {
    const day = options.asOf === undefined ? (date ?? asOf) : asOf;
    return book.read(ask.snapshot, day);
  };
}

async function report(
  options: AuditOptions,
  documents: readonly AuditedFile[],
  readBookAt: ReadBookAt,
  io: Io,
): Promise<number> {
  const read = documents.flatMap(({ file, text }) => {
    if (text === undefined) return [];
    const { findings, unread } = auditDocument(shown(io, file), text, readBookAt(dateOf(text)));
    if (unread !== undefined) skip(file, `${unread}; put what was pasted into it into fences`, io);
    return unread === undefined ? { file, text, findings } : [];
  });
  const found = read.flatMap(({ findings }) => findings);
  if (read.length > 0) await print(options, found, read, io);
  if (read.length < documents.length) return EXIT.unusable;
  return hasErrors(found) ? EXIT.findings : EXIT.clean;
}

async function print(
  { format, explain }: AuditOptions,
  findings: readonly Finding[],
  read: readonly Readonly<Record<'file' | 'text', string>>[],
  io: Io,
): Promise<void> {
  if (format === 'pretty' && findings.length === 0)
    return io.out.say(`${countWords(findings)} in ${plural(read.length, 'document')}.`);
  const textOf = (path: string) => read.find(({ file }) => shown(io, file) === path)?.text;
  return showFindings(format, { findings, explain, pathOf: (file) => file, textOf }, io.out);
}
