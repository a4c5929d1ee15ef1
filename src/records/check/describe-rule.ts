import { fence } from '../../core/text/fence.ts';
import { writeRulePage } from '../../core/text/rule-page.ts';
import { assemble } from './assemble.ts';
import { EXAMPLE_BOOK } from './example-book.ts';
import type { Example, Rule } from './rule.ts';

/** A rule's page of documentation, as Markdown. */
export function describeRule(rule: Rule): string {
  const hasExample = Object.keys(rule.wrong).length > 0;
  const wrong = hasExample ? [...showFiles(rule.wrong), fence('text', messagesOf(rule))] : [];
  return writeRulePage({ ...rule, level: rule.severity }, wrong, showFiles(rule.right));
}

/** The findings that a rule has in its wrong example, as the command line shows them. */
function messagesOf(rule: Rule): string {
  return checkExample(rule.wrong)
    .filter(({ ruleId }) => ruleId === rule.id)
    .map(
      ({ file, place, severity, message }) =>
        `${file}:${place.start.line}:${place.start.column} ${severity} ${message}`,
    )
    .map(visible)
    .join('\n');
}

/** The findings of the small sound book with an example laid over it. */
export function checkExample(example: Example): ReturnType<typeof assemble>['diagnostics'] {
  const files = Object.entries({ ...EXAMPLE_BOOK, ...example });
  const bytes = new Map(
    files.map(([file, text]) => [file, typeof text === 'string' ? new TextEncoder().encode(text) : text]),
  );
  return assemble(bytes).diagnostics;
}

function showFiles(example: Example): string[] {
  return Object.entries(example).flatMap(([file, content]) => {
    const text = typeof content === 'string' ? visible(content) : Array.from(content, visibleByte).join('');
    return [`\`${file}\``, fence(languageOf(file), text.replace(/\n$/, ''))];
  });
}

function languageOf(file: string): string {
  if (file.endsWith('.jsonl')) return 'json';
  return file.endsWith('.yaml') ? 'yaml' : 'markdown';
}

/** Shows what no page can: the byte order mark and control characters as escapes, endless lines cut. */
function visible(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > 400 ? `${line.slice(0, 60)}… (${line.length} characters)` : line))
    .join('\n')
    .replaceAll('\ufeff', '\\u{FEFF}')
    .replaceAll('\u001b', '\\u{1B}');
}

function visibleByte(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`;
}
