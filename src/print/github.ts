import { unobeyed, visible } from '../core/text.ts';

/** A workflow command of GitHub Actions, which it shows as an annotation. */
export interface Annotation {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly properties: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** One command, whatever stands in its texts: nothing in them ends it or begins another one. */
export function annotation({ severity, properties, message }: Annotation): string {
  const said = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${severity} ${said.join(',')}::${escapeData(message)}`;
}

/** Escapes as GitHub's toolkit does: `%` first, then what would end the command or a property. */
function escapeData(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return unobeyed(visible(escaped));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
