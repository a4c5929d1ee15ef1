import type { When } from '../core/calendar.ts';
import { type Detected, detectFlakes } from '../detect/detect.ts';
import { createContext } from '../pages/context.ts';
import { type DetectedWords, describeDetected } from '../pages/words/detected-words.ts';

import { readMeasuredSuite } from './measured-suite.ts';
import type { Workspace } from './open-workspace.ts';

/** The tests of a suite that fail and have no issue, with the words for them. */
export async function detectInSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ suite: string; detected: Detected; words: DetectedWords }> {
  const { snapshot, runs } = await readMeasuredSuite(workspace, asOf, suite);
  const detected = detectFlakes(runs);
  return { suite: runs.suite, detected, words: describeDetected(detected, runs, createContext(snapshot)) };
}
