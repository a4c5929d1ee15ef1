import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { FILE_START } from '../core/place.ts';
import { type Detected, detectFlakes } from '../detect/detect.ts';
import { finding } from '../detect/rules.ts';
import { createContext } from '../pages/context.ts';
import { type DetectedWords, describeDetected } from '../pages/words/detected-words.ts';

import { readMeasuredSuite } from './measured-suite.ts';
import type { Workspace } from './open-workspace.ts';

/** The tests of a suite that fail and have no issue: with the words for them, and as findings about the suite. */
export async function detectInSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ suite: string; detected: Detected; words: DetectedWords; findings: Finding[] }> {
  const { snapshot, runs } = await readMeasuredSuite(workspace, asOf, suite);
  const detected = detectFlakes(runs);
  const words = describeDetected(detected, runs, createContext(snapshot));
  const findings = words.flakes.map(({ test, facts: [because = ''] }) => ({
    ...finding('flake-without-issue', FILE_START, { test, because: because.replace(/\.$/, '') }),
    file: snapshot.suites.get(runs.suite)?.suite.file ?? '',
  }));
  return { suite: runs.suite, detected, words, findings };
}
