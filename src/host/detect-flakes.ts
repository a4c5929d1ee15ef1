import type { When } from '../core/calendar.ts';
import { FILE_START, type Finding } from '../core/finding.ts';
import { detectFlakes, namelessTests } from '../detect/detect.ts';
import { finding } from '../detect/rules.ts';
import { describeFlake } from '../pages/runs/detected.ts';
import { momentWords } from '../pages/words/run-format.ts';
import { openSuite, runsOf, type Workspace } from './open-workspace.ts';

/** The tests of a suite that fail and have no issue: with what describes them, and as findings about the suite. */
export async function detectInSuite(workspace: Workspace, asOf: When, suite: string | undefined) {
  const { book, id } = await openSuite(workspace, asOf, suite);
  const { now } = book;
  const runs = runsOf(book, id, asOf);
  const detected = detectFlakes(runs, namelessTests(now.suite(id)?.issues ?? []));
  const moments = momentWords(now);
  const findings = detected.flakes.map((flake): Finding => {
    const [because = ''] = describeFlake(flake, moments).facts;
    const args = { test: flake.history.key, because: because.replace(/\.$/, '') };
    return { ...finding('flake-without-issue', FILE_START, args), file: now.suite(id)?.suite.file ?? '' };
  });
  return { detected, runs, now, findings };
}
