import { UNDATED } from '../host/open-workspace.ts';
import type { FindingFormat } from '../print/findings.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import type { Io } from './io.ts';
import { type BookOptions, checkBook, EXIT, pathsOf, showFindings, withWorkspace } from './session.ts';

/** `flakebook check`: everything wrong in all files, in one run. */
export function check(options: BookOptions & { readonly format: FindingFormat }, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const { findings, fileCount, asOf } = await checkBook(workspace, options);
    const { format } = options;
    if (format !== 'pretty' || findings.length > 0) {
      await showFindings(format, { findings, pathOf: pathsOf(workspace) }, io.out);
    } else {
      const files = `${fileCount} file${fileCount === 1 ? '' : 's'}`;
      const read = asOf === UNDATED ? 'no entry has a date yet' : `as of ${asOf}`;
      io.out.say(`${workspace.label}: ${countWords(findings)} in ${files}, ${read}.`);
    }
    return hasErrors(findings) ? EXIT.findings : EXIT.clean;
  });
}
