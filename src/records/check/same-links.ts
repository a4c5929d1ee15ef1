import type { Facts, Use } from './facts.ts';

/**
 * Whether what links of the whole book say is the same after a change of one file as before it: others see the same of
 * the file, and it uses nothing that was not there. True only where no finding was about the file before.
 */
export function hasSameLinks(before: Facts, after: Facts): boolean {
  if (outlineOf(before) !== outlineOf(after)) return false;
  const found = new Set([...before.uses.map(nameOf), ...after.declares.map(({ name }) => name)]);
  return after.uses.every((use) => found.has(nameOf(use)));
}

function nameOf({ what, id }: Pick<Use, 'what' | 'id'>): string {
  return `${what}:${id}`;
}

/** What rules that need no date see of a file, without its places and without what it uses. */
function outlineOf(facts: Facts): string {
  const { title: _, newest: __, untils: ___, uses: ____, fixKinds, declares, sames, claims, ...more } = facts;
  return JSON.stringify([
    more,
    Object.entries(fixKinds),
    declares.map(({ name }) => name),
    sames.map(({ what, id, of }) => [what, id, of]),
    claims.map(({ fix }) => fix),
  ]);
}
