import { browser } from './browser/browser.ts';
import { cache } from './cache/cache.ts';
import { partOf } from './cases/case.ts';
import { ENVIRONMENT_CASES } from './cases/environments.ts';
import { FAULT_CASES } from './cases/faults.ts';
import { FOLDER_CASES } from './cases/folders.ts';
import { REPOSITORY_CASES } from './cases/repositories.ts';
import { RESULT_CASES } from './cases/results.ts';
import { WORLD_CASES } from './cases/worlds.ts';
import { code } from './code.ts';
import { documents } from './documents/documents.ts';
import { kills } from './kills.ts';
import type { Part } from './part.ts';
import { commands } from './payloads/commands.ts';
import { payloads } from './payloads/payloads.ts';
import { piles } from './piles.ts';

/** The parts of the harness, by the name that `--only` takes. */
export const PARTS = {
  documents,
  payloads,
  commands,
  piles,
  code,
  faults: partOf(FAULT_CASES),
  folders: partOf(FOLDER_CASES),
  worlds: partOf(WORLD_CASES),
  environments: partOf(ENVIRONMENT_CASES),
  repositories: partOf(REPOSITORY_CASES),
  results: partOf(RESULT_CASES),
  kills,
  cache,
  browser,
} satisfies Record<string, Part>;
