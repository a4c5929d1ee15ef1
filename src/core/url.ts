/** A path as a part of a URL: its slashes stay, and nothing in it begins a query or a fragment. */
export function encodePath(path: string): string {
  return encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

/** A text as one part of a path, or as a value: nothing in it ends the part. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
