import { UNDATED } from '../host/open-workspace.ts';
import { countWords, type Format, hasErrors } from '../print/present.ts';
import type { Io } from './io.ts';
import { type BookOptions, checkBook, EXIT, present, presented, withWorkspace } from './session.ts';

/** `flakebook check`: everything wrong in all files, in one run. */
export function check(options: BookOptions & { readonly format: Format }, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    const { diagnostics, fileCount, asOf } = result;
    if (options.format !== 'pretty' || diagnostics.length > 0) {
      io.stdout.write(await present(options.format, presented(workspace, result, io)));
    }
    if (options.format === 'pretty' && diagnostics.length === 0) {
      const files = `${fileCount} file${fileCount === 1 ? '' : 's'}`;
      const read = asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}`;
      io.stdout.write(`${workspace.label}: ${countWords(diagnostics)} in ${files}, ${read}.\n`);
    }
    return hasErrors(diagnostics) ? EXIT.findings : EXIT.clean;
  });
}
