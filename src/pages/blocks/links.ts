import type { PhrasingContent } from 'mdast';
import type { CauseReading } from '../../asof/snapshot.ts';
import { shortCommit } from '../../core/text.ts';
import { encodePart, encodePath } from '../../core/url.ts';
import { hostTemplate } from '../../records/book/source.ts';
import type { Reference } from '../../records/reference/reference.ts';
import type { BookAt } from '../book-at.ts';
import type { RecordLink } from '../document.ts';
import type { SuiteHead } from '../questions.ts';
import { issueRoute, patternRoute, suiteRoute } from '../routes.ts';
import { formatDate } from '../words/format.ts';
import { words } from '../words/words.ts';
import { code, type Inlines, inlines, joined, link, recordLink, text } from './tree.ts';

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

type Values = Readonly<Record<string, string | undefined>>;

/**
 * An address by a template of the book, else by the one of the host of the repository; undefined where there is none, or
 * where nothing is known to put into it.
 */
function address(book: BookAt, suite: Pick<SuiteHead, 'source'> | undefined, scheme: string, values: Values) {
  const { links, source: common } = book.settings;
  const source = suite?.source ?? common ?? {};
  const template = Object.hasOwn(links, scheme) ? links[scheme] : hostTemplate(source, scheme, values.id);
  const repository = source.repository?.replace(/(?:\.git)?\/*$/, '');
  return template && fill(template, { repository, branch: source.commit ?? source.branch, ...values });
}

/** The address of something in the repository of the records, where the book says which that is. */
export function recordsUrl(book: BookAt, scheme: 'edit' | 'commit', value: string): string | undefined {
  const { records, source } = book.settings;
  if (records === undefined) return undefined;
  const { folder, ...place } = records;
  const values =
    scheme === 'commit'
      ? { id: value }
      : { path: encodePath(folder === undefined ? value : `${folder}/${value}`) };
  return address(book, { source: { ...source, commit: undefined, ...place } }, scheme, values);
}

/** Undefined where a value is not known. */
function fill(template: string, values: Values): string | undefined {
  // Without a line, there is no part of the file to lead to.
  const whole = values.line === '' ? template.replace(/#[^#]*\{line\}.*$/, '') : template;
  const names = [...whole.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => values[name] === undefined)) return undefined;
  return whole.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** The address of a file of the repository; undefined for a path that leads out of it. */
function pathUrl(book: BookAt, suite: SuiteHead | undefined, path: string, values: Values, scheme = 'file') {
  if (path === '' || path.startsWith('..')) return undefined;
  return address(book, suite, scheme, { path: encodePath(path), line: '', ...values });
}

/** What an id of a scheme is, linked where the book or the host of the repository knows how: a commit, a run, a ticket. */
export function idLink(
  book: BookAt,
  suite: SuiteHead | undefined,
  scheme: string,
  id: string,
  label = id,
): PhrasingContent {
  if (/^https?:/.test(id)) return link(id, code(id));
  return linked(address(book, suite, scheme, { id: encodePart(id) }), code(label));
}

function linked(url: string | undefined, content: PhrasingContent): PhrasingContent {
  return url === undefined ? content : link(url, content);
}

/** `path:line` as code, linked where the book knows how. */
export function location(book: BookAt, suite: SuiteHead | undefined, at: string): PhrasingContent {
  const [, path = '', line = ''] = /^([^:]+)(?::(\d+)(?:-\d+)?)?$/.exec(at) ?? [];
  return linked(pathUrl(book, suite, path, { line }), code(at));
}

/**
 * A reference by its own name and what it is. A path alone becomes a link where it is known in which repository it is, and
 * nobody looked for it in vain.
 * @param detail whether it is all that is said of the document, as on the page of documents, or what cites it needs.
 */
export function referenceLine(
  book: BookAt,
  reference: Reference,
  suite: SuiteHead | undefined,
  detail: 'whole' | 'cited',
): PhrasingContent[] {
  const { references: says } = words;
  const { path, url, commit, missing, kind, date, title } = reference;
  const name = reference.name ?? path?.split('/').at(-1) ?? title;
  const missingAt =
    suite && path !== undefined && commit === undefined
      ? book.referenceMissingAt(reference.id, suite.id)
      : undefined;
  const isGone = missing !== undefined || missingAt !== undefined;
  const inCode = isGone ? undefined : documentUrl(book, reference, suite);
  const to = url ?? inCode;
  const whole: Inlines[] = [
    ...(kind === undefined ? [] : [says.kinds[kind]]),
    ...(date === undefined ? [] : [formatDate(date)]),
    ...(path === undefined || url === undefined ? [] : [linked(inCode, code(path))]),
    ...(commit === undefined || inCode !== undefined
      ? []
      : [[says.commit, idLink(book, suite, 'commit', commit)]]),
  ];
  const details: Inlines[] = [
    ...(detail === 'whole' ? whole : []),
    ...(path === undefined || path === name || to !== undefined ? [] : [code(path)]),
    ...(missing === undefined ? [] : [says.missing(missing)]),
    ...(missing !== undefined || missingAt === undefined ? [] : [says.missingAt(shortCommit(missingAt))]),
  ];
  return inlines([
    linked(to, to === undefined ? code(name) : text(name)),
    name === title ? '' : ` - ${title}`,
    details.length === 0 ? '' : [' (', joined(details), ')'],
  ]);
}

/** By the template for documents, else by that for files. */
function documentUrl(book: BookAt, { path = '', commit }: Reference, suite?: SuiteHead): string | undefined {
  const values = commit === undefined ? {} : { branch: commit };
  const scheme = Object.hasOwn(book.settings.links, 'document') ? 'document' : 'file';
  return pathUrl(book, suite, path, values, scheme);
}

/** What an issue's `references` entry says: an id of the book, `ticket:INFRA-977`, or a URL. */
export function inlineReference(
  book: BookAt,
  entry: string,
  suite: SuiteHead | undefined,
): PhrasingContent[] {
  const known = book.reference(entry);
  if (known) return referenceLine(book, known, suite, 'cited');
  if (/^https?:\/\//.test(entry)) return [link(entry, entry)];
  const [, scheme = '', id = ''] = /^([a-z]+):(.+)$/.exec(entry) ?? [];
  if (scheme === 'commit') return [idLink(book, suite, scheme, id)];
  if (scheme === 'file') return [location(book, suite, id)];
  const url = address(book, suite, scheme, { id: encodePart(id) });
  return url === undefined ? [code(entry)] : [link(url, id)];
}
