/**
 * Where a test stands, whatever tool reported it: `test/orders.test.js :: orders > race > first response wins`.
 * Printed, it is the name under which the run history knows a test.
 */
export interface TestLocator {
  /** The file, package, class or outermost suite; with forward slashes, relative where that could be told. Empty where there is none. */
  readonly scope: string;
  /** Containers, outermost first, and the test's own name last. Never empty. */
  readonly path: readonly string[];
}

const SCOPE_END = ' :: ';
const STEP = ' > ';

export function printLocator({ scope, path }: TestLocator): string {
  const name = path.join(STEP);
  return scope === '' ? name : scope + SCOPE_END + name;
}

/** Reads what `printLocator` printed, and what people write: a name without scope. */
export function parseLocator(text: string): TestLocator {
  const end = text.indexOf(SCOPE_END);
  const name = end === -1 ? text : text.slice(end + SCOPE_END.length);
  return { scope: end === -1 ? '' : text.slice(0, end), path: name.split(STEP) };
}
