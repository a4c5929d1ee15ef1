import type { Diagnostic } from '../core/finding.ts';
import type { Presented } from './present.ts';

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
export function presentGithub({ diagnostics, pathOf }: Presented): string {
  return diagnostics.map((diagnostic) => `${command(diagnostic, pathOf(diagnostic.file))}\n`).join('');
}

function command({ severity, place: { start, end }, ruleId, message }: Diagnostic, path: string): string {
  const properties = {
    file: path,
    line: start.line,
    endLine: end.line,
    // GitHub takes columns only of findings on one line.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: ruleId,
  };
  return githubCommand(severity, properties, message);
}

/** One command, whatever stands in its texts: nothing in them ends it or begins another one. */
export function githubCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const words = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${words.join(',')}::${escapeData(message)}`;
}

/** Escapes as GitHub's toolkit does: `%` first, then what would end the command or a property. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
