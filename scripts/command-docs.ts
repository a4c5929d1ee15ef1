import type { CommandRow } from '../src/cli/commands/row.ts';
import { COMMANDS } from '../src/cli/commands.ts';

/** `docs/commands.md`: what `--help` says of each command, from the same rows. */
export function describeCommands(): string {
  return [
    '# Commands',
    '',
    'Exit code 0 means success, 1 findings that somebody must act on, 2 that the command could not do its work. `flakebook COMMAND --help` says the same as this page.',
    '',
    ...COMMANDS.flatMap(describe),
  ].join('\n');
}

function describe({ name, purpose, words, options, examples, exitCodes }: CommandRow): string[] {
  const usage = ['flakebook', name, words?.[0], options.length > 0 ? '[options]' : undefined];
  return [
    `## flakebook ${name}`,
    '',
    purpose,
    '',
    '```text',
    usage.filter((part) => part !== undefined).join(' '),
    '```',
    '',
    ...table(
      ['Option', 'Meaning'],
      [
        ...(words === undefined ? [] : [[code(words[0]), words[1]]]),
        ...options.map(({ flags, meaning, choices, isRequired, default: usual }) => [
          code(flags),
          [
            meaning,
            ...(isRequired ? ['**required**'] : []),
            ...(choices === undefined ? [] : [`one of ${choices.map(code).join(', ')}`]),
            ...(usual === undefined ? [] : [`default: ${code(usual)}`]),
          ].join('; '),
        ]),
      ],
    ),
    ...table(
      ['Example', 'Shows'],
      examples.flatMap((example) => (example === undefined ? [] : [[code(example.line), example.shows]])),
    ),
    ...table(['Exit code', 'When'], Object.entries(exitCodes)),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** In two backticks where it has one. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
