/** Addresses of a built site's pages below its base, such as `issues/`. */
export function pagesOf(files: ReadonlyMap<string, Uint8Array>): string[] {
  return [...files.keys()]
    .filter((path) => /(?:^|\/)index\.html$/.test(path))
    .map((path) => path.slice(0, -'index.html'.length));
}

/** Every link, script, style and picture of every page that leads to no file, or to no element of its page. */
export function brokenLinks(files: ReadonlyMap<string, Buffer>, base: string): string[] {
  const html = new Map(
    [...files].filter(([path]) => path.endsWith('.html')).map(([path, bytes]) => [path, bytes.toString()]),
  );
  const ids = new Map([...html].map(([path, text]) => [path, new Set(attributes(text, 'id'))]));
  const broken: string[] = [];
  for (const [path, text] of html) {
    const here = `http://site${base}${path.replace(/index\.html$/, '')}`;
    for (const address of [...attributes(text, 'href'), ...attributes(text, 'src')]) {
      const url = new URL(address, here);
      if (url.host !== 'site') continue;
      const target = fileAt(decodeURIComponent(url.pathname), base);
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (target === undefined || !files.has(target)) broken.push(`${path}: ${address}`);
      else if (anchor !== '' && !ids.get(target)?.has(anchor))
        broken.push(`${path}: ${address} (no such anchor)`);
    }
  }
  return broken;
}

function fileAt(pathname: string, base: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const path = pathname.slice(base.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function attributes(html: string, name: string): string[] {
  const found = html.matchAll(new RegExp(`<[a-z][^>]*?\\s${name}="([^"]*)"`, 'g'));
  return [...found].map(([, value = '']) =>
    value.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"'),
  );
}
