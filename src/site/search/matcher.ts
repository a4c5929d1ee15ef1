import type { Answer } from './answer.ts';
import type { Question, Reply } from './answering.ts';

/** Where the worker and its data are. */
export interface MatcherAddresses {
  readonly script: string;
  readonly book: string;
  readonly issues: string;
}

/** Asks the matcher, which runs beside the page: a long report does not stop the page. */
export class Matcher {
  readonly #addresses: MatcherAddresses;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #worker: Worker | undefined;
  #turn = 0;

  constructor(addresses: MatcherAddresses) {
    this.#addresses = addresses;
  }

  /** Loads what an answer needs; whoever asks hears of what breaks. */
  start(): void {
    this.ask('').catch(() => undefined);
  }

  /**
   * @returns undefined where a newer question came before the answer.
   * @throws Error where the matcher cannot be loaded, or broke.
   */
  ask(asked: Question['asked']): Promise<Answer | undefined> {
    // Whoever asks again does not wait for a long report.
    if (this.#waiting.size > 0 && this.#isReading) this.#stop();
    const { book, issues } = this.#addresses;
    const turn = ++this.#turn;
    this.#isReading = typeof asked !== 'string';
    this.#worker ??= this.#begin();
    this.#worker.postMessage({ turn, book, issues, asked } satisfies Question);
    return new Promise((resolve, reject) => {
      this.#waiting.set(turn, ({ answer, problem }) => {
        if (problem === undefined) resolve(answer);
        else reject(new Error(`The matcher: ${problem}`));
      });
    });
  }

  #isReading = false;

  #begin(): Worker {
    const worker = new Worker(trusted(this.#addresses.script), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      this.#waiting.get(data.turn)?.(data);
      this.#waiting.delete(data.turn);
    });
    worker.addEventListener('error', ({ message }) => this.#stop(message));
    return worker;
  }

  #stop(problem?: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const [turn, hear] of this.#waiting) hear({ turn, ...(problem !== undefined && { problem }) });
    this.#waiting.clear();
  }
}

/** What a browser with trusted types has. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The address of the one script that a page of the site may begin by its address: its policy allows no other. */
function trusted(script: string): string {
  policy ??= window.trustedTypes?.createPolicy('flakebook', { createScriptURL: () => script });
  return policy?.createScriptURL(script) ?? script;
}
