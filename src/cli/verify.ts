import type { Workspace } from '../host/open-workspace.ts';
import { UserError } from '../host/user-error.ts';
import type { Verified } from '../host/verify-book.ts';
import type { FindingFormat } from '../print/findings.ts';
import { hasColor } from '../print/terminal.ts';
import { hasErrors } from '../rules/rules.ts';
import { type Io, pathOf, shown } from './io.ts';
import {
  type BookOptions,
  checkBook,
  EXIT,
  pathsOf,
  showFindings,
  warnOf,
  withWorkspace,
} from './session.ts';

export interface VerifyOptions extends BookOptions {
  /** A checkout or bare repository of the tested project. */
  readonly source: string;
  readonly commit?: string;
  readonly suite?: string;
  readonly format: FindingFormat;
  /** Save the result as a file of the book. */
  readonly write?: boolean;
}

/** `flakebook verify`: checks that what the records of a suite say about the code is true. */
export function verify(options: VerifyOptions, io: Io): Promise<number> {
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
      io.stderr.write('Nothing was verified: the content has errors.\n');
      return EXIT.findings;
    }
    const { keepEvidence, verifyBook } = await import('../host/verify-book.ts');
    const verified = await verifyBook(workspace, result.asOf, {
      ...options,
      source: pathOf(io, options.source),
      label: options.source,
    });
    const kept = options.write ? keepEvidence(workspace, verified) : undefined;
    io.stdout.write(await print(options.format, verified, workspace, io));
    if (kept !== undefined && options.format === 'pretty') io.stdout.write(`Saved in ${shown(io, kept)}.\n`);
    return verified.claims.some(({ outcome }) => outcome === 'not-found') ? EXIT.findings : EXIT.clean;
  });
}

async function print(
  format: FindingFormat,
  verified: Verified,
  workspace: Workspace,
  io: Io,
): Promise<string> {
  if (format === 'github' || format === 'sarif')
    return showFindings(verified.findings(), { format, stream: io.stdout, pathOf: pathsOf(workspace) }, io);
  const { presentClaims, presentClaimsJson } = await import('../print/verified.ts');
  return format === 'json'
    ? presentClaimsJson(verified)
    : presentClaims(verified, hasColor(io.stdout, io.env));
}
