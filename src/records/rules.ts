import { type ArgsOf, type MakeFinding, makeFinding, type RuleId } from '../core/rule.ts';
import { TEXT_RULES } from '../text/rules.ts';
import { BODY_RULES } from './rules/body.ts';
import { BOOK_RULES } from './rules/book.ts';
import { FILE_RULES } from './rules/files.ts';
import { FRONT_MATTER_RULES } from './rules/front-matter.ts';
import { LINK_RULES } from './rules/links.ts';
import { RUN_RULES } from './rules/runs.ts';
import { SUITE_RULES } from './rules/suite.ts';
import { TIMELINE_RULES } from './rules/timeline.ts';
import { VALUE_RULES } from './rules/values.ts';

/** Every rule that a record can break. */
export const RECORD_RULES = {
  ...TEXT_RULES,
  ...FILE_RULES,
  ...FRONT_MATTER_RULES,
  ...VALUE_RULES,
  ...BODY_RULES,
  ...TIMELINE_RULES,
  ...SUITE_RULES,
  ...RUN_RULES,
  ...LINK_RULES,
  ...BOOK_RULES,
};

export type RecordRuleId = RuleId<typeof RECORD_RULES>;
export type RecordRuleArgs<Id extends RecordRuleId> = ArgsOf<typeof RECORD_RULES, Id>;

/** Makes findings about records. */
export const finding: MakeFinding<typeof RECORD_RULES> = makeFinding;
