/** A path as a part of a URL: its slashes stay, and nothing in it begins a query or a fragment. */
export function encodePath(path: string): string {
  // Most are addresses of pages, and there are millions of them.
  if (/^[\w/.-]*$/.test(path)) return path;
  return encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

/** A text as one part of a path, or as a value: nothing in it ends the part. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** A path without percent escapes; those that are no UTF-8 stay. */
export function decodePath(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/**
 * The scheme of a link in lower case, undefined for a relative one. As browsers read it: spaces and control characters
 * before and within it do not count.
 */
export function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replaceAll(/[\p{Cc} ]+/gu, ''))?.[1]?.toLowerCase();
}

const SAFE_SCHEMES: ReadonlySet<string | undefined> = new Set([undefined, 'http', 'https', 'mailto']);

/** A scheme that no link may have, also where it is written with percent escapes; undefined for a link that may be. */
export function unsafeScheme(url: string): string | undefined {
  if (!/[:%]/.test(url)) return undefined;
  const forms = url.includes('%') ? [url, decodePath(url)] : [url];
  return forms.map(schemeOf).find((scheme) => !SAFE_SCHEMES.has(scheme));
}
