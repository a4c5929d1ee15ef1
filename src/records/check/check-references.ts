import type { FileFinding } from '../../core/finding.ts';
import { isOnHosts } from '../book/source.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './context.ts';

/** Schemes that need no template. */
const BUILT_IN = ['http', 'https', 'commit', 'file'];

/** References of an issue that the page would show without a link: of a scheme that nobody knows, or without an id. */
export function* checkReferences({ record, book, place }: FileContext): Iterable<FileFinding> {
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
