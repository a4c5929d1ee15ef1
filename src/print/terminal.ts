import { unobeyed, visible, visibleLines } from '../core/text.ts';
import { type Annotation, annotation } from './github.ts';
import { jsonPiece, toJson } from './json.ts';
import { type Line, paint } from './lines.ts';

/** A stream to write to: one of the process, or one of a test. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** How many characters fit on a line of the terminal. */
  readonly columns?: number;
  readonly destroyed?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The door for text that goes to the standard output or the standard error. Texts of records, results, files, arguments
 * and git are untrusted: whatever they hold, no control character leaves, and no CI machine obeys a line. Nothing else in
 * Flakebook writes to these streams.
 */
export class Terminal {
  readonly hasColor: boolean;
  /** Somebody looks on: it is no file and no log. */
  readonly isWatched: boolean;
  readonly #stream: Output;
  /** A line stands there that the next output takes the place of. */
  #isPassing = false;
  /** How many characters were written, and up to where: less than that while work is done again. */
  #said = 0;
  #at = 0;

  constructor(stream: Output, env: Environment) {
    this.#stream = stream;
    this.hasColor = hasColor(stream, env);
    this.isWatched = stream.isTTY === true;
    // A reader such as `head` may close the pipe early: then we drop the rest of the output.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }

  /** How many characters fit on a line; undefined where that is not known. */
  get width(): number | undefined {
    return this.#stream.columns;
  }

  /**
   * Marks where work begins that may have to be done again.
   * @returns goes back to the mark: what was said since is said again, and is not written twice.
   */
  mark(): () => void {
    const start = this.#at;
    return () => {
      this.#at = start;
    };
  }

  /** Says a few lines to people. */
  say(...lines: readonly Line[]): void {
    this.lines(lines);
  }

  /** Says any number of lines to people. */
  lines(lines: readonly Line[]): void {
    this.#write(paint(lines, this.hasColor));
  }

  /** Says in one line why a command cannot do what was asked, or what it leaves out. */
  complain(sentence: string): void {
    this.say(`flakebook: ${sentence}`);
  }

  /** Prints a text of several lines, such as Markdown; it ends as it is. */
  document(text: string): void {
    this.#write(unobeyed(visibleLines(text)));
  }

  /** Prints data for programs. */
  data(data: unknown): void {
    this.#write(`${toJson(data, 2)}\n`);
  }

  /** Prints data as it comes, and waits for a slow reader. If the reader has gone, there is nothing to wait for. */
  async json(template: TemplateStringsArray, ...values: readonly unknown[]): Promise<void> {
    const stream = this.#stream;
    if (this.#write(jsonPiece(template, values)) || stream.destroyed) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        for (const event of EVENTS) stream.off(event, go);
        resolve();
      };
      for (const event of EVENTS) stream.on(event, go);
    });
  }

  /** Annotates a pull request or a run on GitHub. */
  annotate(annotations: readonly Annotation[]): void {
    this.#write(annotations.map((one) => `${annotation(one)}\n`).join(''));
  }

  /** Says something that the next output takes the place of; a log, which keeps all, gets a line. Nothing takes it away. */
  pass(words?: string): void {
    if (words === undefined) this.#write('');
    else if (!this.isWatched) this.say(words);
    else {
      this.#write(visible(words));
      this.#isPassing = true;
    }
  }

  #write(bytes: string): boolean {
    const text = (this.#isPassing ? '\r\u001b[K' : '') + bytes;
    this.#isPassing = false;
    const unsaid = text.slice(Math.max(0, this.#said - this.#at));
    this.#at += text.length;
    this.#said = Math.max(this.#said, this.#at);
    return unsaid === '' || this.#stream.write(unsaid);
  }
}

const EVENTS = ['drain', 'error', 'close'] as const;

/**
 * Whether to colour what goes to a stream, for every command: https://no-color.org and https://force-color.org first,
 * then whether it is a terminal that can.
 */
export function hasColor(stream: { readonly isTTY?: boolean }, env: Environment): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
