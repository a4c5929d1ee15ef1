import type { Element, ElementContent, Properties } from 'hast';
import { shortCommit } from '../core/text.ts';
import { encodePath } from '../core/url.ts';
import { DOCUMENT_KINDS, type DocumentEntry, type DocumentKind, type Route } from '../pages/document.ts';
import { bareFrame, type PageFrame, type Place } from '../pages/frame.ts';
import { frameWords as words } from '../pages/words/frame.ts';
import type { RenderedPage } from './html.ts';
import { besideFile, siteLinks } from './links.ts';
import { element, fragment, type Links, text } from './page.ts';
import { writeHtml } from './write-html.ts';

/**
 * What differs from page to page, as HTML. The layout stands around it, and is the same for all pages of a kind: Astro makes
 * it once, as a shell, and all pages are filled into that.
 */
export const SLOTS = ['head', 'book', 'sections', 'work', 'foot'] as const;
export type Slots = Readonly<Record<(typeof SLOTS)[number], string>>;

/** A page as the layout takes it. */
export interface SlottedPage {
  readonly kind: ShellKind;
  readonly slots: Slots;
}

/** Kinds of pages that a layout may differ for: those of documents, and of a page for what is not there. */
export type ShellKind = DocumentKind | 'none';
export const SHELL_KINDS: readonly ShellKind[] = [...DOCUMENT_KINDS, 'none'];

/** Where a book is served. */
export interface SiteAddress {
  /** The path of its home, with a slash at both ends. */
  readonly base: string;
  /** How addresses of pages end: with a slash unless given. */
  readonly ending?: '/' | '';
  /** With scheme and host, where it is known. */
  readonly origin?: string;
  /** The commit of the records, where whoever builds the site says it. */
  readonly commit?: string | undefined;
  /** Whether the book is the whole site, and so has its sitemap. */
  readonly isWhole: boolean;
}

export function linksAt({ base, ending }: SiteAddress): Links {
  return siteLinks(base, ending);
}

/** A rendered page with all that the site shows around it. */
export interface SitePage
  extends Pick<DocumentEntry, 'title' | 'description' | 'facets'>,
    Partial<Pick<RenderedPage, 'rail' | 'headings'>> {
  readonly kind: ShellKind;
  readonly frame: PageFrame;
  readonly body: RenderedPage['body'];
}

export function fillSlots(page: SitePage, address: SiteAddress): SlottedPage {
  const links = linksAt(address);
  const parts: Record<keyof Slots, readonly ElementContent[]> = {
    head: head(page, links, address),
    book: [element('span', { dir: 'auto' }, [page.frame.book])],
    sections: sections(page.frame, links),
    work: [work(page, links, address)],
    foot: foot(page, links, address),
  };
  const slots = Object.fromEntries(SLOTS.map((name) => [name, writeHtml(fragment(parts[name]))])) as Record<
    keyof Slots,
    string
  >;
  return { kind: page.kind, slots };
}

/** The page that a host shows for an address that has none. */
export function notFoundPage(book: string, address: SiteAddress): SitePage {
  const { title, description, text: says } = words.notFound;
  const frame = bareFrame(book);
  const links = linksAt(address);
  const ways = frame.sections.map(({ to, label }) =>
    element('li', {}, [element('a', { href: links.href('', to) }, [label])]),
  );
  const body = [element('p', {}, [says]), element('ul', {}, ways)];
  return { kind: 'none', title, description, facets: {}, frame, body };
}

