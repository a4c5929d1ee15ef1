import type { PhrasingContent } from 'mdast';
import type { Reference } from '../../records/reference/reference.ts';
import type { BookAt } from '../context.ts';
import type { SuiteHead } from '../questions.ts';
import { code, inlines, link, text } from './tree.ts';

/** The URL of a file of a suite's repository; undefined where the book has no template or the suite no repository. */
function fileUrl(context: BookAt, suite: SuiteHead | undefined, at: string): string | undefined {
  const [, path = '', first] = /^([^:]+)(?::(\d+)(?:-\d+)?)?$/.exec(at) ?? [];
  const { repository, branch } = suite?.source ?? {};
  const template = context.book.links.file;
  if (!template || !repository || !branch || path === '' || path.startsWith('..')) return undefined;
  const filled = fill(template, { repository, branch, path: encodeURI(path), line: first ?? '' });
  return first === undefined ? filled.replace(/#L$/, '') : filled;
}

export function commitUrl(context: BookAt, suite: SuiteHead | undefined, id: string): string | undefined {
  const template = context.book.links.commit;
  const repository = suite?.source?.repository;
  return template && repository ? fill(template, { repository, id: encodeURIComponent(id) }) : undefined;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** `path:line` as code, linked where the book knows how. */
export function location(context: BookAt, suite: SuiteHead | undefined, at: string): PhrasingContent[] {
  const url = fileUrl(context, suite, at);
  return url === undefined ? [code(at)] : [link(url, code(at))];
}

/**
 * A reference by its own name and what it is. A path alone becomes a link only through the book's `document` template:
 * without one nobody knows where the path begins, and a guess would be a dead link.
 */
export function referenceLine(context: BookAt, reference: Reference, suite?: SuiteHead): PhrasingContent[] {
  const name = reference.name ?? reference.path?.split('/').at(-1) ?? reference.title;
  const url = reference.url ?? documentUrl(context, reference, suite);
  const linked: PhrasingContent = url === undefined ? code(name) : link(url, name);
  const about = name === reference.title ? '' : ` - ${reference.title}`;
  const path =
    url === undefined && reference.path !== undefined && reference.path !== name
      ? [text(' ('), code(reference.path), text(')')]
      : [];
  return [linked, ...inlines(about), ...path];
}

function documentUrl(context: BookAt, reference: Reference, suite?: SuiteHead): string | undefined {
  const template = context.book.links.document;
  const { repository = '', branch = '' } = suite?.source ?? {};
  if (!template || reference.path === undefined) return undefined;
  return fill(template, { repository, branch, path: encodeURI(reference.path) });
}

/** What an issue's `references` entry says: an id of the book, `ticket:INFRA-977`, or a URL. */
export function inlineReference(
  context: BookAt,
  entry: string,
  suite: SuiteHead | undefined,
): PhrasingContent[] {
  const known = context.reference(entry);
  if (known) return referenceLine(context, known, suite);
  if (/^https?:\/\//.test(entry)) return [link(entry, entry)];
  const [, scheme = '', id = ''] = /^([a-z]+):(.+)$/.exec(entry) ?? [];
  const template = context.book.links[scheme];
  if (scheme === 'commit') {
    const url = commitUrl(context, suite, id);
    return [url === undefined ? code(id) : link(url, code(id))];
  }
  return template === undefined
    ? [code(entry)]
    : [link(fill(template, { id: encodeURIComponent(id), repository: suite?.source?.repository ?? '' }), id)];
}
