import { UnusableCache } from './cache-database.ts';
import { isSystemError } from './content-files.ts';
import { UserError } from './user-error.ts';

/** The variable in which a test names a file or page whose reading or making shall fail. */
export const PLANTED_FAULT = 'FLAKEBOOK_PLANTED_FAULT';

/** Fails for the file or page that a test has named: the way that a fault of ours takes can be seen only so. */
export function failIfPlanted(name: string): void {
  if (process.env[PLANTED_FAULT] === name) throw new TypeError('a fault was planted here');
}

/** What a fault of ours says, and in which function: no path of this machine, and no second line. */
export function faultWords(error: unknown): string {
  const [said = ''] = String(error).split('\n', 1);
  const where = /^\s*at (?:async )?((?:new )?[\w$.<>#]+) /m.exec(
    (error as Error | undefined)?.stack ?? '',
  )?.[1];
  return where === undefined ? said : `${said}, in ${where}`;
}

/**
 * Makes a page, or says which page our own code failed on.
 * @throws UserError
 */
export function onPage<Made>({ route }: { readonly route: string }, make: () => Made): Made {
  const name = route === '' ? 'home' : route;
  try {
    failIfPlanted(name);
    return make();
  } catch (error) {
    throw pageFault(name, error);
  }
}

/** What is thrown where a page could not be made: the page's name, unless the world, the cache or the user is to blame. */
export function pageFault(name: string, error: unknown): unknown {
  const isOurs = !(error instanceof UserError || error instanceof UnusableCache || isSystemError(error));
  if (!isOurs) return error;
  return new UserError(
    `Could not make the page ${name}. This is our mistake: report it with the records that the page shows (${faultWords(error)}).`,
  );
}
