import type { FileFinding } from '../../core/finding.ts';
import { finding } from '../rules.ts';

/** Findings of one file: whoever has a thousand does not mend them one by one. */
const MAX_FINDINGS = 1000;

/** The findings of a file's lines, as many as anybody reads; of the lines behind them, how many are wrong. */
export class LineFindings {
  readonly #found: FileFinding[] = [];
  #more: { line: number; count: number } | undefined;

  /** @param find is not asked once there are enough. */
  add(line: number, find: () => readonly FileFinding[]): void {
    if (this.#found.length < MAX_FINDINGS) {
      for (const found of find()) this.#found.push(found);
    } else if (this.#more) this.#more.count += 1;
    else this.#more = { line, count: 1 };
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  list(): readonly FileFinding[] {
    if (!this.#more) return this.#found;
    const start = { line: this.#more.line, column: 1 };
    const more = finding('json-line', { start, end: start }, { problem: 'more', count: this.#more.count });
    return [...this.#found, more];
  }
}
