import { Failure } from '../host/failure.ts';
import { hasColor } from '../print/style.ts';
import { hasErrors } from '../rules/rules.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, warnOf, withWorkspace } from './session.ts';

export interface VerifyOptions extends BookOptions {
  /** A checkout or bare repository of the tested project. */
  readonly source: string;
  readonly commit?: string;
  readonly suite?: string;
  readonly format: 'pretty' | 'json';
  /** Keep the result as a file of the book. */
  readonly write?: boolean;
}

/** `flakebook verify`: holds the records of a suite against the code. */
export function verify(options: VerifyOptions, io: Io): Promise<number> {
  if (options.write && options.rev !== undefined)
    throw new Failure(
      '--write keeps a result in the content folder, and --rev reads another one: leave one out.',
    );
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, options);
    // What an older check left is about to be made anew: it must not stand in the way.
    const findings = result.findings.filter(({ file }) => !file.startsWith('evidence/'));
    if (hasErrors(findings)) {
      await warnOf(findings, workspace, io);
      io.stderr.write('Nothing was verified: the content has errors.\n');
      return EXIT.findings;
    }
    const { keepEvidence, verifyBook } = await import('../host/verify-book.ts');
    const verified = await verifyBook(workspace, result.asOf, {
      ...options,
      source: pathOf(io, options.source),
      label: options.source,
    });
    const { presentClaims, presentClaimsJson } = await import('../print/verified.ts');
    const isJson = options.format === 'json';
    const color = hasColor(io.stdout, io.env);
    const kept = options.write ? keepEvidence(workspace, verified) : undefined;
    io.stdout.write(isJson ? presentClaimsJson(verified) : presentClaims(verified, color));
    if (kept !== undefined && !isJson) io.stdout.write(`Kept in ${shown(io, kept)}.\n`);
    return verified.claims.some(({ outcome }) => outcome === 'not-found') ? EXIT.findings : EXIT.clean;
  });
}
