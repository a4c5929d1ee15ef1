import { idsIn } from '../read/ids.ts';
import type { Knowledge } from './with-book.ts';

/**
 * The part of the book that a document is about: the suites of the issues that it names, or the suites that it names.
 * Undefined for a document about something else: the book cannot say anything of its numbers.
 */
export function tieToBook(text: string, { snapshot, suite }: Knowledge): Knowledge | undefined {
  if (suite !== undefined) return { snapshot, suite };
  const ids = new Set(idsIn(text).flatMap(({ issues }) => issues.map(({ id }) => id)));
  const named = [...snapshot.issues.values()].filter(({ issue }) => ids.has(issue.id));
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const byIssue = named.length > 1 ? named.map(({ issue }) => issue.suite) : [];
  const words = text.toLowerCase();
  const byName = [...snapshot.suites.values()]
    .filter(({ suite: { title }, issues }) => issues.length > 0 && words.includes(title.toLowerCase()))
    .map(({ suite: { id } }) => id);
  const suites = [...new Set([...byIssue, ...byName])];
  const [only] = suites;
  if (only === undefined) return undefined;
  return suites.length === 1 && snapshot.suites.has(only) ? { snapshot, suite: only } : { snapshot };
}
