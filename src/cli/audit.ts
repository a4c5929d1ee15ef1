import { readFileSync } from 'node:fs';
import type { Snapshot } from '../asof/snapshot.ts';
import { auditDocument, dateOf } from '../audit/audit.ts';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { reasonOf } from '../host/content-files.ts';
import type { Workspace } from '../host/open-workspace.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import { excessIn } from '../text/bounds.ts';
import { decode } from '../text/decode.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, showFindings, withWorkspace } from './session.ts';

type AuditOptions = Options<'audit'>;

interface AuditedFile {
  readonly file: string;
  /** Absent where it could not be read. */
  readonly text?: string;
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

function unread(findings: readonly Pick<Finding, 'ruleId'>[]): string {
  const isLarge = findings.some(({ ruleId }) => ruleId === 'file-too-large');
  return isLarge ? 'it is too large for a document' : 'it is not UTF-8 text';
}

/** Why a text is not read: it would take the parser minutes, or nests deeper than any that a person wrote. */
function unparsed(text: string): string | undefined {
  const cure = 'put what was pasted into it into fences';
  if (excessIn(text, 0, false) !== undefined || deepLine(text, 0) !== undefined)
    return `it would take too long to read; ${cure}`;
  return depthOf(parseBody(text, 0)) > MAX_DEPTH
    ? `it nests deeper than ${MAX_DEPTH} levels; ${cure}`
    : undefined;
}

/** Says on standard error that a file cannot be read; the others are audited all the same. */
function readDocument(file: string, io: Io): AuditedFile {
  try {
    const { text, findings } = decode(readFileSync(pathOf(io, file)));
    const why = text === undefined ? unread(findings) : unparsed(text);
    if (text !== undefined && why === undefined) return { file, text };
    io.err.complain(`Skipped ${file}: ${why}.`);
  } catch (error) {
    io.err.complain(`Skipped ${file}: ${reasonOf(error)}.`);
  }
  return { file };
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
  const read = documents.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  const found = read.flatMap(({ file, text }) => {
    return auditDocument(shown(io, file), text, readBookAt(dateOf(text)));
  });
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
    return io.out.say(`${countWords(findings)} in ${read.length} document${read.length === 1 ? '' : 's'}.`);
  const textOf = (path: string) => read.find(({ file }) => shown(io, file) === path)?.text;
  return showFindings(format, { findings, explain, pathOf: (file) => file, textOf }, io.out);
}
