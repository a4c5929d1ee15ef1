import type { Presented } from './present.ts';

/** For programs: a list of findings, paths relative to the book, in the order of file and place. */
export function presentJson({ diagnostics }: Presented): string {
  const rows = diagnostics.map(({ ruleId, severity, file, place, message }) => ({
    ruleId,
    severity,
    file,
    line: place.start.line,
    column: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
    message,
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
