import { parseAsOf } from '../host/as-of.ts';
import type { Workspace } from '../host/open-workspace.ts';
import { readDifference } from '../host/read-difference.ts';
import { changedFigures, describeDifference } from '../pages/blocks/difference.ts';
import { plain } from '../pages/blocks/tree.ts';
import { composeDifference } from '../pages/changes-page.ts';
import { describeRunChanges } from '../pages/runs/run-changes.ts';
import { words } from '../pages/words/words.ts';
import { columns, type Line, styled } from '../print/lines.ts';
import { renderStandalone } from '../render/markdown.ts';
import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { checkFirst, EXIT, withWorkspace } from './session.ts';

/** `flakebook diff`: what changed between two dates. */
export function diff(options: Options<'diff'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(workspace, { ...options, asOf: options.to }, io);
    if (!result) return EXIT.findings;
    await print(workspace, options, result.asOf, io);
    return EXIT.clean;
  });
}

async function print(
  workspace: Workspace,
  { from, to: typed, suite, format }: Options<'diff'>,
  to: string,
  { out }: Io,
): Promise<void> {
  const since = parseAsOf(from, (await workspace.book()).timeZone);
  const { later, difference, changes } = await readDifference(
    workspace,
    since,
    to,
    suite,
    typed !== undefined,
  );
  if (format === 'json') return out.data({ ...difference, runs: changes });
  const measured = describeRunChanges(later, changes);
  if (format === 'markdown')
    return out.document(renderStandalone(composeDifference(later, difference, measured)));
  const figures = columns(
    changedFigures(later, difference).map(([name, was, is]) => [name, `${was} -> ${is}`]),
  );
  const sections = [...measured, ...describeDifference(later, difference)].map(
    ({ title, items }): [title: string, lines: readonly Line[]] => [
      title,
      items.map(({ said }) => plain(said)),
    ],
  );
  if (figures.length > 0) sections.push([words.difference.figures, figures]);
  const head = `${difference.from.text} to ${difference.to.text}`;
  if (sections.length === 0) return out.say(`${head}: nothing changed.`);
  out.lines([
    head,
    ...sections.flatMap(([title, lines]) => [
      '',
      styled('bold', title),
      ...lines.map((line) => ['  ', line].flat()),
    ]),
  ]);
}
