import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Snapshot } from '../../asof/snapshot.ts';
import type { ConfirmedBook, ConfirmedIssue, Edit } from '../../confirm/confirmed.ts';
import { appendTimelineEntry } from '../../confirm/edit-timeline.ts';
import { createCalendar } from '../../core/calendar.ts';
import { isStatus } from '../../core/status.ts';
import { checkFile } from '../../records/check/check-file.ts';
import { firstError } from '../../rules/rules.ts';
import { reasonOf } from '../content-files.ts';
import { digestText } from '../digest.ts';
import type { Workspace } from '../open-workspace.ts';
import { UserError } from '../user-error.ts';
import { writeWhole } from '../write-file.ts';
import { toEntry } from './confirm-fixes.ts';

/** An edit that cannot be made; the message continues a sentence that begins with the record's name. */
class Refused extends Error {}

/** Writes all proposals for a record or none, and never overwrites somebody else's change. */
export function editRecord(
  workspace: Workspace,
  { snapshot }: Pick<ConfirmedBook, 'snapshot'>,
  confirmed: ConfirmedIssue,
): Edit {
  const { file } = confirmed;
  try {
    refuseLaterStatus(snapshot, confirmed);
    const path = placeOf(workspace, file);
    const bytes = readFileSync(path);
    if (digestText(bytes) !== workspace.digestOf(file)) throw new Refused(CHANGED);
    const text = edited(bytes, confirmed, snapshot);
    const isSame = () => digestText(readFileSync(path)) === digestText(bytes);
    return writeWhole(path, text, { may: isSame }) ? { file } : { file, refused: CHANGED };
  } catch (error) {
    if (error instanceof Refused || error instanceof UserError) return { file, refused: error.message };
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return { file, refused: `it could not be read: ${reasonOf(error)}` };
  }
}

const CHANGED = 'it was changed meanwhile; run this again';

/** What a record says of later dates is known to whoever edits it now. */
function refuseLaterStatus({ kb, asOf }: Snapshot, { issue, proposals }: ConfirmedIssue): void {
  const { instantMs } = createCalendar(kb.book.timeZone);
  const later = kb.issues
    .get(issue)
    ?.timeline.find(
      ({ word, at, tests }) =>
        isStatus(word) &&
        instantMs(at) > asOf.instantMs &&
        proposals.some((proposal) => areAbout(proposal.tests, tests)),
    );
  if (later)
    throw new Refused(
      `it has \`${later.word}: ${later.at}\`, which is after ${asOf.text}; leave --as-of out`,
    );
}

/** Whether two lists of tests have one in common; an empty one stands for all. */
function areAbout(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((letter) => others.includes(letter));
}

/** A link within the content folder is followed, so that it stays one. */
function placeOf({ content }: Workspace, file: string): string {
  const path = realpathSync(join(content, file));
  if (!path.startsWith(content + sep)) throw new Refused('it is a link out of the content folder');
  return path;
}

/** The new text, in which `check` finds no error. */
function edited(bytes: Uint8Array, { file, proposals }: ConfirmedIssue, { kb }: Snapshot): string {
  const calendar = createCalendar(kb.book.timeZone);
  let text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  for (const proposal of proposals) {
    const result = appendTimelineEntry(text, toEntry(proposal), calendar);
    if (typeof result !== 'string') throw new Refused(result.why);
    text = result;
  }
  const { findings } = checkFile(file, new TextEncoder().encode(text), kb.book);
  const error = firstError(findings);
  if (error !== undefined) throw new Refused(`the check would say of it: ${error}`);
  return text;
}
