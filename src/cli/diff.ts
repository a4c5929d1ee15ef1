import type { Workspace } from '../host/open-workspace.ts';
import { columns, type Line, styled } from '../print/lines.ts';
import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { checkFirst, EXIT, withWorkspace } from './session.ts';

/** `flakebook diff`: what changed between two dates. */
export function diff(options: Options<'diff'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(
      workspace,
      options.to === undefined ? options : { ...options, asOf: options.to },
      io,
    );
    if (!result) return EXIT.findings;
    await print(workspace, options, result.asOf, io);
    return EXIT.clean;
  });
}

async function print(
  workspace: Workspace,
  { from, suite, format }: Options<'diff'>,
  to: string,
  { out }: Io,
): Promise<void> {
  const [{ readDifference }, { parseAsOf }] = await Promise.all([
    import('../host/read-difference.ts'),
    import('../host/as-of.ts'),
  ]);
  const { later, difference, changes } = await readDifference(
    workspace,
    parseAsOf(from, await workspace.timeZone()),
    to,
    suite,
  );
  if (format === 'json') return out.data({ ...difference, runs: changes });
  const [{ changedFigures, describeDifference }, { plain }, { words }, { describeRunChanges }] =
    await Promise.all([
      import('../pages/blocks/difference.ts'),
      import('../pages/blocks/tree.ts'),
      import('../pages/words/words.ts'),
      import('../pages/runs/run-changes.ts'),
    ]);
  const measured = describeRunChanges(later, changes);
  if (format === 'markdown') {
    const [{ composeDifference }, { renderStandalone }] = await Promise.all([
      import('../pages/changes-page.ts'),
      import('../render/markdown.ts'),
    ]);
    return out.document(renderStandalone(composeDifference(later, difference, measured)));
  }
  const figures = columns(
    changedFigures(later, difference).map(([name, was, is]) => [name, `${was} -> ${is}`]),
  );
  const sections: [title: string, lines: readonly Line[]][] = [
    ...[...measured, ...describeDifference(later, difference)].map(({ title, items }): [string, Line[]] => [
      title,
      items.map(({ said }) => plain(said)),
    ]),
  ];
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
