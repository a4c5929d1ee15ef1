import type { PhrasingContent, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { wordsOfPasted } from '../../records/body/pasted-html.ts';
import { findFigureReferences } from '../../records/book/figure-name.ts';
import { findIssueIds } from '../../records/check/issue-ids.ts';
import { resolveLink } from '../../records/check/resolve-link.ts';
import type { Issue } from '../../records/issue/issue.ts';
import { mayBeMarked, parseMarkdown } from '../../text/body.ts';
import type { BookAt } from '../book-at.ts';
import type { Route } from '../document.ts';
import { issueRoute, ROUTES, routeOfFile } from '../routes.ts';
import { formatNamedFigure } from '../words/format.ts';
import { type Inlines, link, paragraph, plain, recordLink, text } from './tree.ts';

/** Where a piece of prose stands: links within its own record are left out, relative ones start at its file. */
export interface ProseHome {
  readonly file: string;
  /** The issue whose page it is: its own id is no link there. */
  readonly issue?: string;
  /** Of the issue, where that is at hand: asking for it costs each page a row. */
  readonly suite?: string;
}

/** Where the words of a fix stand: in the issue that owns it. */
export function fixHome({ ownerIssue }: { readonly ownerIssue: string }): ProseHome {
  return { file: `issues/${ownerIssue}.md` };
}

/** Where the words of an issue stand that is at hand. */
export function issueHome({ file, id, suite }: Issue): ProseHome {
  return { file, issue: id, suite };
}

/** Where the words of an issue or a suite stand. */
export function homeOf({ kind, id }: { readonly kind: 'issue' | 'suite'; readonly id: string }): ProseHome {
  return { file: `${kind}s/${id}.md` };
}

/** A front matter sentence as inline Markdown, bare ids linked. */
export function prose(book: BookAt, sentence: string, home: ProseHome): PhrasingContent[] {
  const children = mayBeMarked(sentence) ? parseInline(sentence) : [text(sentence)];
  return children.flatMap((node) => linkInline(book, node, home));
}

/** A sentence without its Markdown signs, its figures filled in: for titles, descriptions, search and files for programs. */
export function plainText(book: BookAt, sentence: string, home: ProseHome): string {
  const words = mayBeMarked(sentence)
    ? parseInline(sentence)
        .map((node) => textOf(node))
        .join('')
    : sentence;
  return fillFigures(book, words, home);
}

/** One paragraph is inline; anything else (a sentence that looks like a list or a heading) is kept as plain text. */
function parseInline(sentence: string): PhrasingContent[] {
  const { children } = parseMarkdown(sentence);
  const [only, ...more] = children;
  return only?.type === 'paragraph' && more.length === 0 ? only.children : [text(sentence)];
}

/** The blocks of a body section for a page: ids and relative links become record links, raw HTML becomes text. */
export function proseBlocks(book: BookAt, blocks: readonly RootContent[], home: ProseHome): RootContent[] {
  return blocks.flatMap((block) => linkBlock(book, block, home));
}

function linkBlock(book: BookAt, node: RootContent, home: ProseHome): RootContent[] {
  if (node.type === 'html') {
    const words = wordsOfPasted(node.value);
    if (words === undefined) return [{ type: 'code', lang: 'html', value: node.value }];
    return words === '' ? [] : [paragraph(words)];
  }
  if (!('children' in node)) return [withoutPosition(node)];
  const children =
    node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'
      ? node.children.flatMap((child) => linkInline(book, child, home))
      : (node.children as RootContent[]).flatMap((child) => linkBlock(book, child, home));
  return [{ ...withoutPosition(node), children } as RootContent];
}

function linkInline(book: BookAt, node: PhrasingContent, home: ProseHome): PhrasingContent[] {
  if (node.type === 'text') return linkIds(book, fillFigures(book, node.value, home), home);
  if (node.type === 'html') return [text(wordsOfPasted(node.value) === undefined ? node.value : ' ')];
  // Pages ask no other host for anything, and a record has no pictures of its own.
  if (node.type === 'image') return linkInline(book, link(node.url, node.alt || node.url), home);
  if (node.type === 'link') {
    const target = resolveLink(home.file, node.url);
    if (target === undefined) return [withoutPosition(node)];
    const route = book.hasFile(target.file) ? routeOfFile(target.file) : undefined;
    const part = target.file === home.file ? target.fragment : undefined;
    if (route !== undefined) return [{ ...recordLink(route, namesOf(book, route, node.children)), part }];
    // A link that leads nowhere is its words.
    return node.children.flatMap((child) => linkInline(book, child, home));
  }
  if ('children' in node) {
    const children = (node.children as PhrasingContent[]).flatMap((child) => linkInline(book, child, home));
    return [{ ...withoutPosition(node), children } as PhrasingContent];
  }
  return [withoutPosition(node)];
}

/** What a link to a record says; its title where it says no more than the id. */
function namesOf(book: BookAt, route: Route, said: PhrasingContent[]): Inlines {
  const [section, id = ''] = route.split('/');
  if (plain(said) !== id) return said;
  if (section === ROUTES.patterns) return book.patternTitle(id);
  return section === ROUTES.suites ? book.suiteTitle(id) : said;
}

function withoutPosition<Node extends { position?: unknown }>(node: Node): Node {
  if (node.position === undefined) return node;
  const { position: _, ...rest } = node;
  return rest as Node;
}

function linkIds(book: BookAt, value: string, home: ProseHome): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const found of findIssueIds(value, book.settings)) {
    const issue = found.issues.find((id) => book.hasIssue(id));
    if (issue === undefined || issue === home.issue) continue;
    if (found.index > from) parts.push(text(value.slice(from, found.index)));
    parts.push(recordLink(issueRoute(issue), found.id));
    from = found.index + found.length;
  }
  if (from < value.length) parts.push(text(value.slice(from)));
  return parts;
}

/** `{{suite.stable}}` as its value: of the issue's suite, of the suite itself, or of the whole book. */
function fillFigures(book: BookAt, value: string, home: ProseHome): string {
  return findFigureReferences(value).reduceRight(
    (filled, { name, index, length }) =>
      filled.slice(0, index) + figureText(book, name, scopeOf(book, home)) + filled.slice(index + length),
    value,
  );
}

/** The suite whose figures a file's prose means; undefined for the whole book. */
function scopeOf(book: BookAt, { file, suite }: ProseHome): string | undefined {
  if (suite !== undefined) return suite;
  const [folder, name = ''] = file.split('/');
  const id = name.replace(/\.md$/, '');
  if (folder === 'suites') return id;
  return folder === 'issues' ? book.suiteOfIssue(id) : undefined;
}

/** A figure in words. What is not counted because there is none is 0; a size that nobody noted is unknown. */
export function figureText(book: BookAt, name: string, suite: string | undefined): string {
  const figure = book.figure(name, suite);
  if (figure === undefined) return name.startsWith('suite.') ? 'an unknown number of' : '0';
  return formatNamedFigure(figure, book.settings);
}
