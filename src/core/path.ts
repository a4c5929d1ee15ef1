/**
 * The steps of a path without `.` and `..`; one that leads out of where it begins keeps its first `..`.
 * @param path with forward slashes. @param from the steps of the folder in which it begins.
 */
export function stepsOfPath(path: string, from: readonly string[] = []): string[] {
  const steps = [...from];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps;
}

/** The way from one file to another, as a link has it. */
export function relativePath(from: string, to: string): string {
  let common = 0;
  for (let i = 0; i < from.length && from.charCodeAt(i) === to.charCodeAt(i); i += 1)
    if (from[i] === '/') common = i + 1;
  let way = to.slice(common);
  for (let i = from.indexOf('/', common); i >= 0; i = from.indexOf('/', i + 1)) way = `../${way}`;
  // A colon in the first part would make a scheme of it.
  return /^[^/]*:/.test(way) ? `./${way}` : way;
}
