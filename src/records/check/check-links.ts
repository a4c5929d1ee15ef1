import type { FileFinding, Finding } from '../../core/finding.ts';
import { itemId, parseItemId } from '../../core/ids.ts';
import { relativePath } from '../../core/path.ts';
import { isOnHosts } from '../book/source.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { BookIndex } from './book-index.ts';
import type { BookContext, Facts, FileContext, Same, Use, UseKind } from './facts.ts';
import { fileOfPart, partId } from './resolve-link.ts';

/** Names and paths that lead nowhere. */
export function* checkLinks({ facts, index }: BookContext): Iterable<Finding> {
  for (const { file, uses } of facts)
    for (const use of uses)
      if (!index.has(use.what, use.id)) {
        if (use.isGuess) yield* misspeltPattern(file, use, index);
        else yield danglingUse(file, use, index);
      }
}

function danglingUse(file: string, use: Use, index: BookIndex): Finding {
  if (use.what === 'part') return danglingPart(file, use, index);
  return use.what === 'file' ? danglingLink(file, use, index) : danglingId(file, use, index);
}

/** So many letters of a cause's id may differ from a pattern's for a slip to be likely. */
const SLIP = 2;

function* misspeltPattern(file: string, { what, id, place }: Use, index: BookIndex): Iterable<Finding> {
  const suggestion = suggest(id, index.idsOf(what), SLIP);
  if (suggestion !== undefined) yield { ...finding('misspelt-pattern', place, { id, suggestion }), file };
}

const NAMES: Readonly<Record<string, string>> = {
  group: 'group of references',
  'issue-or-test': 'issue or test',
};

function danglingId(file: string, { what, id, place }: Use, index: BookIndex): Finding {
  const suggestion =
    what === 'fix' || what === 'cause'
      ? nearItem(file, what, id, index)
      : suggest(id, candidates(what, id, index));
  return { ...finding('dangling-id', place, { what: NAMES[what] ?? what, id, suggestion }), file };
}

/** A fix or a cause of the same issue, as that issue names it itself: of another issue, the same id is another one. */
function nearItem(file: string, what: UseKind, id: string, index: BookIndex): string | undefined {
  const { record = '', item = id } = parseItemId(id) ?? {};
  const items = [...index.idsOf(what)]
    .map(parseItemId)
    .flatMap((one) => (one?.record === record ? one.item : []));
  const near = suggest(item, items, Math.floor(id.length / 3));
  return near === undefined || file === `issues/${record}.md` ? near : itemId(record, near);
}

/**
 * Another number is another issue, not a slip: only ids of the same number may have been meant. A digest, as rosters and
 * issues may have it, is near to no other.
 */
function candidates(what: UseKind, id: string, index: BookIndex): Iterable<string> {
  if (what === 'roster' || what === 'issue-or-test') return [];
  if (what !== 'issue' && what !== 'test') return index.idsOf(what);
  const number = numberOf(id);
  return [...index.idsOf(what)].filter((other) => numberOf(other) === number);
}

function numberOf(id: string): number {
  return Number(/(\d+)[a-z]*$/i.exec(id)?.[1]);
}

function danglingLink(file: string, { id, place }: Use, index: BookIndex): Finding {
  const leaves = id.startsWith('../');
  const near = leaves ? undefined : nearFile(id, index.idsOf('file'));
  const args = {
    target: relativePath(file, id),
    leaves: leaves ? 'yes' : 'no',
    suggestion: near && relativePath(file, near),
  } as const;
  return { ...finding('dangling-link', place, args), file };
}

function danglingPart(file: string, { id, place }: Use, index: BookIndex): Finding {
  const other = fileOfPart(id);
  const prefix = partId(other, '');
  const partOf = (of: string) => of.slice(prefix.length);
  const parts = [...index.idsOf('part')].filter((of) => of.startsWith(prefix)).map(partOf);
  const args = {
    part: partOf(id),
    file: other === file ? undefined : relativePath(file, other),
    suggestion: suggest(partOf(id), parts),
  };
  return { ...finding('dangling-anchor', place, args), file };
}

/** The file of the same name in another folder, or one of a similar path. */
function nearFile(path: string, files: Iterable<string>): string | undefined {
  const all = [...files];
  const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '');
  // Another number is another issue.
  const alike = all.filter((file) => numberOf(nameOf(file)) === numberOf(nameOf(path)));
  return (
    all.find((file) => nameOf(file) === nameOf(path)) ?? suggest(path, /\d$/.test(nameOf(path)) ? alike : all)
  );
}

/** Fixes and causes that are each the `same` as the next, and issues that each took over the next, without an end. */
export function* checkSames({ facts, index }: BookContext): Iterable<Finding> {
  for (const { file, id: issue, sames } of facts) {
    for (const same of sames) {
      const members = loopOf(issue, same, (of) => index.sameOf(same.what, itemId(of, same.id)));
      if (!members) continue;
      const key = same.what === 'issue' ? 'by' : 'same';
      const related = members.slice(1).flatMap((member) => relatedSame(member, same, facts, index));
      yield {
        ...finding('same-loop', same.place, { key, chain: [...members, issue] }),
        file,
        related,
      };
    }
  }
}

function relatedSame(
  member: string,
  { what, id }: Same,
  facts: readonly Facts[],
  index: BookIndex,
): NonNullable<Finding['related']> {
  const other = facts.find((fact) => fact.kind === 'issue' && fact.id === member);
  const its = index.sameOf(what, itemId(member, id));
  if (!other || !its) return [];
  const message = what === 'issue' ? `${its.of} took over ${member}` : `${member} is the same as ${its.of}`;
  return [{ file: other.file, place: its.place, message }];
}

/** The issues of the loop that begins and ends with this one; undefined where the chain ends, or loops elsewhere. */
function loopOf(issue: string, same: Same, next: (issue: string) => Same | undefined): string[] | undefined {
  const members = [issue];
  for (let step: Same | undefined = same; step; step = next(step.of)) {
    if (step.of === issue) return members;
    if (members.includes(step.of)) return undefined;
    members.push(step.of);
  }
  return undefined;
}

/** Schemes that need no template. */
const BUILT_IN = ['http', 'https', 'commit', 'file'];

/**
 * References that pages would show without a link: a path that leads out of the repository, a scheme that nobody knows, or
 * one without an id.
 */
export function* checkReferences({ record, book, place }: FileContext): Iterable<FileFinding> {
  if (record?.kind === 'references')
    for (const { id, path } of record.items)
      if (path !== undefined && /^(?:\.\.)?\//.test(path))
        yield finding('reference-path', place(['items', id, 'path']), { path });
  if (record?.kind !== 'issue') return;
  const known = [...BUILT_IN, ...Object.keys(book.links)];
  for (const [i, entry] of record.references.entries()) {
    const [, scheme, id = ''] = /^([^:\s]*):\s*(.*)$/s.exec(entry) ?? [];
    if (scheme === undefined) continue;
    const isKnown = known.includes(scheme) || isOnHosts(scheme, id);
    if (isKnown && id.replace(/^\/+/, '') !== '') continue;
    const suggestion = isKnown ? undefined : suggest(scheme, known);
    const problem = isKnown || (id === '' && suggestion === undefined) ? 'id' : 'scheme';
    yield finding('reference-scheme', place(['references', i]), { entry, scheme, problem, suggestion });
  }
}
