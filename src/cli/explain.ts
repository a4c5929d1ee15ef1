import { describeRule } from '../check/describe-rule.ts';
import { RULES, ruleById } from '../check/rules.ts';
import { suggest } from '../schema/suggest.ts';
import { Failure } from '../workspace/failure.ts';
import { EXIT } from './session.ts';

/** `flakebook explain [RULE]`: a rule's page, or the list of all. */
export async function explain(id: string | undefined): Promise<number> {
  if (id === undefined) {
    for (const { id: name, severity, what } of RULES)
      process.stdout.write(`${name.padEnd(24)} ${severity.padEnd(8)} ${what}\n`);
    return EXIT.clean;
  }
  const rule = ruleById(id);
  if (!rule) {
    const near = suggest(
      id,
      RULES.map((known) => known.id),
    );
    throw new Failure(
      `There is no rule \`${id}\`${near ? `, did you mean \`${near}\`?` : ': `flakebook explain` lists them all.'}`,
    );
  }
  process.stdout.write(describeRule(rule));
  return EXIT.clean;
}
