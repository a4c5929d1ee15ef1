// Writes docs/commands.md, from the table of commands. `node scripts/write-command-docs.ts`
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeCommands } from './command-docs.ts';

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/commands.md');
writeFileSync(file, describeCommands());
console.log('Wrote docs/commands.md');
