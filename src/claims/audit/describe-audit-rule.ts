import { fence } from '../../model/text/fence.ts';
import { auditDocument } from './audit.ts';
import type { AuditRule } from './rules.ts';

/** A rule's page of documentation, as Markdown. */
export function describeAuditRule({ id, what, why, wrong, right }: AuditRule): string {
  const found = auditDocument('document.md', wrong).filter(({ ruleId }) => ruleId === id);
  const messages = found.map(
    ({ file, place, severity, message }) =>
      `${file}:${place.start.line}:${place.start.column} ${severity} ${message}`,
  );
  const parts = [
    `# ${id}`,
    `**Error in \`flakebook audit\`, warning in \`flakebook check\`.** ${what}`,
    why,
    '## Wrong',
    fence('markdown', wrong),
    fence('text', messages.join('\n')),
    '## Right',
    fence('markdown', right),
    '[All rules](README.md)',
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The part of the list of all rules that tells of these. */
export function describeAuditRules(rules: readonly AuditRule[]): string {
  const rows = rules.map(
    ({ id, what }) =>
      `| [${id}](${id}.md) | error in \`audit\`, warning in \`check\` | ${what.replaceAll('|', '\\|')} |`,
  );
  return `\n## Numbers in prose\n\n${['| Rule | Severity | What is found |', '| --- | --- | --- |', ...rows].join('\n')}\n`;
}
