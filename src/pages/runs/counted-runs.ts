import type { RunReading } from '../../runs/verdict/suite-runs.ts';
import { type Inlines, joined, text } from '../blocks/tree.ts';
import { plural } from '../words/format.ts';
import { type MomentWords, runCode } from './moments.ts';

/** Branches that a sentence names. */
const NAMED_BRANCHES = 5;

/** How many runs there are, which of them count, and why the others do not: a sentence each. */
export function countedRuns(runs: readonly RunReading[], moments: MomentWords): Inlines[] {
  const ofKind = (kind: RunReading['kind']) => runs.filter((reading) => reading.kind === kind);
  const [counted, branch, infrastructure] = [ofKind('counted'), ofKind('branch'), ofKind('infrastructure')];
  const partial = counted.filter(({ isPartial }) => isPartial).length;
  const span = moments.span(runs[0]?.run.at ?? '', runs.at(-1)?.run.at ?? '');
  const total = `${plural(runs.length, 'measured run')}, ${span}`;
  return [
    text(`${total}; ${countedWords(counted.length, runs.length)}.`),
    ...(branch.length === 0
      ? []
      : [
          [
            text(
              ` Not counted: ${branch.length === 1 ? '1 run of another branch' : `${branch.length} runs of other branches`} (`,
            ),
            ...branchNames(branch),
            text(').'),
          ],
        ]),
    ...(infrastructure.length === 0
      ? []
      : [
          text(
            ` Not counted: ${plural(infrastructure.length, 'infrastructure failure')}, where more than 80% of the tests failed, or the set-up did and no test ran.`,
          ),
        ]),
    ...(partial === 0
      ? []
      : [
          text(
            ` ${plural(partial, 'counted run')} ${partial === 1 ? 'is' : 'are'} partial: what a partial run shows of a test counts, the run as a whole does not.`,
          ),
        ]),
  ];
}

function countedWords(counted: number, all: number): string {
  if (counted === all) return all === 1 ? 'it counts' : 'all of them count';
  if (counted === 0) return all === 1 ? 'it does not count' : 'none of them counts';
  return `${counted} of them ${counted === 1 ? 'counts' : 'count'}`;
}

function branchNames(readings: readonly RunReading[]) {
  const names = [...new Set(readings.map(({ run }) => run.branch))];
  const shown = names.slice(0, NAMED_BRANCHES).map((name) => runCode(name));
  const more = names.length - shown.length;
  return joined(more > 0 ? [...shown, text(`${more} more`)] : shown);
}
