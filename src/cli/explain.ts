import { Failure } from '../host/failure.ts';
import { suggest } from '../records/fields/suggest.ts';
import type { Io } from './io.ts';
import { EXIT } from './session.ts';

/** `flakebook explain [RULE]`: a rule's page, or the list of all. */
export async function explain(id: string | undefined, io: Io): Promise<number> {
  const { DOCUMENTED_RULES } = await import('../rules/rule-pages.ts');
  if (id === undefined) {
    for (const { id: name, severity, what } of DOCUMENTED_RULES)
      io.stdout.write(`${name.padEnd(24)} ${severity.padEnd(8)} ${what}\n`);
    return EXIT.clean;
  }
  const rule = DOCUMENTED_RULES.find((known) => known.id === id);
  if (!rule) {
    const near = suggest(
      id,
      DOCUMENTED_RULES.map((known) => known.id),
    );
    throw new Failure(
      `There is no rule \`${id}\`${near ? `, did you mean \`${near}\`?` : ': `flakebook explain` lists them all.'}`,
    );
  }
  io.stdout.write(rule.page);
  return EXIT.clean;
}
