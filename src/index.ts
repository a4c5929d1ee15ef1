// The door for programs: a book at a date, as plain data and as Markdown. Its types stand here whole, so that the declarations
// of the package are this one file.
import { resolve } from 'node:path';
import { nameFigures } from './asof/figures.ts';
import { once } from './core/kept.ts';
import { parseAsOf } from './host/as-of.ts';
import { Cache } from './host/cache.ts';
import { makeReport } from './host/make-report.ts';
import { matchResults } from './host/match-results.ts';
import type { OpenBook } from './host/open-book.ts';
import { type CheckResult, chooseAmong, openWorkspace, type Workspace } from './host/open-workspace.ts';
import { UserError } from './host/user-error.ts';
import { findingsData } from './print/findings.ts';
import { suggest } from './records/fields/suggest.ts';
import { RUNS_FOLDER } from './records/runs/run-lines.ts';
import { docsFile, docsLinks } from './render/links.ts';
import { renderMarkdown } from './render/markdown.ts';
import { countWords, hasErrors, messageOf } from './rules/rules.ts';

/** A book as it was when it was opened, at one date. Nothing of it changes later; nothing is ever written. */
export interface Book {
  readonly title: string;
  /** The date that it is read at: `2026-01-04`, or a date-time with offset. `1970-01-01` while no entry has a date. */
  readonly asOf: string;
  /** Everything wrong in all files, as `flakebook check` lists it, by file and place. */
  readonly findings: readonly Finding[];
  /**
   * A finding is an error. Then all functions below but `match` throw: what they say of a part of a book would be wrong of
   * the whole.
   */
  readonly hasErrors: boolean;
  /** Suites of which something is known at the date, by id. */
  suites(): readonly Suite[];
  /** Issues that exist at the date: unresolved ones first, with what presses most at the top, as lists show them. */
  issues(): readonly Issue[];
  /**
   * Figures by name, such as `suite.stable` and `issues.unresolved`. One that cannot be known at the date is absent.
   * @param suite of that suite; else of the whole book.
   */
  figures(suite?: string): ReadonlyMap<string, Figure>;
  /** The files of all pages that `flakebook build --docs` writes: `README.md`, `issues/SHOP-1.md`. */
  pages(): readonly string[];
  /** One of these pages as Markdown, with relative links to the others. */
  page(file: string): string;
  /** The report of a suite as Markdown that stands alone. */
  report(options?: ReportOptions): Promise<string>;
  /**
   * Which failures of one run are known.
   * @param files result files of that run, folders, archives, patterns or logs: all that `flakebook match` takes.
   * @throws Error also where a file of the book's run history has an error. Other records with errors are ignored.
   */
  match(files: readonly string[], options?: MatchOptions): Promise<Matches>;
  /** Gives its memory back. After it, no function may be called. */
  close(): void;
}

export interface OpenOptions {
  /** `2026-01-04`, a date-time with offset, or `today`; unless given, the date of the newest entry. */
  readonly asOf?: string | undefined;
}

export interface ReportOptions {
  /** Its id; may be left out where the book has only one suite. */
  readonly suite?: string | undefined;
  /** `brief` unless given. */
  readonly detail?: 'brief' | 'full' | undefined;
  /** The date that it is compared with; the newest earlier report date of the book unless given. */
  readonly since?: string | undefined;
}

export interface MatchOptions {
  /** Only the issues of this suite. */
  readonly suite?: string | undefined;
  /** The environment of the run, as `flakebook ingest` is told it. */
  readonly environment?: string | undefined;
  /** The address of the built site, which links then lead to. */
  readonly site?: string | undefined;
  /** The checkout in which the tests ran, and where relative paths begin; the working folder unless given. */
  readonly root?: string | undefined;
}

/** Something wrong in a file of the book. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Finding {
  /** `flakebook explain` and the documentation say more of it. */
  readonly ruleId: string;
  readonly severity: 'error' | 'warning';
  /** Below the folder of the book, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** One sentence without a full stop. */
  readonly message: string;
}

export interface Suite {
  readonly id: string;
  readonly title: string;
}

/** `resolved` tests count as stable, `closed` ones are not flaky any more, `unresolved` ones flake. */
export type StatusGroup = 'unresolved' | 'resolved' | 'closed';

export interface Issue {
  readonly id: string;
  readonly title: string;
  /** Its record, below the folder of the book. */
  readonly file: string;
  /** The id of its suite. */
  readonly suite: string;
  /** A status word of the format: `open`, `mitigated`, `fixed`. */
  readonly status: string;
  readonly group: StatusGroup;
  /** The id of an impact of the book. */
  readonly impact?: string | undefined;
  /** The id of the leading cause's pattern; empty while that cause is not classified, absent while there is no cause. */
  readonly pattern?: string | undefined;
  /** The date of its first status. */
  readonly opened: string;
  /** The newest date in it. */
  readonly updated: string;
  /** From 0 to 1: the highest flake rate measured of its tests, else observed by hand; absent once it is not unresolved. */
  readonly rate?: number | undefined;
  /** It claims to be mended, and runs since say that it is not. */
  readonly isContradicted: boolean;
}

