const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto']);

/** Whether a link written in a record may stay a link: relative, or of a scheme that runs no code. */
export function isSafeUrl(url: string): boolean {
  // Browsers drop control characters and spaces before they read the scheme: `java\nscript:` is `javascript:`.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(removeControls(url))?.[1];
  return scheme === undefined || SAFE_SCHEMES.has(scheme.toLowerCase());
}

/** Whether a URL leaves the book: it has a scheme, or a host of its own. */
export function isRemoteUrl(url: string): boolean {
  const bare = removeControls(url);
  return /^[a-z][a-z0-9+.-]*:/i.test(bare) || /^[/\\]{2}/.test(bare);
}

function removeControls(url: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return url.replace(/[\u0000-\u0020\u007f-\u009f]/g, '');
}
