import { join } from 'node:path';
import { docsFile, docsLinks } from '../render/links.ts';
import { type BookOptions, checkFirst, EXIT, shown, withWorkspace } from './session.ts';

export interface ReportOptions extends BookOptions {
  readonly suite?: string;
  /** A file, or `-` for standard output. */
  readonly out?: string;
}

/** `flakebook report`: the dated summary of one suite. */
export function report(options: ReportOptions): Promise<number> {
  return withWorkspace(options, async (workspace) => {
    const result = await checkFirst(workspace, options);
    if (!result) return EXIT.findings;
    const { readReport } = await import('../workspace/read-book.ts');
    const { book, plan } = await readReport(workspace, result.asOf, options.suite);
    if (options.out === undefined) {
      const path = join('dist', 'docs', docsFile(plan.entry.route));
      const { markOutput } = await import('../workspace/output-folder.ts');
      markOutput(join('dist', 'docs'));
      await writeInto(path, book.markdown(plan), workspace.content);
      return EXIT.clean;
    }
    const [{ makeStandalone }, { renderMarkdown }] = await Promise.all([
      import('../compose/standalone.ts'),
      import('../render/markdown.ts'),
    ]);
    const markdown = renderMarkdown(makeStandalone(plan.compose(workspace.bodies)), docsLinks);
    if (options.out === '-') process.stdout.write(markdown);
    else await writeInto(options.out, markdown, workspace.content);
    return EXIT.clean;
  });
}

async function writeInto(path: string, markdown: string, content: string): Promise<void> {
  const { refuseContent, writeWhole } = await import('../workspace/output-folder.ts');
  refuseContent(path, content);
  writeWhole(path, markdown);
  process.stdout.write(`${shown(path)}\n`);
}
