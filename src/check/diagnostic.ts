import type { Diagnostic, Finding } from '../model/finding.ts';
import { ruleById } from './rules.ts';

/** Words a finding by its rule. */
export function toDiagnostic(finding: Finding): Diagnostic {
  const rule = ruleById(finding.ruleId);
  if (!rule) throw new Error(`No rule \`${finding.ruleId}\`: every finding needs one in src/check/rules.`);
  return {
    ...finding,
    severity: rule.severity,
    message: oneLine(rule.message(finding.args)),
    url: `docs/rules/${rule.id}.md`,
  };
}

/** Content is quoted in messages: a control character or a change of direction in it must not reach a terminal. */
function oneLine(message: string): string {
  return message.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
