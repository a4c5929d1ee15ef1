import { PAGE_COMMANDS } from './commands/pages.ts';
import { RECORD_COMMANDS } from './commands/records.ts';
import type { CommandRow } from './commands/row.ts';
import { RUN_COMMANDS } from './commands/runs.ts';

/** Every command. Each loads its code when it runs, so that `check` never waits for what `build` needs. */
export const COMMANDS: readonly CommandRow[] = [...RECORD_COMMANDS, ...PAGE_COMMANDS, ...RUN_COMMANDS];
