import type { Output } from './io.ts';

/** Tells on standard error how far long work has come. */
export interface Progress {
  done(count: number): void;
  /** Says something at once. */
  say(text: string): void;
  end(): void;
}

/** Work that is over by then says nothing. */
const FIRST_MS = 1000;
/** A line that moves, where somebody looks on; a line now and then in a log. */
const TERMINAL_MS = 100;
const LOG_MS = 5000;

/** @param word what is counted, in the singular. One alone is not counted. */
export function createProgress(word: string, total: number, stream: Output): Progress {
  const startMs = performance.now();
  let lastMs = startMs + FIRST_MS;
  let isOpen = false;
  const clear = () => {
    if (isOpen) stream.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    done(count) {
      const nowMs = performance.now();
      if (total === 1 || nowMs < lastMs) return;
      lastMs = nowMs + (stream.isTTY ? TERMINAL_MS : LOG_MS);
      const text = `${count} of ${total} ${word}s read`;
      clear();
      stream.write(stream.isTTY ? text : `${text}\n`);
      isOpen = stream.isTTY === true;
    },
    say(text) {
      clear();
      stream.write(`${text}\n`);
    },
    end: clear,
  };
}
