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
