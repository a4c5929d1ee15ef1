import type { FindingFormat } from '../print/findings.ts';
import { hasColor } from '../print/terminal.ts';
import type { Io } from './io.ts';
import { type BookOptions, checkBook, EXIT, pathsOf, showFindings, withWorkspace } from './session.ts';

export interface DetectOptions extends BookOptions {
  readonly suite?: string;
  readonly format: FindingFormat;
}

/** `flakebook detect`: which tests flake and have no issue yet. */
export function detect(options: DetectOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    const { detectInSuite } = await import('../host/detect-flakes.ts');
    const found = await detectInSuite(workspace, result.asOf, options.suite);
    const { format } = options;
    if (format === 'github' || format === 'sarif') {
      const where = { format, stream: io.stdout, pathOf: pathsOf(workspace) };
      io.stdout.write(await showFindings(found.findings, where, io));
      return EXIT.clean;
    }
    const { presentFlakes, presentFlakesJson } = await import('../print/detected.ts');
    const color = hasColor(io.stdout, io.env);
    io.stdout.write(format === 'json' ? presentFlakesJson(found) : presentFlakes(found, color));
    return EXIT.clean;
  });
}
