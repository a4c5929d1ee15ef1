import type { Finding } from '../../core/finding.ts';
import { keysOfTests } from '../issue/same-tests.ts';
import { finding } from '../rules.ts';
import type { BookContext } from './context.ts';

/** Suites that are said to have fewer tests than issues name: no figure can be made of the size. */
export function* checkSizes({ facts }: BookContext): Iterable<Finding> {
  const bySuite = Map.groupBy(facts, ({ suite = '' }) => suite);
  for (const { kind, id, file, size } of facts) {
    if (kind !== 'suite' || size === undefined) continue;
    const present = (bySuite.get(id) ?? []).flatMap((issue) => issue.present ?? []);
    const named = new Set(keysOfTests(present)).size;
    if (named > size.tests)
      yield { ...finding('impossible-size', size.place, { tests: size.tests, named }), file };
  }
}
