// Writes the tables of docs/format.md, from the schemas. `node scripts/write-format-docs.ts`
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTables } from './format-tables.ts';

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/format.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
console.log('Wrote the tables of docs/format.md');
