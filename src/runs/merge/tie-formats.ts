import { NameIndex, type TiedName } from '../names/name-index.ts';
import { compareTies } from '../names/name-ties.ts';
import { readName, type TestName } from '../names/test-name.ts';

/**
 * What a name of another format is among the names of one: a test of them; a `part` of one that the other format has several
 * tests for (once for each browser, say); or (`several`) one of these that nobody can tell.
 */
export type FormatTie =
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'part'; readonly name: string }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/**
 * Ties names that two formats give to the tests of one run; a name without a tie is a test that only its format knows. No
 * two names of one format are the same test, so the surest ties are made first and leave fewer to choose from.
 */
export function tieFormats(base: Iterable<string>, others: Iterable<string>): ReadonlyMap<string, FormatTie> {
  const ties = new Map<string, FormatTie>();
  const free = new Set(base);
  const open: string[] = [];
  for (const name of others) {
    if (free.delete(name)) ties.set(name, { kind: 'one', name });
    else open.push(name);
  }
  if (open.length === 0 || free.size === 0) return ties;
  tieOpen(free, open, ties);
  return ties;
}

function tieOpen(free: Set<string>, open: readonly string[], ties: Map<string, FormatTie>): void {
  const index = new NameIndex();
  for (const name of free) index.add(readName(name));
  const found = open
    .map((name) => ({ name, fits: index.find(readName(name)) }))
    .filter(({ fits }) => fits.length > 0)
    .sort((a, b) => compareTies(bestOf(a.fits), bestOf(b.fits)));
  const parts = partsOf(found);
  for (const { name, fits } of found) {
    const part = parts.get(name);
    if (part !== undefined) {
      free.delete(part);
      ties.set(name, { kind: 'part', name: part });
      continue;
    }
    const left = fits.filter((fit) => free.has(fit.name.text));
    const [best, second] = left;
    if (best && !(second && compareTies(best.tie, second.tie) === 0)) {
      free.delete(best.name.text);
      ties.set(name, { kind: 'one', name: best.name.text });
    } else if (best) ties.set(name, { kind: 'several', names: textsOf(left, best) });
  }
}

interface Found {
  readonly name: string;
  /** Best first, never empty. */
  readonly fits: readonly TiedName[];
}

/** Names of which several fit one name, and no other, as well as each other. @returns that name by each of them. */
function partsOf(found: readonly Found[]): ReadonlyMap<string, string> {
  const sure = found.filter(
    ({ fits: [best, second] }) => best && !(second && compareTies(best.tie, second.tie) === 0),
  );
  const byTarget = Map.groupBy(sure, ({ fits }) => (fits[0] as TiedName).name.text);
  const parts = new Map<string, string>();
  for (const [target, list] of byTarget) {
    const best = bestOf((list[0] as Found).fits);
    const alike = list.filter(({ fits }) => compareTies(bestOf(fits), best) === 0);
    if (alike.length > 1) for (const { name } of alike) parts.set(name, target);
  }
  return parts;
}

function bestOf(fits: readonly TiedName[]): TiedName['tie'] {
  return (fits[0] as TiedName).tie;
}

function textsOf(left: readonly TiedName[], best: TiedName): string[] {
  const names: TestName[] = left
    .filter(({ tie }) => compareTies(tie, best.tie) === 0)
    .map(({ name }) => name);
  return names.map(({ text }) => text);
}
