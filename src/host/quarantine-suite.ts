import { existsSync, readFileSync } from 'node:fs';
import type { SuiteReading } from '../asof/snapshot.ts';
import { createCalendar, type When } from '../core/calendar.ts';
import { type Quarantine, quarantineOf } from '../quarantine/mutes.ts';
import { MADE_BY } from '../quarantine/runner-files.ts';
import { openSuite, type Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';
import { orFail, writeWhole } from './write-file.ts';

/** Tests of a suite that may be muted as of a date. @throws UserError when there is no such suite. */
export async function quarantineSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ readonly reading: SuiteReading; readonly found: Quarantine }> {
  const { book, id } = await openSuite(workspace, asOf, suite);
  const { snapshot, now } = book;
  const reading = snapshot.suites.get(id);
  if (!reading) throw new UserError(`The book has no suite ${id} as of ${asOf}.`);
  const calendar = createCalendar(snapshot.kb.book.timeZone);
  return { reading, found: quarantineOf(reading, snapshot.asOf, calendar, now.suiteRuns(id)) };
}

/** Writes what a runner obeys. @throws UserError where somebody else's file stands. */
export function writeQuarantine(path: string, label: string, text: string): void {
  orFail(label, () => {
    if (existsSync(path) && !readFileSync(path, 'utf8').slice(0, 200).includes(MADE_BY))
      throw new UserError(`Give --out another file: ${label} was not made by \`flakebook quarantine\`.`);
    writeWhole(path, text);
  });
}
