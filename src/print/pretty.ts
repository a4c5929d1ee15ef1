import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { Diagnostic } from '../core/finding.ts';
import { visible } from '../core/text/obeyed.ts';
import type { Presented } from './present.ts';

/** For people: findings under their file, as unified's linters print them. Content must not steer the terminal that it is shown on. */
export function presentPretty({ diagnostics, pathOf, color }: Presented): string {
  const files = new Map<string, VFile>();
  for (const diagnostic of diagnostics) {
    const file = files.get(diagnostic.file) ?? new VFile({ path: visible(pathOf(diagnostic.file)) });
    files.set(diagnostic.file, file);
    addMessage(file, diagnostic, pathOf);
  }
  return `${reporter([...files.values()], { color, quiet: true, verbose: true })}\n`;
}

function addMessage(
  file: VFile,
  { message, place, ruleId, severity, related = [] }: Diagnostic,
  pathOf: Presented['pathOf'],
): void {
  const added = file.message(visible(message), { place, ruleId, source: 'flakebook' });
  added.fatal = severity === 'error';
  if (related.length > 0) {
    added.note = related
      .map(({ file: other, place: { start }, message: words }) =>
        visible(`${words}: ${pathOf(other)}:${start.line}:${start.column}`),
      )
      .join('\n');
  }
}
