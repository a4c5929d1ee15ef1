import { join, relative } from 'node:path';
import type { Diagnostic } from '../core/finding.ts';
import { presentPretty } from '../print/pretty.ts';

/** Findings as the terminal shows them. */
export function describeFindings(diagnostics: readonly Diagnostic[], content: string): string {
  const pathOf = (file: string) => relative(process.cwd(), join(content, file));
  return `\n${presentPretty({ diagnostics, pathOf, color: process.stderr.isTTY === true && !process.env.NO_COLOR })}`;
}