function head(
  { kind, title, description, frame: { book, route } }: SitePage,
  links: Links,
  { base, origin, isWhole }: SiteAddress,
): Element[] {
  const meta = (property: string, content: string) => element('meta', { property, content });
  const link = (rel: string, href: string, more = {}) => element('link', { rel: [rel], ...more, href });
  const address = origin === undefined ? undefined : new URL(links.href('', route), origin).href;
  return [
    element('title', {}, [title === book ? title : `${title} | ${book}`]),
    element('meta', { name: 'description', content: description }),
    meta('og:title', title),
    meta('og:description', description),
    meta('og:site_name', book),
    meta('og:type', 'website'),
    ...(address === undefined ? [] : [meta('og:url', address), link('canonical', address)]),
    ...(origin === undefined ? [] : image(new URL(base + SHARED_IMAGE.file, origin).href)),
    ...(isWhole && origin !== undefined ? [link('sitemap', `${base}sitemap.xml`)] : []),
    ...(kind === 'none' ? [] : FORMS).map((form) =>
      link('alternate', formAt(base, route, form), { type: TYPES[form] }),
    ),
    link('alternate', `${base}feed.xml`, { type: 'application/atom+xml', title: book }),
  ];
}

/** What a preview of a page shows, in the folder of the site: one picture for the book. */
export const SHARED_IMAGE = { file: 'share.png', width: 1200, height: 630 };

/** The Open Graph protocol (https://ogp.me), and the size of the card that some show instead. */
function image(address: string): Element[] {
  const meta = (property: string, content: string) => element('meta', { property, content });
  return [
    meta('og:image', address),
    meta('og:image:type', 'image/png'),
    meta('og:image:width', String(SHARED_IMAGE.width)),
    meta('og:image:height', String(SHARED_IMAGE.height)),
    meta('og:image:alt', words.shared),
    element('meta', { name: 'twitter:card', content: 'summary_large_image' }),
  ];
}

function sections({ route, sections: all }: PageFrame, links: Links): ElementContent[] {
  return all.flatMap(({ to, label, count, isCurrent }) => {
    const current = isCurrent ? (to === route ? 'page' : 'true') : undefined;
    const counted = count && element('small', {}, [String(count.value), hidden(` ${count.of}`)]);
    const children = counted ? [`${label} `, counted] : [label];
    return [element('a', { href: links.href(route, to), ariaCurrent: current }, children), text('\n')];
  });
}

/** They say in their rail what is on them, or are read from the top. */
const WITHOUT_CONTENTS: readonly ShellKind[] = ['home', 'issue', 'index', 'plan', 'archive', 'none'];
/** So many headings are worth a table of contents. */
const FEWEST_HEADINGS = 3;

function work(page: SitePage, links: Links, { base }: SiteAddress): Element {
  const { kind, title, frame, rail = [], headings = [] } = page;
  const hasContents = headings.length >= FEWEST_HEADINGS && !WITHOUT_CONTENTS.includes(kind);
  const beside = [
    ...(rail.length > 0 ? [element('div', { className: ['fb-page'] }, rail)] : []),
    ...(hasContents ? [contents(headings)] : []),
    ...(kind === 'issue' ? [record(frame, base)] : []),
  ];
  return element('div', { className: ['fb-work'], dataKind: kind, dataRail: beside.length > 0 ? '' : null }, [
    ...trail(frame, links),
    element('main', { id: 'main', tabIndex: -1 }, [element('h1', { dir: 'auto' }, [title]), content(page)]),
    ...(beside.length > 0
      ? [element('aside', { className: ['fb-rail'], ariaLabel: words.rail }, beside)]
      : []),
  ]);
}

/** What lists and reports say, the pages of the records say too: the search would find everything many times over. */
export function isSearched({ kind }: SitePage): boolean {
  return !['home', 'index', 'changes', 'archive', 'none'].includes(kind);
}

/** What a page says below its title. */
function content({ kind, body }: SitePage, more: Properties = {}): Element {
  return element('div', { className: ['fb-page'], dataKind: kind, ...more }, body);
}

