// What a reader of a run history waits for: the book checked and loaded cold, and every figure of its runs worked out.
import { openWorkspace } from '../../../src/host/open-workspace.ts';

const [content = '', suite = ''] = process.argv.slice(2);
const workspace = openWorkspace(content);
try {
  const { asOf } = await workspace.check();
  const { now } = await workspace.open(asOf);
  const runs = now.suiteRuns(suite);
  const verdicts = Map.groupBy(runs?.tests.values() ?? [], ({ verdict }) => verdict.kind);
  const counts = [...verdicts].map(([kind, tests]) => `${tests.length} ${kind}`);
  process.stdout.write(`${runs?.runs.length ?? 0} runs: ${counts.sort().join(', ')}\n`);
} finally {
  workspace.close();
}
