import type { Place } from '../../core/finding.ts';
import { issuesOfTestId, itemId, parseItemId, parseQualifiedId, qualifiedId } from '../../core/ids.ts';
import { atKey } from '../../core/kept.ts';
import type { DeclaredName, Facts, Same, UseKind } from './facts.ts';
import { fileOfPart, partId } from './resolve-link.ts';

export interface Declaration {
  readonly file: string;
  readonly place: Place;
}

/** Every name that the files declare, for looking up what they use. */
export interface BookIndex {
  has(what: UseKind, id: string): boolean;
  /** All ids of a kind, for a "did you mean". */
  idsOf(what: UseKind): Iterable<string>;
  /** Where a name is declared: more than one place is a duplicate. */
  declarations: ReadonlyMap<DeclaredName, readonly Declaration[]>;
  sameOf(what: Same['what'], id: string): Same | undefined;
}

const RECORD_KINDS: Readonly<Record<string, UseKind>> = {
  issue: 'issue',
  pattern: 'pattern',
  suite: 'suite',
  references: 'group',
  roster: 'roster',
};

const ANY_GROUP = '*';

/** The records that may declare a name: while one cannot be read, nobody knows whether it does. */
function holdersOf(what: UseKind, id: string): readonly string[] {
  if (what === 'reference') return [ANY_GROUP];
  if (what === 'fix' || what === 'cause') return [parseItemId(id)?.record ?? ''];
  return what === 'test' || what === 'issue-or-test' ? issuesOfTestId(id) : [];
}

export function indexBook(facts: readonly Facts[]): BookIndex {
  const ids = new Map<UseKind, Set<string>>();
  const declarations = new Map<DeclaredName, Declaration[]>();
  const sames = new Map<string, Same>();
  const unread = new Set<string>();
  const withoutParts = new Set<string>();
  const add = (what: UseKind, id: string) => atKey(ids, what, () => new Set()).add(id);
  for (const fact of facts) {
    const kind = RECORD_KINDS[fact.kind];
    if (kind && fact.id !== '') add(kind, fact.id);
    add('file', fact.file);
    for (const part of fact.parts ?? []) add('part', partId(fact.file, part));
    if (fact.parts === undefined) withoutParts.add(fact.file);
    if (fact.isUnread && fact.id !== '') unread.add(fact.kind === 'references' ? ANY_GROUP : fact.id);
    for (const { name, place } of fact.declares) {
      const declared = parseQualifiedId(name);
      add(declared.kind, declared.id);
      atKey(declarations, name, () => []).push({ file: fact.file, place });
    }
    for (const same of fact.sames) sames.set(qualifiedId(same.what, itemId(fact.id, same.id)), same);
  }
  const has = (what: UseKind, id: string): boolean => {
    if (what === 'issue-or-test' && (has('issue', id) || has('test', id))) return true;
    if (ids.get(what)?.has(id)) return true;
    return what === 'part' ? isUnknownPart(id) : holdersOf(what, id).some((holder) => unread.has(holder));
  };
  // A part of a file that is not there is told as the file alone.
  const isUnknownPart = (id: string) => {
    const file = fileOfPart(id);
    return withoutParts.has(file) || !ids.get('file')?.has(file);
  };
  return {
    has,
    idsOf: (what) => ids.get(what) ?? [],
    declarations,
    sameOf: (what, id) => sames.get(`${what}:${id}`),
  };
}
