import { nameFigures } from '../asof/figures.ts';
import { createCalendar, formatLongDate, UNDATED, type When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { isStatus } from '../core/status.ts';
import { asEscape, visible, visibleLines } from '../core/text.ts';
import { encodePath } from '../core/url.ts';
import type { SeenFailure } from '../match/signatures/seen-failures.ts';
import { homeOf, issueHome, plainText } from '../pages/blocks/prose.ts';
import { bullets, heading, paragraph, recordLink, section } from '../pages/blocks/tree.ts';
import type { BookAt } from '../pages/book-at.ts';
import type { Document, Route } from '../pages/document.ts';
import { FACETS, facetBadge, facetLabel, facetValue } from '../pages/issue-facets.ts';
import type { IssueRow } from '../pages/issue-rows.ts';
import { failureBook } from '../pages/matches/failure-book.ts';
import { issueRoute, pageOf, patternRoute, suiteRoute } from '../pages/routes.ts';
import { asOfSentence, fullStop, statusLabel } from '../pages/words/format.ts';
import { words as all } from '../pages/words/words.ts';
import {
  type DataKind,
  type DataOf,
  dataJsonSchemas,
  ISSUE_COLUMNS,
} from '../records/published/data-schemas.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { parseMarkdown } from '../text/body.ts';
import { writeJson } from '../text/write.ts';

const says = all.data;

/** Where the files for programs lie. Another number is another form of the same facts. */
export const DATA_FOLDER = 'data/v1';

/**
 * The files of a site that programs read, by path: lists as JSON and CSV with their JSON Schemas, feeds of status changes,
 * badges, and a list of the pages for language models.
 * @param seen failures of stored runs.
 */
export function dataFiles(book: BookAt, seen: readonly SeenFailure[]): Map<string, string> {
  const data: { [Kind in Exclude<DataKind, 'badge' | 'page'>]: DataOf<Kind> } = {
    issues: issuesData(book),
    'issue-columns': issueColumns(book),
    suites: suitesData(book),
    patterns: patternsData(book),
    figures: { asOf: book.asOf.text, figures: figuresData(book) },
    signatures: failureBook(
      book,
      seen,
      book.issueIds.flatMap((id) => book.issue(id) ?? []),
      (issue) => plainText(book, issue.title, issueHome(issue)),
    ),
  };
  return new Map([
    ...Object.entries(data).map(([name, value]) => [`${DATA_FOLDER}/${name}.json`, json(value)] as const),
    ...Object.entries(dataJsonSchemas()).map(
      ([name, schema]) => [`${DATA_FOLDER}/schemas/${name}.schema.json`, json(schema)] as const,
    ),
    [`${DATA_FOLDER}/issues.csv`, csv([ISSUE_COLUMNS, ...data.issues.rows])],
    ['feed.xml', feed(book, book.settings.title)],
    ...data.suites.suites.flatMap((suite) => [
      [`feeds/${suite.id}.xml`, feed(book, suite.title, suite.id)] as const,
      ...badges(suite, book.figures(suite.id).testless.value),
    ]),
    ['llms.txt', llms(book)],
  ]);
}

/** What an issue says, in words. */
function wordsOf(book: BookAt, { id, suite }: IssueRow, said: string): string {
  return plainText(book, said, { ...homeOf({ kind: 'issue', id }), suite });
}

function titleOf(book: BookAt, row: IssueRow): string {
  return wordsOf(book, row, row.title);
}

export function json(value: unknown): string {
  return `${writeJson(value)}\n`;
}

function issuesData(book: BookAt): DataOf<'issues'> {
  const rows = book.rows.map((issue): DataOf<'issues'>['rows'][number] => [
    issue.id,
    titleOf(book, issue),
    issue.suite,
    issue.status,
    issue.group,
    issue.impact ?? null,
    issue.pattern ?? null,
    issue.owner ?? null,
    issue.opened,
    issue.updated,
    issue.rate ?? null,
    issue.isContradicted,
    pageOf(issueRoute(issue.id)),
  ]);
  return { asOf: book.asOf.text, columns: ISSUE_COLUMNS, rows };
}

/** The same for lists that people filter in a browser: texts as pages show them, and each label once. */
function issueColumns(book: BookAt): DataOf<'issue-columns'> {
  const { rows, issueFacets } = book;
  const column = <Cell>(cell: (row: IssueRow) => Cell): Cell[] => rows.map(cell);
  return {
    asOf: book.asOf.text,
    id: column(({ id }) => id),
    title: column((row) => visible(titleOf(book, row))),
    opened: column(({ opened }) => opened),
    updated: column(({ updated }) => updated),
    rate: column(({ rate }) => rate ?? null),
    contradicted: column(({ isContradicted }) => isContradicted),
    lines: book.issueLines.map((lines) => lines.map(visible)),
    facets: FACETS.map((key) => {
      const numbers = new Map(issueFacets[key].map(({ value }, i) => [value, i]));
      const values = issueFacets[key].map(({ value }) => {
        const { tone, mark } = facetBadge(book, key, value) ?? {};
        return { value, label: visible(facetLabel(book, key, value)), tone, mark };
      });
      return { key, values, of: column((row) => numbers.get(facetValue(key, row)) ?? 0) };
    }),
  };
}

function suitesData(book: BookAt): DataOf<'suites'> {
  const suites = book.suiteIds.map((id) => {
    const { suiteSize, stable, testsUnresolved } = book.figures(id);
    return {
      id,
      title: book.suiteTitle(id),
      page: pageOf(suiteRoute(id)),
      tests: suiteSize?.value ?? null,
      stable: stable?.value ?? null,
      unresolved: testsUnresolved.value,
      runs: book.measuredRuns(id).length,
    };
  });
  return { asOf: book.asOf.text, suites };
}

function patternsData(book: BookAt): DataOf<'patterns'> {
  const patterns = book.patternIds.map((id) => ({
    id,
    title: book.patternTitle(id),
    page: pageOf(patternRoute(id)),
    issues: [...book.sameCause(id)],
  }));
  return { patterns };
}

function figuresData(book: BookAt): DataOf<'figures'>['figures'] {
  return Object.fromEntries(
    [...nameFigures(book.figures())].map(([key, { name: _, ...figure }]) => [key, figure]),
  );
}

/**
 * RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe, at the start of a cell and behind the signs at
 * which other spreadsheets cut cells.
 */
function csv(rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? '' : visibleLines(String(value));
    const safe = text.replace(/(^|[;\t\n])(?= *[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** So many changes a feed has, the newest first, and so many records a list for language models. */
const MOST_LISTED = 50;

/** Atom (RFC 4287): each new status of an issue is an entry. Addresses are relative to the feed, so that it works on any host. */
function feed(book: BookAt, title: string, suite?: string): string {
  const up = suite === undefined ? '' : '../';
  const { instantMs } = createCalendar(book.settings.timeZone);
  const instant = (at: When) => `${new Date(instantMs(at)).toISOString().slice(0, 19)}Z`;
  const rows = suite === undefined ? book.rows : book.suiteRows(suite);
  const changes = rows.flatMap((row) => {
    const { tests = [], timeline = [] } = book.issue(row.id)?.issue ?? {};
    return timeline.flatMap((entry, position) => {
      const { at, word, why, note } = entry;
      const some = entry.tests.length < tests.length ? entry.tests : [];
      return isStatus(word) ? [{ row, position, at, word, why: why ?? note ?? '', some }] : [];
    });
  });
  const newest = changes
    .sort(
      (a, b) =>
        instantMs(b.at) - instantMs(a.at) || compareText(a.row.id, b.row.id) || b.position - a.position,
    )
    .slice(0, MOST_LISTED);
  const entries = newest.map(
    ({ row, position, at, word, why, some }) => `<entry>
<id>urn:flakebook:${xml(encodePath(book.settings.title))}:${xml(row.id)}:${position}</id>
<title>${xml(`${row.id}: ${titleOf(book, row)}: ${statusLabel(word, book.settings)}${all.issue.ofTests(some)}`)}</title>
<link href="${xml(up + pageOf(issueRoute(row.id)))}"/>
<updated>${instant(at)}</updated>
${why === '' ? '' : `<summary>${xml(wordsOf(book, row, why))}</summary>\n`}</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:flakebook:${xml(encodePath(book.settings.title))}${suite === undefined ? '' : `:suite:${xml(suite)}`}</id>
<title>${xml(says.feed(title))}</title>
<link href="${up === '' ? './' : up}"/>
<link rel="self" href="${suite === undefined ? 'feed.xml' : `${xml(encodePath(suite))}.xml`}"/>
<updated>${instant(newest[0]?.at ?? book.asOf.text)}</updated>
<author><name>${xml(book.settings.title)}</name></author>
${entries.join('')}</feed>
`;
}

/** Text in XML 1.0, which has no place for most control characters, nor for what is no character. */
function xml(text: string): string {
  return visible(text.toWellFormed())
    .replace(/[\ufffe\uffff]/g, asEscape)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type SuiteData = DataOf<'suites'>['suites'][number];

/** A badge as SVG, and as JSON in the form of shields.io's endpoint. @param testless unresolved issues without a test. */
function badges(
  { id, tests, stable, unresolved }: SuiteData,
  testless: number,
): (readonly [string, string])[] {
  const isSized = tests !== null && stable !== null;
  const message = isSized ? says.stable(stable, tests) : says.flaky(unresolved, testless);
  const color = unresolved + testless === 0 ? '#1a7f4b' : '#a15c00';
  const data: DataOf<'badge'> = { schemaVersion: 1, label: says.badge, message, color };
  return [
    [`badges/${id}.json`, json(data)],
    [`badges/${id}.svg`, badgeSvg(says.badge, message, color)],
  ];
}

/** Room for a sign, in pixels, of the font that most systems have. */
const SIGN = 6.6;
const SPACE = 16;

function badgeSvg(label: string, message: string, color: string): string {
  const [left, right] = [label, message].map((text) => Math.round(text.length * SIGN) + SPACE);
  const [first = 0, second = 0] = [left, right];
  const width = first + second;
  const text = (at: number, words: string) =>
    `<text x="${at}" y="14" fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${xml(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${xml(`${label}: ${message}`)}"><title>${xml(`${label}: ${message}`)}</title><rect width="${first}" height="20" fill="#2b3742"/><rect x="${first}" width="${second}" height="20" fill="${color}"/>${text(first / 2, label)}${text(first + second / 2, message)}</svg>
`;
}

/** https://llmstxt.org: what the site is, and where its parts are. */
function llms(book: BookAt): string {
  const { title, summary } = book.settings;
  const line = (text: string) => text.replace(/\s+/g, ' ').trim();
  const part = (name: string, whole: readonly (readonly [Route, string])[]) => {
    const links = whole.slice(0, MOST_LISTED);
    const title = links.length === whole.length ? name : says.llms.some(name, links.length, whole.length);
    return section(2, title, bullets(links.map(([route, words]) => recordLink(route, line(words)))));
  };
  const open = book.rows.filter(({ group }) => group === 'unresolved');
  const used = book.patternIds.filter((id) => book.sameCause(id).length > 0);
  const about = plainText(book, summary ?? says.llms.summary, { file: '' });
  const introduction = `${about}${fullStop(about)} ${book.asOf.text === UNDATED ? asOfSentence(UNDATED) : says.llms.asOf(formatLongDate(book.asOf.text.slice(0, 10)))}`;
  const children: Document['root']['children'] = [
    heading(1, line(title)),
    { type: 'blockquote', children: [paragraph(line(introduction))] },
    ...parseMarkdown(says.llms.data(DATA_FOLDER)).children,
    ...part(
      says.llms.issues,
      open.map((row) => [issueRoute(row.id), `${row.id}: ${titleOf(book, row)}`]),
    ),
    ...part(
      says.llms.patterns,
      used.map((id) => [patternRoute(id), book.patternTitle(id)]),
    ),
    ...part(
      says.llms.suites,
      book.suiteIds.map((id) => [suiteRoute(id), book.suiteTitle(id)]),
    ),
  ];
  return renderMarkdown({ route: '', root: { type: 'root', children } }, { href: (_, to) => pageOf(to) });
}
