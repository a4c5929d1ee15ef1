import { suggest } from '../records/fields/suggest.ts';
import { UserError } from './user-error.ts';

/**
 * The suite that was asked for; without one, the only one.
 * @throws UserError when there is none, or several to choose from.
 */
export function chooseAmong(ids: readonly string[], suite: string | undefined): string {
  const known = ids.length === 0 ? 'the book has no suite yet' : `the book has ${ids.join(', ')}`;
  if (suite !== undefined) {
    const near = suggest(suite, ids);
    if (!ids.includes(suite))
      throw new UserError(
        `There is no suite \`${suite}\`${near ? `, did you mean \`${near}\`?` : `: ${known}.`}`,
      );
    return suite;
  }
  const [only, ...more] = ids;
  if (only === undefined) throw new UserError(`Add a file such as suites/orders.md with a title: ${known}.`);
  if (more.length > 0) throw new UserError(`Choose a suite with --suite: ${known}.`);
  return only;
}
