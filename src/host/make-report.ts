import type { Knowledge } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { reportPage } from '../pages/pages.ts';
import { movedRecords, type ReadSeal, sealReport } from '../pages/report/seal.ts';
import { REPORT_DETAILS, type ReportDetail } from '../pages/routes.ts';
import { docsFile, docsLinks } from '../render/links.ts';
import { renderMarkdown, renderStandalone } from '../render/markdown.ts';
import { openSuite } from './open-suite.ts';
import type { Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/** The report of one suite, as Markdown. */
export interface MadeReport {
  /** Its file among the docs. */
  readonly file: string;
  /** As one of the docs, with links to the others. */
  readonly page: string;
  /** As a file that goes elsewhere. */
  readonly standalone: string;
}

/**
 * @param since the date that it is compared with; the newest earlier report date of the book unless given.
 * @param known whose knowledge it uses, where that is another than that of the date.
 * @throws UserError when the book has no such suite, or `since` does not lie before the date.
 */
export async function makeReport(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
  detail: ReportDetail,
  since?: When,
  known?: Knowledge,
): Promise<MadeReport> {
  const { make } = await compose(workspace, asOf, suite, since, known);
  return make(detail);
}

/**
 * Makes a written report again from its seal.
 * @returns whether it still agrees with the records, and if not, which records changed.
 */
export async function checkWrittenReport(
  workspace: Workspace,
  written: string,
  seal: ReadSeal,
): Promise<{ readonly stands: boolean; readonly moved: readonly string[] }> {
  const { make, sealed } = await compose(workspace, seal.asOf, seal.suite, seal.since, seal.known);
  const stands = REPORT_DETAILS.map(make).some(
    ({ page, standalone }) => written === page || written === standalone,
  );
  return { stands, moved: stands ? [] : movedRecords(seal, sealed()) };
}

async function compose(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
  since: When | undefined,
  known: Knowledge | undefined,
) {
  const { book, id } = await openSuite(workspace, asOf, suite, known);
  const reading = book.now.suite(id);
  if (!reading) throw new UserError(`The book has no suite ${id} as of ${asOf}.`);
  if (since !== undefined && book.now.at(since).asOf.instantMs >= book.now.asOf.instantMs)
    throw new UserError(`Name the date of an earlier report: --since ${since} is not before ${asOf}.`);
  const make = (detail: ReportDetail): MadeReport => {
    const spec = reportPage(book.now, id, detail, since);
    const document = book.page(spec);
    book.save();
    return {
      file: docsFile(spec.route),
      page: renderMarkdown(document, docsLinks),
      standalone: renderStandalone(detail === 'full' ? book.whole(spec) : document),
    };
  };
  return { make, sealed: () => sealReport(book.now, reading) };
}
