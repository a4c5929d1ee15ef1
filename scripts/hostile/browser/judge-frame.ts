import { judgeHtml } from '../payloads/judge-html.ts';
import { isOwnAddress, isSafeAddress } from '../payloads/unsafe.ts';

/** An element of a page as a browser has built it. */
export interface Found {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** What stands between the tags of a script or a style. */
  readonly code: string;
}

/** A page in a browser: its content, the list of what a search found, and all elements around both. */
export interface Seen {
  readonly content: readonly string[];
  readonly frame: readonly Found[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What the frame around a page consists of: the layout, and the search. */
const ELEMENTS = words(
  'a article aside body button circle code details dialog div footer h1 h2 h3 head header html img input kbd label li link main mark meta nav noscript ol option p path pre script search section select small span strong summary svg textarea title ul',
);

/** Values that attributes of the frame may have, by element; of all other attributes those of `SAFE`. */
const ONLY: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  meta: { name: /^(?:color-scheme|description|viewport)$/, property: /^og:/, charset: /^utf-8$/ },
  link: { rel: /^(?:alternate|canonical|icon|modulepreload|preload|sitemap|stylesheet)$/ },
  img: { src: /^\/_astro\/favicon\.[\w-]+\.svg$/ },
  script: { type: /^module$/ },
  input: { type: /^(?:checkbox|file)$/ },
  button: { type: /^button$/ },
};

const NEVER = /^(?:on.*|action|formaction|srcdoc|srcset|http-equiv|ping|background|poster|data|xlink:href)$/;

/** What in a page, as a browser shows it, somebody's text has brought in. @param isOwnScript of the code of an inline script. */
export function judgePage({ content, frame }: Seen, isOwnScript: (code: string) => boolean): string[] {
  return [
    ...content.flatMap(judgeHtml),
    ...frame.flatMap((found) => judgeElement(found, isOwnScript).map((what) => `around the page: ${what}`)),
  ];
}

function judgeElement({ tag, attributes, code }: Found, isOwnScript: (code: string) => boolean): string[] {
  if (!ELEMENTS.has(tag)) return [`<${tag}>`];
  const all = new Map(attributes);
  const found = attributes
    .filter(([name, value]) => NEVER.test(name) || ONLY[tag]?.[name]?.test(value) === false)
    .map(([name, value]) => `<${tag} ${name}=${JSON.stringify(value)}>`);
  if (tag === 'img' && !all.has('src')) found.push('<img>');
  for (const name of ['href', 'src']) {
    const address = all.get(name) ?? '';
    const isFine =
      tag === 'a' ? isSafeAddress(address) : isOwnAddress(address) || all.get('rel') === 'canonical';
    if (!isFine) found.push(`<${tag} ${name}=${JSON.stringify(address)}>`);
  }
  if (tag === 'script' && !all.has('src') && !isOwnScript(code)) found.push(`a script: ${code.slice(0, 80)}`);
  if (/evil\.example|@import/.test((tag === 'style' ? code : '') + (all.get('style') ?? '')))
    found.push(`<${tag}> with a style of somebody's`);
  return found;
}
