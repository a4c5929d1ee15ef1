import type { Knowledge } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { ownerOf } from '../pages/lists.ts';
import { reportPage } from '../pages/pages.ts';
import { movedRecords, type ReadSeal } from '../pages/report/seal.ts';
import { REPORT_DETAILS, type ReportDetail } from '../pages/routes.ts';
import { docsFile, liveLinks } from '../render/links.ts';
import { renderMarkdown, renderStandalone } from '../render/markdown.ts';
import { openSuite, type Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/** The report of one suite, as Markdown. */
export interface MadeReport {
  /** Its file among the docs. */
  readonly file: string;
  /** As one of the docs, with links to those of the others that are there. */
  readonly page: string;
  /** As a file that goes elsewhere. */
  readonly standalone: string;
}

/** Whether a file is among the docs, to which a page would link by an address. */
type IsThere = (file: string, href: string) => boolean;

/**
 * @param since the date that it is compared with; the newest earlier report date of the book unless given.
 * @param known whose knowledge it uses, where that is another than that of the date.
 * @param isThere what it may link to as one of the docs.
 * @throws UserError when the book has no such suite, or `since` does not lie before the date.
 */
export async function makeReport(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
  detail: ReportDetail,
  since?: When,
  known?: Knowledge,
  isThere: IsThere = () => false,
): Promise<MadeReport> {
  const { make } = await compose(workspace, asOf, suite, since, known);
  return make(detail, isThere);
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
  // It links to what was there when it was written.
  const isLinked: IsThere = (_, href) => written.includes(`](${href})`);
  const stands = REPORT_DETAILS.map((detail) => make(detail, isLinked)).some(
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
  if (!book.now.suiteAlone(id)) throw new UserError(`The book has no suite ${id} as of ${asOf}.`);
  if (since !== undefined && book.now.at(since).asOf.instantMs >= book.now.asOf.instantMs)
    throw new UserError(`Name the date of an earlier report: --since ${since} is not before ${asOf}.`);
  const make = (detail: ReportDetail, isThere: IsThere): MadeReport => {
    const spec = reportPage(book.now, id, detail, since);
    let isCut = false;
    const links = liveLinks((to, href) => {
      const isLive = isThere(docsFile(to), href);
      isCut ||= !isLive && ownerOf(to) !== to;
      return isLive;
    });
    const page = renderMarkdown(book.page(spec), links);
    const whole = book.whole(spec);
    book.save();
    return {
      file: docsFile(spec.route),
      // Where the pages of its lists are not there, the lists are here.
      page: isCut ? renderMarkdown(whole, links) : page,
      standalone: renderStandalone(whole),
    };
  };
  return { make, sealed: () => book.now.seal(id) };
}
