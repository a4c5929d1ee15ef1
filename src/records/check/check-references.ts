import type { FileFinding } from '../../core/finding.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './context.ts';

/** Schemes that need no template. */
const BUILT_IN = ['http', 'https', 'commit'];

/** References of an issue whose scheme is almost one that the book knows: the page would show them without a link. */
export function* checkReferences({ record, book, place }: FileContext): Iterable<FileFinding> {
  if (record?.kind !== 'issue') return;
  const expected = [...BUILT_IN, ...Object.keys(book.links)];
  for (const [i, entry] of record.references.entries()) {
    const scheme = /^([^:/\s]+):/.exec(entry)?.[1];
    if (scheme === undefined || expected.includes(scheme)) continue;
    const suggestion = suggest(scheme, expected);
    if (suggestion !== undefined)
      yield finding('unknown-value', place(['references', i]), {
        key: 'references',
        value: scheme,
        expected,
        suggestion,
      });
  }
}
