/** A relative link of a body, as a path in the content folder. */
export interface ContentLink {
  /** Forward slashes; begins with `../` where it leaves the content folder. */
  readonly file: string;
  /** What stands behind `#`, without it. */
  readonly fragment?: string;
}

/** Resolves a relative link; undefined for links to other hosts, other schemes, and within the page. */
export function resolveLink(file: string, url: string): ContentLink | undefined {
  if (schemeOf(url) !== undefined || /^\/\/|^#|^$/.test(url)) return undefined;
  const [path = '', fragment] = url.split('#', 2);
  const steps = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  for (const step of safeDecode(path).split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return { file: steps.join('/'), fragment };
}

/**
 * The scheme of a link in lower case, undefined for a relative one. As browsers read it: spaces and control characters
 * before and within it do not count.
 */
export function schemeOf(url: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them.
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replaceAll(/[\u0000-\u0020]+/g, ''))?.[1]?.toLowerCase();
}

const SAFE_SCHEMES: ReadonlySet<string | undefined> = new Set([undefined, 'http', 'https', 'mailto']);

/** A scheme that no link may have, also where it is written with percent escapes; undefined for a link that may be. */
export function unsafeScheme(url: string): string | undefined {
  return [url, safeDecode(url)].map(schemeOf).find((scheme) => !SAFE_SCHEMES.has(scheme));
}

/** Escapes that are no UTF-8 stay as they are. */
function safeDecode(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** The way from one file of the content folder to another, as a link has it. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}
