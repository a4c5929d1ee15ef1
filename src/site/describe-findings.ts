import { join, relative } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { printPretty } from '../print/findings.ts';
import { hasColor } from '../print/terminal.ts';

/** Findings as the terminal shows them. */
export function describeFindings(findings: readonly Finding[], content: string): string {
  const pathOf = (file: string) => relative(process.cwd(), join(content, file));
  return `\n${printPretty({ findings, pathOf, color: hasColor(process.stderr) })}`;
}
