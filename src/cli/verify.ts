import { UserError } from '../host/user-error.ts';
import { hasErrors } from '../rules/rules.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { checkBook, EXIT, filesOf, showResult, warnOf, withWorkspace } from './session.ts';

/** `flakebook verify`: checks that what the records of a suite say about the code is true. */
export function verify(options: Options<'verify'>, io: Io): Promise<number> {
  if (options.write && options.rev !== undefined)
    throw new UserError(
      'Leave out --rev or --write: --write saves the result in the content folder, and --rev reads an older version of it.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    // This run replaces the evidence of the one before: errors in it do not matter.
    const findings = result.findings.filter(({ file }) => !file.startsWith('evidence/'));
    if (hasErrors(findings)) {
      await warnOf(findings, workspace, io);
      io.err.say('Nothing was verified: the content has errors.');
      return EXIT.findings;
    }
    const { keepEvidence, verifyBook } = await import('../host/verify-book.ts');
    const verified = await verifyBook(workspace, result.asOf, {
      ...options,
      source: pathOf(io, options.source),
      label: options.source,
    });
    // Marks of another project would be false on every page.
    const kept = options.write && !verified.isElsewhere ? keepEvidence(workspace, verified) : undefined;
    const { claimData, claimLines } = await import('../print/verified.ts');
    const shownResult = {
      lines: () => [...claimLines(verified), ...(kept === undefined ? [] : [`Saved in ${shown(io, kept)}.`])],
      data: () => claimData(verified),
    };
    const found = { findings: verified.findings(), ...filesOf(workspace) };
    await showResult(options.format, shownResult, found, io);
    return verified.claims.some(({ outcome }) => outcome === 'not-found') ? EXIT.findings : EXIT.clean;
  });
}
