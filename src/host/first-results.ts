import { globSync } from 'node:fs';
import { Cache } from './cache.ts';
import { matchResults } from './match-results.ts';
import { openWorkspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/** What results say that lay there before the book. Names as the test tool prints them. */
export interface FirstResults {
  readonly tests: number;
  /** They failed, and passed on a retry: they flake. */
  readonly flaky: readonly string[];
  readonly failed: readonly string[];
}

/**
 * Reads the results that a project has at hand; undefined where there are none that can be read.
 * @param pattern of their files, from the folder of the project.
 */
export async function readFirstResults(
  content: string,
  root: string,
  pattern: string,
): Promise<FirstResults | undefined> {
  if (globSync(pattern, { cwd: root }).length === 0) return undefined;
  const workspace = openWorkspace(content, Cache.inMemory);
  try {
    const { asOf } = await workspace.check();
    const { tests, failures } = await matchResults(workspace, asOf, { files: [pattern], root, cwd: root });
    if (tests === 0) return undefined;
    const named = (...outcomes: readonly string[]) =>
      failures.filter(({ outcome }) => outcomes.includes(outcome)).map(({ test }) => test);
    return { tests, flaky: named('flaky'), failed: named('failed', 'errored') };
  } catch (error) {
    // The book is there; that results are odd is for `flakebook results` to say.
    if (error instanceof UserError) return undefined;
    throw error;
  } finally {
    workspace.close();
  }
}
