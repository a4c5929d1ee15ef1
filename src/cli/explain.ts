import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../core/finding.ts';
import { didYouMeanOr } from '../core/text.ts';
import { RULES_FOLDER } from '../host/code-version.ts';
import { UserError } from '../host/user-error.ts';
import { columns } from '../print/lines.ts';
import { suggest } from '../records/fields/suggest.ts';
import { isRuleId, RULES, severityOf } from '../rules/rules.ts';
import type { Io } from './io.ts';
import { EXIT } from './session.ts';

/** `flakebook explain [RULE]`: a rule's page, or the list of all. */
export async function explain(id: string | undefined, io: Io): Promise<number> {
  if (id === undefined) {
    const rules = Object.entries(RULES).sort(([a], [b]) => compareText(a, b));
    io.out.lines(columns(rules.map(([ruleId, { what }]) => [ruleId, severityOf({ ruleId }), what])));
    return EXIT.clean;
  }
  if (!isRuleId(id)) {
    const near = suggest(id, Object.keys(RULES));
    throw new UserError(
      `There is no rule \`${id}\`: ${didYouMeanOr(near, '`flakebook explain` lists them all.')}`,
    );
  }
  io.out.document(readFileSync(join(RULES_FOLDER, `${id}.md`), 'utf8'));
  return EXIT.clean;
}
