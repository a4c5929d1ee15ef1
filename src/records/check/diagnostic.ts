import { type Diagnostic, type Finding, oneLine } from '../../core/finding.ts';
import { ruleById } from './rules.ts';

/** Words a finding by its rule. */
export function toDiagnostic(finding: Finding): Diagnostic {
  const rule = ruleById(finding.ruleId);
  if (!rule) throw new Error(`No rule \`${finding.ruleId}\`: every finding needs one in src/records/rules.`);
  return {
    ...finding,
    severity: rule.severity,
    message: oneLine(rule.message(finding.args)),
    url: `docs/rules/${rule.id}.md`,
  };
}
