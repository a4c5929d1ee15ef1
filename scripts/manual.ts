// Makes a site of docs/, in the frame of Flakebook's own sites. `npm run manual` writes dist/manual; `-- --out FOLDER --base /path/`
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Link, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { Cache } from '../src/host/cache.ts';
import { openWorkspace } from '../src/host/open-workspace.ts';
import type { Route } from '../src/pages/document.ts';
import { renderHtml } from '../src/render/html.ts';
import { siteBase } from '../src/render/links.ts';
import { element, fragment, text } from '../src/render/page.ts';
import { fillSlots, linksAt, type SitePage } from '../src/render/site-page.ts';
import { writeHtml } from '../src/render/write-html.ts';
import { besidePage } from '../src/site/beside-page.ts';
import { type IndexedPage, indexFiles } from '../src/site/search/index-files.ts';
import { fillShell, openShells } from '../src/site/shells.ts';
import { pageFile, siteFiles } from '../src/site/site-files.ts';
import { readArguments } from './usage.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DOCS = join(ROOT, 'docs');
const TITLE = 'Flakebook';

const values = readArguments(
  'npm run manual -- [options]\n\n  --out FOLDER  (default: dist/manual)\n  --base PATH   the path that the host serves it at',
  { out: { type: 'string', default: join(ROOT, 'dist/manual') }, base: { type: 'string' } },
);
const { out } = values;
const address = { base: siteBase(values.base), isWhole: true };
const links = linksAt(address);

/** A page of docs/: `format` for `format.md`, `rules` for `rules/README.md`. */
interface DocsPage {
  readonly route: Route;
  readonly title: string;
  readonly root: Root;
}

/** Files of the repository that pages link to, by their place in the site. */
const copies = new Map<string, string>();
const files = readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.md'));
const pages = new Map(files.map((file) => [routeOf(file), readPage(file)]));
/** In the order of the first page's table; a page that is not in it is one of a folder. */
const listed = [...new Set(linksOn('').filter((route) => pages.has(route)))];
/** What the menu has room for. */
const MENU = ['writing-an-entry', 'format', 'rules', 'commands', 'figures', 'github-actions'];

/** A book has its list of issues there. */
const WITHOUT_SCRIPT = /(<a class="fb-search-none" href=)"[^"]*">[^<]*/;
const ALL_PAGES = `$1"${address.base}#all-pages">The search needs JavaScript. Here is the list of all pages.`;

const scratch = mkdtempSync(join(tmpdir(), 'flakebook-manual-'));
try {
  // The search box asks for the signatures of a book as well: this one has none.
  writeFileSync(join(scratch, 'book.yaml'), `title: ${TITLE}\n`);
  const workspace = openWorkspace(scratch, () => Cache.inMemory(scratch), scratch);
  const book = await workspace.open((await workspace.check()).asOf);
  const asked = { content: scratch, base: address.base, workFolder: scratch, noCache: true };
  const shells = await openShells(workspace.cache, asked, process.env, out);
  rmSync(out, { recursive: true, force: true });
  for (const [file, bytes] of Object.entries(shells.assets)) write(file, Buffer.from(bytes, 'base64'));
  const signatures = 'data/v1/signatures.json';
  write(signatures, siteFiles(book, [], address).get(signatures) ?? '');
  workspace.close();
  const indexed = new Map<Route, IndexedPage>();
  for (const page of pages.values()) {
    const { shown, document } = await sitePageOf(page);
    write(pageFile(page.route), fillShell(shells, slotsOf(shown)).replace(WITHOUT_SCRIPT, ALL_PAGES));
    const beside = besidePage(shown, document);
    indexed.set(page.route, beside.indexed);
    for (const [file, content] of beside.files) write(file, content);
  }
  for (const [copy, own] of copies) write(copy, readFileSync(own));
  for (const [file, content] of indexFiles(indexed, links, address.base)) write(file, content);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${out}: ${pages.size} pages`);

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), content);
}

function routeOf(file: string): Route {
  return file.replace(/(?:^|\/)README\.md$|\.md$/, '');
}

function readPage(file: string): DocsPage {
  const root = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .parse(readFileSync(join(DOCS, file), 'utf8'));
  root.children = root.children.filter(({ type }) => type !== 'html');
  visit(root, 'link', (node, i, parent) => {
    if (parent && i !== undefined) parent.children[i] = linkFrom(file, node);
  });
  const heading = root.children.find(({ type }) => type === 'heading');
  return { route: routeOf(file), title: heading ? textOf(heading) : file, root };
}

/** A link to another page of docs/ becomes one of the site; other files of the repository come along. */
function linkFrom(file: string, node: Link): PhrasingContent {
  const [path = '', anchor] = node.url.split('#');
  if (/^[a-z]+:/.test(path)) return node;
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  if (target.endsWith('.md') && !target.startsWith('../'))
    return { type: 'recordLink', to: routeOf(target), anchor, children: node.children };
  const own = join(DOCS, target);
  if (statSync(own).isDirectory()) return { type: 'emphasis', children: node.children };
  const copy = `files/${target.replaceAll('../', '')}`;
  copies.set(copy, own);
  return { ...node, url: address.base + copy };
}

function linksOn(route: Route): Route[] {
  const found: Route[] = [];
  const root = pages.get(route)?.root;
  if (root) visit(root, 'recordLink', ({ to }) => void found.push(to));
  return found;
}

async function sitePageOf({ route, title, root }: DocsPage) {
  const first = root.children.find(({ type }) => type === 'paragraph');
  const description = first ? textOf(first).replaceAll('\n', ' ') : title;
  const document = { route, title, description, kind: 'pattern' as const, facets: {}, root };
  const place = (to: Route | undefined) =>
    to === undefined ? undefined : { to, label: pages.get(to)?.title ?? to };
  const order = ['', ...listed];
  const at = order.indexOf(route);
  const folder = place(posix.dirname(route));
  const shown: SitePage = {
    ...document,
    ...(await renderHtml(document, links)),
    frame: {
      book: TITLE,
      route,
      sections: ['', ...MENU].map((to) => ({
        to,
        label: place(to)?.label ?? to,
        isCurrent: to === '' ? route === '' : route === to || route.startsWith(`${to}/`),
      })),
      trail:
        route === '' ? [] : [{ to: '', label: TITLE }, ...(route.includes('/') && folder ? [folder] : [])],
      here: title,
      previous: at > 0 ? place(order[at - 1]) : undefined,
      next: at >= 0 ? place(order[at + 1]) : undefined,
    },
  };
  return { shown, document };
}

function slotsOf(page: SitePage) {
  const { title, description, frame } = page;
  const { kind, slots } = fillSlots(page, address);
  // A book has feeds and other forms of its pages; docs have not.
  const head = [
    element('title', {}, [frame.route === '' ? TITLE : `${title} | ${TITLE}`]),
    element('meta', { name: 'description', content: description }),
  ];
  const foot = [element('p', {}, [text('The documentation of Flakebook.')])];
  return { kind, slots: { ...slots, head: writeHtml(fragment(head)), foot: writeHtml(fragment(foot)) } };
}
