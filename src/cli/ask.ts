import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import type { Io } from './io.ts';

/** Questions to the person at the terminal. */
export interface Questions {
  /** The answer, or the usual one where it is empty; undefined where the input is at its end. */
  ask(question: string, usual?: string): Promise<string | undefined>;
  close(): void;
}

export function isTerminal({ stdin }: Io): boolean {
  return 'isTTY' in stdin && stdin.isTTY === true;
}

export function openQuestions(io: Io): Questions {
  const lines = createInterface({ input: io.stdin, output: new PassThrough(), terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  return {
    async ask(question, usual = '') {
      io.out.say(usual === '' ? question : `${question} [${usual}]`);
      const { value, done } = await answers.next();
      return done ? undefined : value.trim() || usual;
    },
    close: () => lines.close(),
  };
}
