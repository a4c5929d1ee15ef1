import type { FileFinding } from '../../core/finding.ts';
import { isOnHosts } from '../book/source.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './facts.ts';

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
