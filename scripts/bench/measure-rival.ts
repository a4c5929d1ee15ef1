import { changingIssue } from './book-folder.ts';
import { type Measured, measure } from './measure.ts';
import { type Result, type Step, summarize } from './results.ts';
import type { Rival } from './rivals.ts';

/** Measures a rival's build: cold, with nothing changed, and with one sentence changed. */
export async function measureRival(
  rival: Rival,
  {
    records,
    repeat,
    issueFile,
  }: { readonly records: number; readonly repeat: number; readonly issueFile: string },
  say: (step: Step) => void,
): Promise<Result[]> {
  const issue = changingIssue(rival.pageOf(issueFile));
  const prepare: Readonly<Partial<Record<Step, () => void>>> = {
    cold: () => rival.clear(),
    unchanged: () => undefined,
    'edited prose': () => issue.editProse(),
  };
  const results: Result[] = [];
  for (const [step, before] of Object.entries(prepare) as [Step, () => void][]) {
    say(step);
    const runs: Measured[] = [];
    for (let i = 0; i < repeat; i += 1) {
      before();
      runs.push(
        await measure({
          program: process.execPath,
          args: rival.args,
          cwd: rival.folder,
          env: { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
        }),
      );
    }
    results.push({ records, tool: rival.label, command: 'build', step, runs, median: summarize(runs) });
  }
  return results;
}