/** The same for a frame that is not ours: with what Pagefind finds it by, and what stands beside it at the end. */
export function contentInForeignFrame(page: SitePage): string {
  const { kind, facets, rail = [] } = page;
  const filters = Object.entries(facets).flatMap(([name, values]) =>
    values.map((value) =>
      element('span', { hidden: true, dataPagefindFilter: `${name}[data-value]`, dataValue: value }),
    ),
  );
  // A report is found by its title.
  const said = content(page, kind === 'report' ? { dataPagefindIgnore: '' } : {});
  const beside = element('aside', { className: ['fb-page'], ariaLabel: words.rail }, rail);
  return writeHtml(fragment([...filters, said, ...(rail.length > 0 ? [beside] : [])]));
}

function trail({ route, trail: way, here, previous, next }: PageFrame, links: Links): Element[] {
  if (way.length === 0) return [];
  const above = way.map(({ to, label }) =>
    element('li', {}, [element('a', { href: links.href(route, to) }, [label])]),
  );
  const neighbour = (place: Place | undefined, rel: string, children: readonly (Element | string)[]) =>
    place ? [element('a', { rel: [rel], href: links.href(route, place.to) }, children)] : [];
  const arrow = (sign: string) => element('span', { ariaHidden: 'true' }, [sign]);
  const beside = [
    ...neighbour(previous, 'prev', [hidden(words.previous), arrow('‹'), ` ${previous?.label}`]),
    ...neighbour(next, 'next', [hidden(words.next), `${next?.label} `, arrow('›')]),
  ];
  const list = element('ol', {}, [...above, element('li', { ariaCurrent: 'page' }, [here])]);
  return [
    element('nav', { className: ['fb-trail'], ariaLabel: words.trail }, [
      list,
      ...(beside.length > 0 ? [element('p', {}, beside)] : []),
    ]),
  ];
}

function contents(headings: RenderedPage['headings']): Element {
  const items = headings.map(({ depth, slug, text: label }) =>
    element('li', { dataDepth: depth }, [element('a', { href: `#${slug}`, dir: 'auto' }, [label])]),
  );
  return element('nav', { className: ['fb-contents'], ariaLabel: words.contents }, [
    element('h2', {}, [words.contents]),
    element('ul', {}, items),
  ]);
}

/** The ways to the record behind a page, and to its other forms. */
function record({ edit, route }: PageFrame, base: string): Element {
  return element('nav', { className: ['fb-record'], ariaLabel: words.record }, [
    element('h2', {}, [words.record]),
    ...editLink(edit),
    ...forms(route, base),
  ]);
}

function foot({ kind, frame }: SitePage, links: Links, { base, commit }: SiteAddress): Element[] {
  const { asOf, edit, route } = frame;
  const more = words.more.map(([to, label]) => element('a', { href: links.href(route, to) }, [label]));
  const made = element('p', {}, [
    ...(asOf === undefined ? [] : [`${words.asOf(asOf)} `]),
    ...(commit === undefined ? [] : [words.commit, commitLink(commit, frame.commit), '. ']),
    words.madeBy,
  ]);
  return [
    element('nav', { ariaLabel: words.foot }, [
      ...more,
      ...editLink(edit),
      ...(kind === 'none' ? [] : forms(route, base)),
    ]),
    made,
  ];
}

function editLink(edit: string | undefined): Element[] {
  return edit === undefined ? [] : [element('a', { href: edit }, [words.edit])];
}

function commitLink(id: string, address: string | undefined): Element {
  const code = element('code', {}, [shortCommit(id)]);
  return address === undefined ? code : element('a', { href: address.replace('{id}', id) }, [code]);
}

function forms(route: Route, base: string): Element[] {
  return FORMS.map((form) => element('a', { href: formAt(base, route, form) }, [words.beside[form]]));
}

/** The other forms of a page, with their media types. */
const TYPES = { md: 'text/markdown', json: 'application/json' } as const;
const FORMS = ['md', 'json'] as const;

function formAt(base: string, route: Route, form: keyof typeof TYPES): string {
  return base + encodePath(besideFile(route, form));
}

function hidden(label: string): Element {
  return element('span', { className: ['fb-hidden'] }, [label]);
}
