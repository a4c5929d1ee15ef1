import { AUDIT_LEVEL, describeAuditRule } from '../audit/describe-audit-rule.ts';
import { AUDIT_RULES } from '../audit/rules.ts';
import type { Severity } from '../core/finding.ts';
import { writeRuleTable } from '../core/text/rule-page.ts';
import { describeLooksRule } from '../match/signatures/describe-looks-rule.ts';
import { LOOKS_RULES } from '../match/signatures/rules.ts';
import { describeRule } from '../records/check/describe-rule.ts';
import { RULE_GROUPS, RULES } from '../records/check/rules.ts';

/** A rule of any floor that finds something, as readers of its findings need it. */
export interface AnyRule {
  readonly id: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  /** Its page of documentation, as Markdown. */
  describe(): string;
}

/** Every rule that a finding can have. */
export const ALL_RULES: readonly AnyRule[] = [
  ...RULES.map((rule) => withPage(rule, () => describeRule(rule))),
  ...LOOKS_RULES.map((rule) => withPage(rule, () => describeLooksRule(rule))),
  ...AUDIT_RULES.map((rule) => withPage(rule, () => describeAuditRule(rule))),
];

function withPage({ id, severity, what, why }: Omit<AnyRule, 'describe'>, describe: () => string): AnyRule {
  return { id, severity, what, why, describe };
}

/** The page that lists all rules, in groups. */
export function describeRules(): string {
  const tables = [...RULE_GROUPS, { title: 'Signatures and names of tests', rules: LOOKS_RULES }].map(
    ({ title, rules }) =>
      writeRuleTable(
        title,
        rules.map(({ id, severity, what }) => ({ id, level: severity, what })),
      ),
  );
  const prose = AUDIT_RULES.map((rule) => ({ ...rule, level: AUDIT_LEVEL }));
  return `${['# Rules', INTRO, ...tables, writeRuleTable('Numbers in prose', prose)].join('\n\n')}\n`;
}

const INTRO =
  'What `flakebook check` looks for. An error fails the check, a warning does not. Every rule has a page with the reason, the cure and an example.';
