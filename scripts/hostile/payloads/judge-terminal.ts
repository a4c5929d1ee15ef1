import { unsafeCharacter } from './unsafe.ts';

/** A command that the runner of a CI job obeys: GitHub's at the start of a line, the older one anywhere. */
const COMMAND = /^\s*::[^:]*::|##\[|##vso\[|^\s*##teamcity\[/;
/** How `--format github` speaks to the runner itself. */
const OURS = /^::(?:error|warning|notice) (?:file=|title=)/;

/** What of a command's output a terminal or a runner would obey. */
export function judgeTerminal(output: string): string[] {
  const raw = unsafeCharacter(output);
  const found = raw === undefined ? [] : [`a raw ${raw}`];
  for (const line of output.split('\n'))
    if (COMMAND.test(line) && !OURS.test(line))
      found.push(`a command of the runner: ${line.trim().slice(0, 80)}`);
  if (/\bundefined\b|\[object |^\s+at .*:\d+:\d+\)?$/m.test(output)) found.push('a word of the machine');
  return found;
}
