import { describeRule } from '../check/describe-rule.ts';
import { RULES, ruleById } from '../check/rules.ts';
import { AUDIT_RULES } from '../claims/audit/audit.ts';
import { describeAuditRule } from '../claims/audit/describe-audit-rule.ts';
import { describeLooksRule } from '../claims/signatures/describe-looks-rule.ts';
import { LOOKS_RULES } from '../claims/signatures/rules.ts';
import { suggest } from '../schema/suggest.ts';
import { Failure } from '../workspace/failure.ts';
import { EXIT } from './session.ts';

const ALL_RULES = [...RULES, ...LOOKS_RULES, ...AUDIT_RULES];

/** `flakebook explain [RULE]`: a rule's page, or the list of all. */
export async function explain(id: string | undefined): Promise<number> {
  if (id === undefined) {
    for (const { id: name, severity, what } of ALL_RULES)
      process.stdout.write(`${name.padEnd(24)} ${severity.padEnd(8)} ${what}\n`);
    return EXIT.clean;
  }
  const rule = ruleById(id);
  const auditRule = AUDIT_RULES.find((known) => known.id === id);
  const looksRule = LOOKS_RULES.find((known) => known.id === id);
  if (looksRule) process.stdout.write(describeLooksRule(looksRule));
  else if (auditRule) process.stdout.write(describeAuditRule(auditRule));
  else if (rule) process.stdout.write(describeRule(rule));
  else {
    const near = suggest(
      id,
      ALL_RULES.map((known) => known.id),
    );
    throw new Failure(
      `There is no rule \`${id}\`${near ? `, did you mean \`${near}\`?` : ': `flakebook explain` lists them all.'}`,
    );
  }
  return EXIT.clean;
}
