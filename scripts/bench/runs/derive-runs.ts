// What a reader of a run history waits for: the book checked and loaded cold, and every figure of its runs worked out.
import { readAsOf } from '../../../src/asof/read-as-of.ts';
import { readRuns } from '../../../src/asof/read-runs.ts';
import { openWorkspace } from '../../../src/host/open-workspace.ts';

const [content = '', suite = ''] = process.argv.slice(2);
const workspace = openWorkspace(content);
try {
  const { asOf } = await workspace.check();
  const read = readRuns(readAsOf(await workspace.load(suite), asOf), suite);
  const verdicts = Map.groupBy(read?.tests.values() ?? [], ({ verdict }) => verdict.kind);
  const counts = [...verdicts].map(([kind, tests]) => `${tests.length} ${kind}`);
  process.stdout.write(`${read?.runs.length ?? 0} runs: ${counts.sort().join(', ')}\n`);
} finally {
  workspace.close();
}
