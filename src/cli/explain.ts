import { UserError } from '../host/user-error.ts';
import { columns } from '../print/lines.ts';
import { suggest } from '../records/fields/suggest.ts';
import type { Io } from './io.ts';
import { EXIT } from './session.ts';

/** `flakebook explain [RULE]`: a rule's page, or the list of all. */
export async function explain(id: string | undefined, io: Io): Promise<number> {
  const { DOCUMENTED_RULES } = await import('../rules/rule-pages.ts');
  if (id === undefined) {
    const rows = DOCUMENTED_RULES.map(({ id: name, severity, what }) => [name, severity, what]);
    io.out.lines(columns(rows));
    return EXIT.clean;
  }
  const rule = DOCUMENTED_RULES.find((known) => known.id === id);
  if (!rule) {
    const near = suggest(
      id,
      DOCUMENTED_RULES.map((known) => known.id),
    );
    throw new UserError(
      `There is no rule \`${id}\`${near ? `, did you mean \`${near}\`?` : ': `flakebook explain` lists them all.'}`,
    );
  }
  io.out.document(rule.page);
  return EXIT.clean;
}
