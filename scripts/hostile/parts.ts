import { documents } from './documents/documents.ts';
import type { Part } from './part.ts';

/** The parts of the harness, by the name that `--only` takes. */
export const PARTS = { documents } satisfies Record<string, Part>;
