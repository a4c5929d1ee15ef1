import { itemId, testIdOf } from '../../core/ids.ts';
import { isStatus } from '../../core/status.ts';
import type { Book } from '../book/book.ts';
import type { Draft } from '../fields/draft.ts';
import { valueAt } from '../fields/pruned.ts';
import type { Cause, Issue } from '../issue/issue.ts';
import type { TimelineEntry } from '../issue/timeline.ts';
import type { Collected } from './collector.ts';
import type { Facts } from './facts.ts';
import { findIssueIds } from './issue-ids.ts';
import type { Source } from './parse-source.ts';

/** What an issue declares and uses, and what other rules of the whole book ask of it. */
export function collectIssue(
  issue: Draft<Issue>,
  source: Source,
  book: Book,
  collected: Collected,
): Partial<Facts> {
  collected.use('suite', issue.suite, ['suite']);
  for (const { letter } of issue.tests)
    collected.declare('test', testIdOf(issue.id, letter), ['tests', letter]);
  for (const cause of issue.causes) collectCause(issue, cause, source, collected);
  for (const fix of issue.fixes) {
    collected.declare('fix', itemId(issue.id, fix.id), ['fixes', fix.id]);
    collectSame('fix', fix.id, fix.same, collected);
  }
  for (const decision of issue.decisions) collected.decision(decision, issue.id);
  for (const [i, id] of issue.references.entries()) {
    if (!id.includes(':')) collected.use('reference', id, ['references', i]);
  }
  for (const [i, related] of issue.related.entries())
    collected.use('issue', related.issue, ['related', i, 'issue']);
  for (const [i, entry] of issue.timeline.entries()) collectEntry(issue, entry, i, book, collected);
  return {
    suite: issue.suite,
    fixKinds: Object.fromEntries(issue.fixes.flatMap((fix) => (fix.kind ? [[fix.id, fix.kind]] : []))),
    claims: issue.timeline.flatMap(({ word, fix }, i) =>
      word === 'fixed' && fix !== undefined ? [{ fix, place: collected.place(['timeline', i, 'fix']) }] : [],
    ),
    untils: untilsInForce(issue, collected),
  };
}

function collectCause(
  issue: Draft<Issue>,
  { id, pattern, same }: Draft<Cause>,
  source: Source,
  collected: Collected,
): void {
  collected.declare('cause', itemId(issue.id, id), ['causes', id]);
  // A cause whose `pattern` was cut out for its form does not mean the pattern of its own name instead.
  const isNamed = valueAt(source.yaml?.data, ['causes', id, 'pattern']) !== undefined;
  if (pattern !== id) collected.use('pattern', pattern, ['causes', id, 'pattern']);
  else if (!isNamed) collected.use('pattern', pattern, ['causes', id], 'key');
  collectSame('cause', id, same, collected);
}

function collectSame(what: 'cause' | 'fix', id: string, of: string | undefined, collected: Collected): void {
  if (of === undefined) return;
  const path = [what === 'cause' ? 'causes' : 'fixes', id, 'same'];
  collected.sames.push({ what, id, of, place: collected.place(path) });
  collected.use(what, itemId(of, id), path);
}

function collectEntry(
  issue: Draft<Issue>,
  entry: Draft<TimelineEntry>,
  i: number,
  book: Book,
  collected: Collected,
): void {
  const { by, fix, word } = entry;
  if (by !== undefined && findIssueIds(by, book).length > 0)
    collected.use('issue', by, ['timeline', i, 'by']);
  // What was `tried` may be a fix, or words.
  if (fix !== undefined && (word !== 'tried' || issue.fixes.some(({ id }) => id === fix))) {
    collected.use('fix', itemId(issue.id, fix), ['timeline', i, 'fix']);
  }
}

/** The last `until` of the entries that still give the status of some test. */
function untilsInForce(issue: Draft<Issue>, { place }: Collected): Facts['untils'] {
  const latest = new Map<string, number>();
  for (const [i, { word, tests }] of issue.timeline.entries()) {
    if (!isStatus(word)) continue;
    for (const { letter } of issue.tests)
      if (tests.length === 0 || tests.includes(letter)) latest.set(letter, i);
  }
  return [...new Set(latest.values())].flatMap((i) => {
    const entry = issue.timeline[i];
    return entry?.until === undefined
      ? []
      : [{ word: entry.word, until: entry.until, place: place(['timeline', i, 'until']) }];
  });
}