/** A number with what it is a part of. */
export interface Figure {
  /** What it counts: `issues`, `tests`, `minutes`, `days` and others. */
  readonly unit: string;
  readonly value: number;
  /** The upper end, where the figure is a range that begins at `value`. */
  readonly high?: number | undefined;
  /** Absent where there is nothing to be a part of. */
  readonly of?: number | undefined;
  /** What is summed is known of some suites only. */
  readonly suites?: { readonly known: number; readonly all: number } | undefined;
}

/** The failures of a run, sorted out. */
export interface Matches {
  readonly tests: number;
  readonly passed: number;
  readonly skipped: number;
  readonly files: readonly ResultFile[];
  /** What needs somebody first: new ones, then those like others, then known ones; passes on retry last. */
  readonly failures: readonly Failure[];
  /** Sentences about tests that may be counted in another way than expected. */
  readonly warnings: readonly string[];
}

export interface ResultFile {
  readonly file: string;
  /** `unknown` for a file that could not be read. */
  readonly format: string;
  /** It was read only in part, so failures may be missing. */
  readonly partial: boolean;
  /** It counts more than it lists, or says something that nobody knows: a test may have failed. */
  readonly short: boolean;
}

export interface Failure {
  readonly test: string;
  /** `flaky` passed on retry; `setup` failed outside the tests. */
  readonly outcome: 'failed' | 'errored' | 'flaky' | 'setup';
  /** `known`: it is a failure of an issue. `like`: an issue describes such failures of another test. `new`: none does. */
  readonly kind: 'known' | 'like' | 'new';
  /** As the tool wrote it; may be empty. */
  readonly message: string;
  /** The best first. */
  readonly issues: readonly RecognisedIssue[];
}

/** An issue that a failure belongs to, or comes closest to. */
export interface RecognisedIssue {
  readonly issue: string;
  readonly title: string;
  readonly status: string;
  readonly group: StatusGroup;
  /** What of the issue the failure was recognised by. */
  readonly by: 'signature' | 'symptom' | 'test';
  /** The address of its page where `site` is given, else the path of its record. */
  readonly link: string;
}

/**
 * Opens and checks a book. It keeps no cache on the disk: each call reads all files.
 * @param folder the folder with `book.yaml`; relative to the working folder.
 * @throws Error with the name `UserError` and a sentence that says what to do, here and in each function of the book: where
 * there is no book, where something has no such name or date, and where the book has errors.
 */
export async function openBook(folder: string, options: OpenOptions = {}): Promise<Book> {
  const workspace = openWorkspace(folder, Cache.inMemory);
  try {
    const { asOf } = options;
    const date = asOf === undefined ? undefined : parseAsOf(asOf, (await workspace.book()).timeZone);
    const checked = await workspace.check(date);
    return readBook(workspace, checked, await workspace.open(checked.asOf));
  } catch (error) {
    workspace.close();
    throw error;
  }
}

function readBook(workspace: Workspace, { asOf, findings: found }: CheckResult, book: OpenBook): Book {
  const { now } = book;
  const refuse = (findings: CheckResult['findings']): void => {
    const error = findings.find((finding) => hasErrors([finding]));
    if (!error) return;
    throw new UserError(
      `Mend the book first: ${workspace.label} has ${countWords(findings)}, such as this in ${error.file}: ${messageOf(error)}.`,
    );
  };
  const pages = once(() => new Map([...book.pages('docs')].map((spec) => [docsFile(spec.route), spec])));
  return {
    title: now.settings.title,
    asOf,
    findings: findingsData({ findings: found, pathOf: (file) => file }),
    hasErrors: hasErrors(found),
    suites() {
      refuse(found);
      return now.suiteIds.map((id) => ({ id, title: now.suiteTitle(id) }));
    },
    issues() {
      refuse(found);
      return now.rows.map(({ label: _, ...issue }) => issue);
    },
    figures(suite) {
      refuse(found);
      const id = suite === undefined ? undefined : chooseAmong(now.suiteIds, suite);
      const named = [...nameFigures(now.figures(id))];
      return new Map(named.map(([name, { name: _, ...figure }]) => [name, figure]));
    },
    pages() {
      refuse(found);
      return [...pages().keys()];
    },
    page(file) {
      refuse(found);
      const spec = pages().get(file);
      if (spec) return renderMarkdown(book.page(spec), docsLinks);
      const near = suggest(file, pages().keys());
      throw new UserError(`There is no page ${file}${near === undefined ? '.' : `, did you mean ${near}?`}`);
    },
    async report({ suite, detail = 'brief', since } = {}) {
      refuse(found);
      const before = since === undefined ? undefined : parseAsOf(since, (await workspace.book()).timeZone);
      return (await makeReport(workspace, asOf, suite, detail, before)).standalone;
    },
    async match(files, { root = '.', ...options } = {}) {
      refuse(found.filter(({ file }) => file.startsWith(`${RUNS_FOLDER}/`)));
      const cwd = resolve(root);
      const run = await matchResults(workspace, asOf, { ...options, files, root: cwd, cwd });
      const { tests, passed, skipped, warnings } = run;
      return {
        tests,
        passed,
        skipped,
        files: run.files.map(({ file, format, partial, short }) => ({ file, format, partial, short })),
        failures: run.failures.map(({ test, outcome, kind, message, issues }) => ({
          test,
          outcome,
          kind,
          message,
          issues: issues.map(({ issue, title, status, group, by, link }) => ({
            issue,
            title,
            status,
            group,
            by,
            link,
          })),
        })),
        warnings,
      };
    },
    close: () => workspace.close(),
  };
}
