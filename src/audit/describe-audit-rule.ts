import { fence } from '../core/text/fence.ts';
import { writeRulePage } from '../core/text/rule-page.ts';
import { auditDocument } from './audit.ts';
import type { AuditRule } from './rules.ts';

/** How much a finding of these rules weighs, in words. */
export const AUDIT_LEVEL = 'error in `flakebook audit`, warning in `flakebook check`';

/** A rule's page of documentation, as Markdown. */
export function describeAuditRule(rule: AuditRule): string {
  const found = auditDocument('document.md', rule.wrong).filter(({ ruleId }) => ruleId === rule.id);
  const messages = found.map(
    ({ file, place, severity, message }) =>
      `${file}:${place.start.line}:${place.start.column} ${severity} ${message}`,
  );
  return writeRulePage(
    { ...rule, level: AUDIT_LEVEL },
    [fence('markdown', rule.wrong), fence('text', messages.join('\n'))],
    [fence('markdown', rule.right)],
  );
}
