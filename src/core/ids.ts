/**
 * Ids that are made of other ids: each is printed and parsed here and nowhere else. The id of a record has no slash and no
 * colon, and a test has one or two letters.
 */

/** Something that a record declares, such as a fix, a cause, a task or a decision: `DS-FLAKY-003/serial-marker`. */
export function itemId(record: string, item: string): string {
  return `${record}/${item}`;
}

/** The two parts of an item's id; undefined for an id without a record. */
export function parseItemId(id: string): { readonly record: string; readonly item: string } | undefined {
  const slash = id.indexOf('/');
  return slash === -1 ? undefined : { record: id.slice(0, slash), item: id.slice(slash + 1) };
}

/** An id that may leave out the record that it stands in. */
export function itemIdIn(record: string | undefined, id: string): string {
  return record === undefined || parseItemId(id) ? id : itemId(record, id);
}

/** A test of an issue: `DS-FLAKY-003a`. */
export function testIdOf(issue: string, letter: string): string {
  return issue + letter;
}

/** The same for readers: a test that is the only one of its issue has the id of the issue. */
export function shownTestId(
  { id, tests }: { readonly id: string; readonly tests: readonly unknown[] },
  { letter }: { readonly letter: string },
): string {
  return tests.length > 1 ? testIdOf(id, letter) : id;
}

/** The ids that the issue of a test may have: a test has one or two letters, and the id of an issue may end with some. */
export function issuesOfTestId(id: string): string[] {
  return [1, 2].flatMap((letters) => (/^[a-z]+$/.test(id.slice(-letters)) ? [id.slice(0, -letters)] : []));
}

/** A part of the run history: `data-storage/2026-01` for a month, `data-storage/d5dbbd8a359e2574` for a roster. */
export function historyId(suite: string, part: string): string {
  return `${suite}/${part}`;
}

/** An id with what it is an id of: `fix:DS-FLAKY-003/serial-marker`, `reference:adr-033`. */
export function qualifiedId<Kind extends string>(kind: Kind, id: string): `${Kind}:${string}` {
  return `${kind}:${id}`;
}

/** The two parts of a qualified id. */
export function parseQualifiedId<Kind extends string>(
  name: `${Kind}:${string}`,
): { readonly kind: Kind; readonly id: string };
export function parseQualifiedId(name: string): { readonly kind: string; readonly id: string } {
  const colon = name.indexOf(':');
  return { kind: name.slice(0, colon), id: name.slice(colon + 1) };
}
