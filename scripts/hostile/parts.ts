import { browser } from './browser/browser.ts';
import { cache } from './cache/cache.ts';
import { documents } from './documents/documents.ts';
import type { Part } from './part.ts';
import { commands } from './payloads/commands.ts';
import { payloads } from './payloads/payloads.ts';

/** The parts of the harness, by the name that `--only` takes. */
export const PARTS = { documents, payloads, commands, cache, browser } satisfies Record<string, Part>;
