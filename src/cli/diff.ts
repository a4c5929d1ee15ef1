import type { Workspace } from '../host/open-workspace.ts';
import type { DifferenceSection } from '../pages/blocks/difference.ts';
import { createStyle, hasColor, type Style, toJson } from '../print/terminal.ts';
import type { Io } from './io.ts';
import { type BookOptions, checkFirst, EXIT, withWorkspace } from './session.ts';

export const DIFF_FORMATS = ['pretty', 'markdown', 'json'] as const;

export interface DiffOptions extends BookOptions {
  readonly from: string;
  readonly to?: string;
  readonly suite?: string;
  readonly format: (typeof DIFF_FORMATS)[number];
}

/** `flakebook diff`: what changed between two dates. */
export function diff(options: DiffOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkFirst(
      workspace,
      options.to === undefined ? options : { ...options, asOf: options.to },
      io,
    );
    if (!result) return EXIT.findings;
    io.stdout.write(
      await describe(workspace, options, result.asOf, createStyle(hasColor(io.stdout, io.env))),
    );
    return EXIT.clean;
  });
}

async function describe(
  workspace: Workspace,
  { from, suite, format }: DiffOptions,
  to: string,
  style: Style,
): Promise<string> {
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
  if (format === 'json') return toJson({ ...difference, runs: changes });
  const [{ changedFigures, describeDifference }, { words }, { describeRunChanges }] = await Promise.all([
    import('../pages/blocks/difference.ts'),
    import('../pages/words/words.ts'),
    import('../pages/runs/run-changes.ts'),
  ]);
  const measured = describeRunChanges(later, changes);
  if (format === 'markdown') {
    const [{ composeDifference }, { makeStandalone }, { renderMarkdown }, { docsLinks }] = await Promise.all([
      import('../pages/changes-page.ts'),
      import('../pages/standalone.ts'),
      import('../render/markdown.ts'),
      import('../render/links.ts'),
    ]);
    return renderMarkdown(makeStandalone(composeDifference(later, difference, measured)), docsLinks);
  }
  const changed = changedFigures(later, difference);
  const width = Math.max(...changed.map(([name]) => name.length));
  const figures = changed.map(([name, was, is]) => `${name.padEnd(width)}  ${was} -> ${is}`);
  const sections = [
    ...measured,
    ...describeDifference(later, difference),
    ...(figures.length === 0 ? [] : [{ title: words.difference.figures, items: figures }]),
  ];
  const head = `${difference.from.text} to ${difference.to.text}`;
  return sections.length === 0
    ? `${head}: nothing changed.\n`
    : `${head}\n${(await Promise.all(sections.map((section) => printSection(section, style)))).join('')}`;
}

async function printSection({ title, items }: DifferenceSection, style: Style): Promise<string> {
  const [{ plain }] = await Promise.all([import('../pages/blocks/tree.ts')]);
  const lines = items.map((item) => `  ${plain(item)}\n`).join('');
  return `\n${style('bold', title)}\n${lines}`;
}
