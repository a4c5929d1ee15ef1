import type { Diagnostic } from '../core/finding.ts';

export const FORMATS = ['pretty', 'json', 'github', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** Findings with what a reporter needs beside them. */
export interface Presented {
  readonly diagnostics: readonly Diagnostic[];
  /** A content file's path as a reader of the output finds it. */
  pathOf(file: string): string;
  readonly color: boolean;
}

/** How many findings of each severity, in words: `2 errors, 1 warning`. */
export function countWords(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], word: string) => {
    const number = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  };
  const words = [...count('error', 'error'), ...count('warning', 'warning')];
  return words.length === 0 ? 'no findings' : words.join(', ');
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
