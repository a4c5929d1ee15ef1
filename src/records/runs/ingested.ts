import type { Finding } from '../../core/finding.ts';
import type { MeasuredRun } from './run-schema.ts';

/** What became of a run. `there`: the very same was there already; `conflict`: another one with its id was. */
export type Stored = 'added' | 'there' | 'replaced' | 'conflict';

export interface IngestedRun {
  /** Its id, or the line that should have one. */
  readonly name: string;
  readonly outcome: Stored | 'refused';
  /** Undefined where its files make none. */
  readonly run?: Omit<MeasuredRun, 'roster' | 'outcomes'>;
  readonly file?: string;
  /** What is wrong with it or its files; warnings where something was counted in another way than somebody may expect. */
  readonly findings: readonly Finding[];
  /** One of its files at least exists. */
  readonly isThere: boolean;
}

export interface Ingested {
  readonly suite: string;
  readonly runs: readonly IngestedRun[];
}
