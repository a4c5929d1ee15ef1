import type { PhrasingContent, RootContent } from 'mdast';
import type { IssueReading } from '../../asof/snapshot.ts';
import { isClaimed } from '../../confirm/claim-history.ts';
import type { BodySource } from '../../records/knowledge-base.ts';
import { paragraph, strong, text } from '../blocks/tree.ts';
import type { ComposeContext } from '../context.ts';
import { standingBadge, standingReason } from './fix-words.ts';
import { type IssueRuns, issueRuns } from './issue-runs.ts';
import { momentWords } from './moments.ts';

/** Beside the status of an issue's page: how the claim stands, whichever way. */
export function standingMark({ worst }: IssueRuns): PhrasingContent[] {
  return worst === undefined ? [] : [text(' '), standingBadge(worst.standing)];
}

/** Below it: a contradiction in full. */
export function contradiction(context: ComposeContext, { worst, tests }: IssueRuns): RootContent[] {
  if (worst?.standing !== 'contradicted') return [];
  const which = tests.length > 1 ? ` of ${worst.testId}` : '';
  const reason = standingReason(worst, momentWords(context));
  return [paragraph(strong(`The runs contradict the fix${which}. ${reason}`))];
}

/** Beside the status in a list: only that runs contradict the claim. Other standings wait on the issue's page. */
export function contradictionMark(
  context: ComposeContext,
  reading: IssueReading,
  bodies: BodySource,
): PhrasingContent[] {
  return isContradicted(context, reading, bodies) ? [text(' '), standingBadge('contradicted')] : [];
}

/** Whether an issue claims to be mended and runs since say that it is not. */
export function isContradicted(context: ComposeContext, reading: IssueReading, bodies: BodySource): boolean {
  return isClaimed(reading) && issueRuns(context, reading, bodies)?.worst?.standing === 'contradicted';
}
