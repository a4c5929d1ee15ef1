/** The lines with which git marks a conflict, https://git-scm.com/docs/git-merge#_how_conflicts_are_presented */
const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$/;

export function isConflictMarker(line: string): boolean {
  return MARKER.test(line);
}

/** Offset of the first conflict; undefined where not all of its three markers stand below each other. */
export function findConflict(text: string): number | undefined {
  const at = (marker: string, from: number) => {
    const found = text.startsWith(marker, from) ? from : text.indexOf(`\n${marker}`, from) + 1;
    return found === 0 && !text.startsWith(marker) ? undefined : found;
  };
  const start = at('<<<<<<< ', 0);
  const middle = start === undefined ? undefined : at('=======\n', start);
  const end = middle === undefined ? undefined : at('>>>>>>> ', middle);
  return end === undefined ? undefined : start;
}
