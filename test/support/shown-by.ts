import { Terminal } from '../../src/print/terminal.ts';
import { Collector } from './flakebook.ts';

/** What stands on a standard output that is no terminal. */
export function shownBy(
  print: (terminal: Terminal) => void,
  env: Readonly<Record<string, string | undefined>> = {},
): string {
  const stream = new Collector();
  print(new Terminal(stream, env));
  return stream.text;
}
