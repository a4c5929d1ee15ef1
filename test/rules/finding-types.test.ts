import { describe, expectTypeOf, it } from 'vitest';
import { finding as proseFinding } from '../../src/audit/rules.ts';
import { FILE_START } from '../../src/core/finding.ts';
import type { RuleTable } from '../../src/core/rule.ts';
import { finding as signatureFinding } from '../../src/match/signatures/rules.ts';
import { refuse } from '../../src/records/fields/fields.ts';
import { finding, type RecordRuleArgs, type RecordRuleId } from '../../src/records/rules.ts';
import type { AnyRuleId } from '../../src/rules/rules.ts';
import { finding as textFinding } from '../../src/text/rules.ts';

/** Held by `tsc`: each line below an expectation of an error must have one. */
describe('a finding', () => {
  it('has a known rule', () => {
    finding('unknown-key', FILE_START, { key: 'impakt', expected: ['impact'], suggestion: 'impact' });
    // @ts-expect-error a misspelt rule
    finding('unknwon-key', FILE_START, { key: 'impakt', expected: ['impact'] });
    // @ts-expect-error a rule of a floor above
    textFinding('unknown-key', FILE_START, { key: 'impakt', expected: ['impact'] });
    // @ts-expect-error a rule of another feature
    signatureFinding('audit-sum', FILE_START, { said: '8', expected: '7', because: 'the parts add up to 7' });
  });

  it('has all arguments of its rule, and no other', () => {
    // @ts-expect-error one is missing
    finding('unknown-key', FILE_START, { key: 'impakt' });
    // @ts-expect-error all are missing
    finding('unknown-key', FILE_START);
    // @ts-expect-error one too many
    finding('unknown-key', FILE_START, { key: 'impakt', expected: ['impact'], place: 'x' });
    // @ts-expect-error of another type
    finding('unknown-key', FILE_START, { key: 'impakt', expected: 'impact' });
    // @ts-expect-error arguments for a rule without any
    finding('image', FILE_START, { url: 'x' });
    // @ts-expect-error a problem that the rule does not know
    textFinding('json-line', FILE_START, { problem: 'broken' });
    // @ts-expect-error one is missing
    proseFinding('audit-sum', FILE_START, { said: '8', expected: '7' });
    finding('image', FILE_START);
  });

  it('of a schema leaves out what the value itself says', () => {
    refuse('invalid-date', {});
    // @ts-expect-error a misspelt rule
    refuse('invalid-dat', {});
    // @ts-expect-error nobody else says what was expected
    refuse('wrong-form', {});
  });

  it('can be kept as JSON: a rule takes plain data only', () => {
    const words = { severity: 'error', what: 'What.', why: 'Why.' } as const;
    // @ts-expect-error a date is none
    const table = { bad: { ...words, message: ({ at }: { at: Date }) => `${at}` } } satisfies RuleTable;
    expectTypeOf(table).toHaveProperty('bad');
  });

  it('has ids that are unions', () => {
    expectTypeOf<RecordRuleId>().toExtend<AnyRuleId>();
    expectTypeOf<string>().not.toExtend<AnyRuleId>();
    expectTypeOf<RecordRuleArgs<'invalid-date'>>().toEqualTypeOf<{ key: string; value: string }>();
  });
});
