import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { checkBook, EXIT, filesOf, refuseDamage, showResult, withWorkspace } from './session.ts';

/** `flakebook detect`: which tests flake and have no issue yet. */
export function detect(options: Options<'detect'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    if (await refuseDamage(result, workspace, io)) return EXIT.findings;
    const { detectInSuite } = await import('../host/detect-flakes.ts');
    const found = await detectInSuite(workspace, result.asOf, options.suite);
    const { flakeData, flakeLines } = await import('../print/detected.ts');
    const shown = { lines: () => flakeLines(found), data: () => flakeData(found) };
    await showResult(options.format, shown, { findings: found.findings, ...filesOf(workspace) }, io);
    return EXIT.clean;
  });
}
