/** A path with lines, as records write it: `test/a_test.go:88` or `test/a_test.go:88-96`. */
export interface Spot {
  readonly path: string;
  readonly first?: number;
  readonly last?: number;
}

export function parseSpot(at: string): Spot {
  const [, path = at, first, last] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(at) ?? [];
  if (first === undefined) return { path };
  const lines = [Number(first), Number(last ?? first)];
  return { path, first: Math.min(...lines), last: Math.max(...lines) };
}

/** A path from the root of the repository in its one form; undefined for one that leads out of it. */
export function cleanPath(path: string): string | undefined {
  if (/^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path)) return undefined;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
