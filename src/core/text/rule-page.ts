/** What documentation says of a rule. */
export interface DescribedRule {
  readonly id: string;
  /** How much a finding weighs, in words: `error`. */
  readonly level: string;
  readonly what: string;
  readonly why: string;
}

/** A rule's page, as Markdown. The examples are blocks of it; a rule may have none. */
export function writeRulePage(
  { id, level, what, why }: DescribedRule,
  wrong: readonly string[],
  right: readonly string[],
): string {
  const parts = [`# ${id}`, `**${level.charAt(0).toUpperCase()}${level.slice(1)}.** ${what}`, why];
  if (wrong.length > 0) parts.push('## Wrong', ...wrong, '## Right', ...right);
  parts.push('[All rules](README.md)');
  return `${parts.join('\n\n')}\n`;
}

/** Rules in a table below their heading. */
export function writeRuleTable(
  title: string,
  rules: readonly Pick<DescribedRule, 'id' | 'level' | 'what'>[],
): string {
  const rows = rules.map(
    ({ id, level, what }) => `| [${id}](${id}.md) | ${level} | ${what.replaceAll('|', '\\|')} |`,
  );
  return [`## ${title}`, '', '| Rule | Severity | What is found |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}
