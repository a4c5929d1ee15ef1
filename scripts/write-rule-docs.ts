// Writes docs/rules: one page for every rule, and their list. `node scripts/write-rule-docs.ts`
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOCUMENTED_RULES, describeRules } from './rules/rule-pages.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/rules');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.md')) rmSync(join(folder, name));
for (const rule of DOCUMENTED_RULES) writeFileSync(join(folder, `${rule.id}.md`), rule.page);
writeFileSync(join(folder, 'README.md'), describeRules());
console.log(`Wrote ${DOCUMENTED_RULES.length + 1} pages to docs/rules`);
