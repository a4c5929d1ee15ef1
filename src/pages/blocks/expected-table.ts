import type { RootContent } from 'mdast';
import type { ExpectedStep, Figure } from '../../asof/figures.ts';
import type { BookAt } from '../context.ts';
import { enumerate, formatFigure } from '../words/format.ts';
import { fixHome, prose } from './prose.ts';
import { type Inlines, table, text } from './tree.ts';

/** Stable tests now and after each planned fix; what a mitigation only masks stands apart. */
export function expectedTable(
  context: BookAt,
  stable: Figure | undefined,
  steps: readonly ExpectedStep[],
): RootContent {
  const now: Inlines[] = ['Now', '', stable === undefined ? 'size unknown' : formatFigure(stable), '0'];
  const rows = steps.map(({ fix, tests, stable: after, masked }): Inlines[] => [
    [...prose(context, fix.title, fixHome(fix)), text(fix.kind === 'fix' ? '' : ` (${fix.kind})`)],
    tests.length === 0 ? 'none that is left' : enumerate(tests),
    stable === undefined ? 'size unknown' : formatFigure(after),
    String(masked.value),
  ]);
  return table(['After', 'Tests concerned', 'Stable tests', 'Only masked'], [now, ...rows]);
}
