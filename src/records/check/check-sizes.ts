import { FILE_START, type Finding, type Place } from '../../core/finding.ts';
import { qualifiedId } from '../../core/ids.ts';
import { keysOfTests } from '../issue/same-tests.ts';
import { finding } from '../rules.ts';
import type { BookContext, Facts } from './facts.ts';

/** Suites of which nothing has a date: no report knows since when they are there. */
export function* checkUndated({ facts, index }: BookContext): Iterable<Finding> {
  // An issue of a suite that nobody can tell may be of any.
  const isLost = ({ kind, isUnread, suite }: Facts) =>
    kind === 'issue' && (isUnread || suite === undefined || !index.has('suite', suite));
  if (facts.some(isLost)) return;
  const dated = new Set(
    facts.flatMap(({ kind, id, suite, isDated }) =>
      isDated ? (kind === 'suite' || kind === 'evidence' ? [id] : [suite]) : [],
    ),
  );
  for (const { kind, id, file, isUnread } of facts)
    if (kind === 'suite' && !isUnread && !dated.has(id))
      yield { ...finding('undated-suite', FILE_START, { suite: id }), file };
}

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

/** Tests that an issue names twice, or that several call unresolved, where neither issue tells of the other. */
export function* checkSharedTests({ facts }: BookContext): Iterable<Finding> {
  for (const issues of Map.groupBy(facts, ({ suite = '' }) => suite).values()) {
    const tests = issues.flatMap((issue) =>
      // A line alone is no proof: two tests may have stood there at different times.
      (issue.present ?? []).flatMap((test) =>
        test.isUnresolved && test.name !== undefined ? [{ issue, test }] : [],
      ),
    );
    const keys = keysOfTests(tests.map(({ test }) => test));
    const first = new Map<string, (typeof tests)[number]>();
    for (const [i, one] of tests.entries()) {
      const { issue, test } = one;
      const key = keys[i] ?? '';
      const other = first.get(key);
      if (!other) first.set(key, one);
      const isOwn = other?.issue === issue;
      const isTold = other === undefined || tellsOf(issue, other.issue) || tellsOf(other.issue, issue);
      if (other && (isOwn || (other.issue.id.toLowerCase() !== issue.id.toLowerCase() && !isTold)))
        yield {
          ...finding('shared-test', placeOfTest(issue, test.id), {
            other: isOwn ? other.test.id : other.issue.id,
            isOwn: isOwn ? 'yes' : 'no',
          }),
          file: issue.file,
        };
    }
  }
}

function tellsOf({ uses }: Facts, { id }: Facts): boolean {
  return uses.some((use) => (use.what === 'issue' || use.what === 'issue-or-test') && use.id === id);
}

function placeOfTest({ declares }: Facts, id: string): Place {
  return declares.find(({ name }) => name === qualifiedId('test', id))?.place ?? FILE_START;
}
