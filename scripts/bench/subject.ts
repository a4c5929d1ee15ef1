import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredCommand } from './measure.ts';
import type { Step } from './results.ts';

/** What is measured: one tool doing one thing to one book. */
export interface Subject {
  /** As shown: our name, or a rival's with its version. */
  readonly tool: string;
  /** `check`, `docs`, `report`, `site`, or `build` for the others. */
  readonly command: string;
  /** In the order in which a round takes them. */
  readonly steps: readonly Step[];
  readonly run: MeasuredCommand;
  /** Brings about what the step says, before it is measured. */
  prepare(step: Step): void;
}

/**
 * A folder for temporary files of its own: Node keeps compiled modules there, for us and for Astro alike, and a cold run
 * must not find those of the run before.
 */
export function scratchFolder(folder: string): Readonly<Record<string, string | undefined>> {
  const path = join(folder, 'tmp');
  mkdirSync(path, { recursive: true });
  return { TMPDIR: path, NODE_COMPILE_CACHE: undefined };
}

export function clearScratch(folder: string): void {
  rmSync(join(folder, 'tmp'), { recursive: true, force: true });
  mkdirSync(join(folder, 'tmp'), { recursive: true });
}
