import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { Diagnostic } from '../model/finding.ts';
import type { Presented } from './present.ts';

/** For people: findings under their file, as unified's linters print them. */
export function presentPretty({ diagnostics, pathOf, color }: Presented): string {
  const files = new Map<string, VFile>();
  for (const diagnostic of diagnostics) {
    const file = files.get(diagnostic.file) ?? new VFile({ path: pathOf(diagnostic.file) });
    files.set(diagnostic.file, file);
    addMessage(file, diagnostic);
  }
  return `${reporter([...files.values()], { color, quiet: true })}\n`;
}

function addMessage(file: VFile, { message, place, ruleId, severity, related = [] }: Diagnostic): void {
  const added = file.message(message, { place, ruleId, source: 'flakebook' });
  added.fatal = severity === 'error';
  if (related.length > 0) {
    added.note = related
      .map(
        ({ file: other, place: { start }, message: words }) =>
          `${words}: ${other}:${start.line}:${start.column}`,
      )
      .join('\n');
  }
}
