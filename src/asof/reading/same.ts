import { itemId } from '../../core/ids.ts';

/** A cause or a fix, which may repeat the one of the same id of another issue. */
interface Repeatable {
  readonly id: string;
  readonly same?: string;
}

/** What stands at the end of a chain of `same:`, with the fields that are given on the way. */
export interface Resolved<T> {
  /** The issue that the chain ends in; the issue itself where nothing is repeated, or what is repeated is missing. */
  readonly owner: string;
  readonly item: T;
}

interface Link<T> {
  readonly issue: string;
  readonly item: T;
}

/**
 * Makes a function that follows `same:`. Every link is followed once, however many issues share a chain. A
 * chain that runs in a circle (an error of the check) ends where it would come back to itself.
 */
export function createSameResolver<T extends Repeatable>(
  find: (issue: string, id: string) => T | undefined,
  merge: (own: T, base: T) => T,
): (issue: string, item: T) => Resolved<T> {
  const known = new Map<string, Resolved<T>>();
  return (issue, item) => {
    const path: Link<T>[] = [];
    const walked = new Set<string>();
    let base: Resolved<T> | undefined;
    let next: Link<T> | undefined = { issue, item };
    while (next !== undefined && !walked.has(next.issue)) {
      base = known.get(keyOf(next));
      if (base !== undefined) break;
      walked.add(next.issue);
      path.push(next);
      next = follow(next, find);
    }
    for (const link of path.reverse()) {
      base = base
        ? { owner: base.owner, item: merge(link.item, base.item) }
        : { owner: link.issue, item: link.item };
      known.set(keyOf(link), base);
    }
    return base ?? { owner: issue, item };
  };
}

function keyOf(link: Link<Repeatable>): string {
  return itemId(link.issue, link.item.id);
}

function follow<T extends Repeatable>(
  { item }: Link<T>,
  find: (issue: string, id: string) => T | undefined,
): Link<T> | undefined {
  if (item.same === undefined) return undefined;
  const found = find(item.same, item.id);
  return found && { issue: item.same, item: found };
}
