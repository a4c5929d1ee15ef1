import type { PhrasingContent } from 'mdast';
import type { CauseReading } from '../../asof/snapshot.ts';
import { encodePart, encodePath } from '../../core/url.ts';
import type { Reference } from '../../records/reference/reference.ts';
import type { BookAt } from '../book-at.ts';
import type { RecordLink } from '../document.ts';
import type { SuiteHead } from '../questions.ts';
import { issueRoute, patternRoute, suiteRoute } from '../routes.ts';
import { words } from '../words/words.ts';
import { code, type Inlines, inlines, joined, link, recordLink } from './tree.ts';

/** An issue by its id. */
export function issueLink(id: string, label: Inlines = id): RecordLink {
  return recordLink(issueRoute(id), label);
}

/** Several issues by their ids. */
export function issueLinks(ids: readonly string[]): PhrasingContent[] {
  return joined(ids.map((id) => issueLink(id)));
}

/** A pattern by its title. */
export function patternLink(book: BookAt, id: string): RecordLink {
  return recordLink(patternRoute(id), book.patternTitle(id));
}

/** What a cause is called after: its pattern, or that it has none yet. */
export function mechanism(book: BookAt, { pattern }: Pick<CauseReading, 'pattern'>): Inlines {
  return pattern === undefined ? words.issue.unclassified : patternLink(book, pattern);
}

/** The same as plain text. */
export function mechanismName(book: BookAt, { pattern }: Pick<CauseReading, 'pattern'>): string {
  return pattern === undefined ? words.issue.unclassified : book.patternTitle(pattern);
}

/** A suite by its title. */
export function suiteLink(book: BookAt, id: string): RecordLink {
  return recordLink(suiteRoute(id), book.suiteTitle(id));
}

/** The URL of a file of a suite's repository; undefined where the book has no template or the suite no repository. */
function fileUrl(book: BookAt, suite: SuiteHead | undefined, at: string): string | undefined {
  const [, path = '', first] = /^([^:]+)(?::(\d+)(?:-\d+)?)?$/.exec(at) ?? [];
  const { repository, branch } = suite?.source ?? {};
  const template = book.settings.links.file;
  if (!template || !repository || !branch || path === '' || path.startsWith('..')) return undefined;
  const filled = fill(template, { repository, branch, path: encodePath(path), line: first ?? '' });
  return first === undefined ? filled.replace(/#L$/, '') : filled;
}

export function commitUrl(book: BookAt, suite: SuiteHead | undefined, id: string): string | undefined {
  const template = book.settings.links.commit;
  const repository = suite?.source?.repository;
  return template && repository ? fill(template, { repository, id: encodePart(id) }) : undefined;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(
    /\{(\w+)\}/g,
    (whole, key: string) => (Object.hasOwn(values, key) ? values[key] : undefined) ?? whole,
  );
}

/** A pull request or another change by its address, or by what people call it. */
export function changeLink(change: string): PhrasingContent {
  return linkedCode(/^https?:/.test(change) ? change : undefined, change);
}

export function linkedCode(url: string | undefined, value: string): PhrasingContent {
  return url === undefined ? code(value) : link(url, code(value));
}

/** `path:line` as code, linked where the book knows how. */
export function location(book: BookAt, suite: SuiteHead | undefined, at: string): PhrasingContent {
  return linkedCode(fileUrl(book, suite, at), at);
}

/**
 * A reference by its own name and what it is. A path alone becomes a link only through the book's `document` template:
 * without one nobody knows where the path begins, and a guess would be a dead link.
 */
export function referenceLine(book: BookAt, reference: Reference, suite?: SuiteHead): PhrasingContent[] {
  const name = reference.name ?? reference.path?.split('/').at(-1) ?? reference.title;
  const url = reference.url ?? documentUrl(book, reference, suite);
  const path =
    url === undefined && reference.path !== undefined && reference.path !== name
      ? [' (', code(reference.path), ')']
      : [];
  return inlines([
    url === undefined ? code(name) : link(url, name),
    name === reference.title ? '' : ` - ${reference.title}`,
    path,
  ]);
}

function documentUrl(book: BookAt, reference: Reference, suite?: SuiteHead): string | undefined {
  const template = book.settings.links.document;
  const { repository = '', branch = '' } = suite?.source ?? {};
  if (!template || reference.path === undefined) return undefined;
  return fill(template, { repository, branch, path: encodePath(reference.path) });
}

/** What an issue's `references` entry says: an id of the book, `ticket:INFRA-977`, or a URL. */
export function inlineReference(
  book: BookAt,
  entry: string,
  suite: SuiteHead | undefined,
): PhrasingContent[] {
  const known = book.reference(entry);
  if (known) return referenceLine(book, known, suite);
  if (/^https?:\/\//.test(entry)) return [link(entry, entry)];
  const [, scheme = '', id = ''] = /^([a-z]+):(.+)$/.exec(entry) ?? [];
  const { links } = book.settings;
  const template = Object.hasOwn(links, scheme) ? links[scheme] : undefined;
  if (scheme === 'commit') return [linkedCode(commitUrl(book, suite, id), id)];
  return template === undefined
    ? [code(entry)]
    : [link(fill(template, { id: encodePart(id), repository: suite?.source?.repository ?? '' }), id)];
}
