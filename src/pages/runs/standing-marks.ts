import type { PhrasingContent, RootContent } from 'mdast';
import { paragraph, strong, text } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import { standingBadge, standingReason } from './fix-words.ts';
import type { IssueRuns } from './issue-runs.ts';
import { momentWords } from './moments.ts';

/** Beside the status of an issue's page: how the claim stands, whichever way. */
export function standingMark({ worst }: IssueRuns): PhrasingContent[] {
  return worst === undefined ? [] : [text(' '), standingBadge(worst.standing)];
}

/** Below it: a contradiction in full. */
export function contradiction(context: BookAt, { worst, tests }: IssueRuns): RootContent[] {
  if (worst?.standing !== 'contradicted') return [];
  const which = tests.length > 1 ? ` of ${worst.testId}` : '';
  const reason = standingReason(worst, momentWords(context));
  return [paragraph(strong(`The runs contradict the fix${which}. ${reason}`))];
}

/** Beside the status in a list: only that runs contradict the claim. Other standings wait on the issue's page. */
export function contradictionMark(isContradicted: boolean): PhrasingContent[] {
  return isContradicted ? [text(' '), standingBadge('contradicted')] : [];
}
