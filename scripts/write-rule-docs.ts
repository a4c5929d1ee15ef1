// Writes docs/rules: one page for every rule, and their list. `node scripts/write-rule-docs.ts`
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeRule, describeRules } from '../src/check/describe-rule.ts';
import { RULES } from '../src/check/rules.ts';
import { AUDIT_RULES } from '../src/claims/audit/audit.ts';
import { describeAuditRule, describeAuditRules } from '../src/claims/audit/describe-audit-rule.ts';
import { describeLooksRule, describeLooksRules } from '../src/claims/signatures/describe-looks-rule.ts';
import { LOOKS_RULES } from '../src/claims/signatures/rules.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/rules');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.md')) rmSync(join(folder, name));
for (const rule of RULES) writeFileSync(join(folder, `${rule.id}.md`), describeRule(rule));
for (const rule of AUDIT_RULES) writeFileSync(join(folder, `${rule.id}.md`), describeAuditRule(rule));
for (const rule of LOOKS_RULES) writeFileSync(join(folder, `${rule.id}.md`), describeLooksRule(rule));
writeFileSync(
  join(folder, 'README.md'),
  describeRules() + describeLooksRules(LOOKS_RULES) + describeAuditRules(AUDIT_RULES),
);
console.log(`Wrote ${RULES.length + AUDIT_RULES.length + LOOKS_RULES.length + 1} pages to docs/rules`);
