import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What an output folder has in it: a folder each. */
export const EDITIONS = ['docs', 'site'] as const;
export type Edition = (typeof EDITIONS)[number];

/** Holds everything that is on its way into an output folder, in the folder itself: so it is on the same file system. */
export const HOME = '.flakebook';

/**
 * Finishes what a killed command began to write, so that what reads the output finds the last one or the new one. Loads what
 * that needs only where there is something.
 * @throws UserError when a change that was decided cannot be finished.
 */
export async function mendOutput(folder: string, label: string): Promise<void> {
  const homes = [folder, ...EDITIONS.map((edition) => join(folder, edition))].map((each) => join(each, HOME));
  if (!homes.some((home) => existsSync(home))) return;
  const { Output } = await import('./output-folder.ts');
  await Output.mend(folder, label);
}
