import type { IssueLooks } from './issue-looks.ts';

/** Whether two looks of one issue differ in their places at most: then findings about others are the same by both. */
export function hasSameLooks(before: IssueLooks, after: IssueLooks): boolean {
  return outlineOf(before) === outlineOf(after);
}

const PLACES: ReadonlySet<string> = new Set(['place', 'matchPlaces', 'rejectPlaces']);

function outlineOf(looks: IssueLooks): string {
  return JSON.stringify(looks, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
}
