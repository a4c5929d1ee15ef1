import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { FILE_START } from '../core/place.ts';
import { type Detected, detectFlakes } from '../detect/detect.ts';
import { finding } from '../detect/rules.ts';
import { type DetectedWords, describeDetected } from '../pages/runs/detected.ts';

import { openSuite, runsOf } from './open-suite.ts';
import type { Workspace } from './open-workspace.ts';

/** The tests of a suite that fail and have no issue: with the words for them, and as findings about the suite. */
export async function detectInSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ suite: string; detected: Detected; words: DetectedWords; findings: Finding[] }> {
  const { book, id } = await openSuite(workspace, asOf, suite);
  const runs = runsOf(book, id, asOf);
  const detected = detectFlakes(runs);
  const words = describeDetected(detected, runs, book.now);
  const findings = words.flakes.map(({ test, facts: [because = ''] }) => ({
    ...finding('flake-without-issue', FILE_START, { test, because: because.replace(/\.$/, '') }),
    file: book.now.suite(id)?.suite.file ?? '',
  }));
  return { suite: runs.suite, detected, words, findings };
}
