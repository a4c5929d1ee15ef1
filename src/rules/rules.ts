import { AUDIT_RULES } from '../audit/rules.ts';
import { FIX_RULES } from '../confirm/rules.ts';
import type { FileFinding, Finding, Severity } from '../core/finding.ts';
import { type Rule, type RuleId, sayFinding, sentenceFor } from '../core/rule.ts';
import { plural } from '../core/text.ts';
import { FLAKE_RULES } from '../detect/rules.ts';
import { SIGNATURE_RULES } from '../match/signatures/rules.ts';
import { MUTE_RULES } from '../quarantine/rules.ts';
import { RECORD_RULES } from '../records/rules.ts';
import { RESULT_RULES } from '../runs/read/rules.ts';
import { CODE_RULES } from '../verify/rules.ts';

/** Every rule that a finding can have, by id. */
export const RULES = {
  ...RECORD_RULES,
  ...SIGNATURE_RULES,
  ...AUDIT_RULES,
  ...CODE_RULES,
  ...FIX_RULES,
  ...FLAKE_RULES,
  ...MUTE_RULES,
  ...RESULT_RULES,
};

export type AnyRuleId = RuleId<typeof RULES>;

export function isRuleId(id: string): id is AnyRuleId {
  return Object.hasOwn(RULES, id);
}

/** @throws Error for a finding that no `finding` of ours has made. */
function ruleOf({ ruleId }: Pick<Finding, 'ruleId'>): Rule {
  if (isRuleId(ruleId)) return RULES[ruleId];
  throw new Error(`No rule \`${ruleId}\`: every finding needs a row in a table of rules.`);
}

/** What a finding says, in one sentence without a full stop, and how many more of its kind there are. */
export function messageOf(finding: Finding): string {
  const words = sayFinding(ruleOf(finding), finding);
  return finding.more ? `${words}, and ${finding.more} more of this kind` : words;
}

/** The same as a sentence, with how many more there are. */
export function sentenceOf(finding: FileFinding): string {
  return sentenceFor(ruleOf(finding), finding);
}

/** How much a finding weighs, or all of a rule that do not say otherwise. */
export function severityOf(finding: Pick<Finding, 'ruleId' | 'severity'>): Severity {
  return finding.severity ?? ruleOf(finding).severity ?? 'error';
}

/** What the first error says; undefined where there is none. */
export function firstError(findings: readonly Finding[]): string | undefined {
  const error = findings.find((finding) => severityOf(finding) === 'error');
  return error && messageOf(error);
}

export function hasErrors(findings: readonly FileFinding[]): boolean {
  return findings.some((finding) => severityOf(finding) === 'error');
}

/** How many there are of a severity, shown or not. */
export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings
    .filter((finding) => severityOf(finding) === severity)
    .reduce((sum, { more = 0 }) => sum + 1 + more, 0);
}

/** How many findings of each severity, in words: `2 errors, 1 warning`. */
export function countWords(findings: readonly Finding[]): string {
  const words = (['error', 'warning'] as const).flatMap((severity) => {
    const count = countOf(findings, severity);
    return count === 0 ? [] : [plural(count, severity)];
  });
  return words.length === 0 ? 'no findings' : words.join(', ');
}
