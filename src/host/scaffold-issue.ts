import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { When } from '../core/calendar.ts';
import { didYouMeanOr } from '../core/text.ts';
import { describeFlake, namelessTests } from '../detect/detect.ts';
import { blankIssue, scaffoldIssue } from '../pages/scaffold-issue.ts';
import type { Book } from '../records/book/book.ts';
import { checkFile } from '../records/check/check-file.ts';
import { hasPrefix } from '../records/check/issue-ids.ts';
import { suggest } from '../records/fields/suggest.ts';
import type { Test } from '../records/issue/issue.ts';
import { firstError } from '../rules/rules.ts';
import type { SuiteRuns, TestHistory } from '../runs/verdict/suite-runs.ts';
import { parseAsOf } from './as-of.ts';
import { listContent, reasonOf } from './content-files.ts';
import { digestText } from './digest.ts';
import { filesAround, pathsEver, repositoryAround } from './git/git.ts';
import { openSuite, runsOf, type Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';
import { refuseLink } from './write-file.ts';

export interface ScaffoldOptions {
  /** Any name of a test that failed in measured runs: of the history, or as a tool prints it. Absent for an issue without runs. */
  readonly fromTest?: string;
  /** Of an issue without runs: what goes wrong, and of its test the name and the place. */
  readonly title?: string;
  readonly test?: string;
  readonly at?: string;
  readonly run?: string;
  readonly symptom?: string;
  readonly suite?: string;
  readonly id?: string;
}

/**
 * Writes the record of an issue for a test that failed in measured runs; never over a file that is there.
 * @returns the new record's id and path.
 * @throws UserError when no run shows the test, or an issue names it already.
 */
export async function writeNewIssue(
  workspace: Workspace,
  asOf: When,
  options: ScaffoldOptions,
): Promise<{ id: string; path: string }> {
  const opened = await openSuite(workspace, asOf, options.suite);
  const { settings } = opened.book.now;
  const begun = beginIssue(opened, asOf, options, workspace.content);
  const used = usedIds(workspace.content, settings);
  const id = options.id ?? nextId(prefixOf(settings, opened.id), used, begun.key);
  refuseUsedId(id, used, settings, '--id');
  const file = `issues/${id}.md`;
  return { id, path: writeNewRecord(workspace.content, file, begun.text, settings) };
}

/** @param flag the option that gave the id. @throws UserError for no id, and for one that was ever used. */
export function refuseUsedId(id: string, used: readonly string[], { retired }: Book, flag: string): void {
  if (!/^[A-Za-z0-9-]+$/.test(id))
    throw new UserError(`\`${id}\` is not an issue id: use one such as FLAKY-012.`);
  const other = used.find((known) => known.toLowerCase() === id.toLowerCase());
  if (other === undefined) return;
  const why = retired.includes(other) ? 'is retired' : 'already exists here, or did on a branch';
  throw new UserError(`Leave out ${flag}: \`${other}\` ${why}, and an id is never used twice.`);
}

/** The text of a record, and what tells its issue from all others. */
function beginIssue(
  { book, id }: Awaited<ReturnType<typeof openSuite>>,
  asOf: When,
  { fromTest, title, test, at: typed, run, symptom }: ScaffoldOptions,
  content: string,
): { text: string; key: string } {
  // As a path is typed on Windows.
  const at = typed?.replaceAll('\\', '/');
  if (fromTest !== undefined) {
    const runs = runsOf(book, id, asOf);
    const nameless = namelessTests(book.now.suite(id)?.issues ?? []);
    const flake = describeFlake(findTest(runs, fromTest), runs, nameless);
    const [known] = flake.nameless;
    if (known)
      throw new UserError(
        `Add \`name\` to the test of ${known.issue} at \`${known.at}\` first: nobody can tell whether that is \`${fromTest}\`.`,
      );
    return { text: scaffoldIssue(flake, id, asOf, filesAround(content)), key: flake.history.key };
  }
  if (title === undefined)
    throw new UserError(
      'Say what goes wrong: `flakebook new issue "Cart loses an item"`, or name a test with --from-test.',
    );
  const open = (book.now.suite(id)?.issues ?? []).filter(({ group }) => group !== 'closed');
  const ownerOf = (owns: (known: Test) => boolean) => open.find(({ issue }) => issue.tests.some(owns));
  const namesIt = ownerOf(({ name, aliases }) => test !== undefined && [name, ...aliases].includes(test));
  if (namesIt) throw new UserError(`Add to ${namesIt.issue.id}: that record already names this test.`);
  // Rows of a table stand in one line: where both have a name, that decides.
  const isThere = ownerOf(
    (known) =>
      at !== undefined &&
      /:\d/.test(at) &&
      known.at === at &&
      (test === undefined || known.name === undefined),
  );
  if (isThere)
    throw new UserError(
      `Add to ${isThere.issue.id}: that record already has a test at \`${at}\`. If it is another one, give both their names.`,
    );
  const date = parseAsOf('today', book.now.settings.timeZone);
  return {
    text: blankIssue({ title, suite: id, test, at, run, symptom, date }),
    key: `${title}\n${test ?? ''}`,
  };
}

function findTest(runs: SuiteRuns, name: string): TestHistory {
  const key = runs.keyOf(name);
  const history = key === undefined ? undefined : runs.tests.get(key);
  if (!history) {
    const near = suggest(name, runs.tests.keys());
    const cure = didYouMeanOr(near, '`flakebook detect` lists the flaky tests.');
    throw new UserError(`No measured run of ${runs.suite} has exactly one test \`${name}\`: ${cure}`);
  }
  const [issue] = history.issues;
  if (issue !== undefined) throw new UserError(`Add to ${issue}: that record already names \`${name}\`.`);
  if (history.failures + history.setAside === 0 && history.verdict.kind !== 'flaky')
    throw new UserError(
      `\`${name}\` never failed in the ${history.runs === 1 ? 'only counted run' : `${history.runs} counted runs`} that had it.`,
    );
  return history;
}

/** Ids of the folder as it is, and as it ever was on any branch that git knows here: others may add issues there. */
export function usedIds(content: string, { retired }: Book): string[] {
  const here = listContent(content).files.map(({ file }) => file);
  const around = repositoryAround(content);
  const files = around ? [...here, ...pathsEver(around.repository, around.inside)] : here;
  return [...retired, ...new Set(files.flatMap((file) => /^issues\/(.*)\.md$/.exec(file)?.[1] ?? []))];
}

/**
 * The next id after the highest that was ever used, with as many digits as the others; or a hash of the test, so that who
 * opens an issue for it on another branch gets the same one.
 */
export function nextId(owner: Book['prefixes'][number], used: readonly string[], key: string): string {
  const { prefix } = owner;
  if (owner.id === 'hash') {
    for (let round = 0; ; round += 1) {
      const id = prefix + digestText(`${round}\n${key}`).slice(0, HASH_DIGITS);
      if (!used.includes(id)) return id;
    }
  }
  const digits = used.filter((id) => hasPrefix(id, owner)).map((id) => id.slice(prefix.length));
  const width = Math.max(0, ...digits.map((number) => number.length)) || 3;
  const next = Math.max(0, ...digits.map(Number)) + 1;
  return prefix + String(next).padStart(width, '0');
}

/** So many tell apart the issues of a large book. */
const HASH_DIGITS = 10;

function prefixOf({ prefixes }: Book, suite: string): Book['prefixes'][number] {
  const own = prefixes.find((known) => known.suite === suite) ?? prefixes.find((known) => !known.suite);
  if (own) return own;
  throw new UserError(`Add a prefix for ${suite} under \`prefixes\` in book.yaml, or give an id with --id.`);
}

/**
 * Writes a record; never over a file that is there, and none in which `check` would find an error.
 * @param file within the content folder, in a folder of records.
 * @returns its path.
 * @throws UserError where it is not written.
 */
export function writeNewRecord(content: string, file: string, text: string, book: Book): string {
  refuseErrors(file, text, book);
  const path = join(content, file);
  const folder = dirname(path);
  refuseLink(folder);
  if (existsSync(path)) throw new UserError(`Give another id: ${path} already exists.`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError(`Could not write ${path}: ${reasonOf(error)}.`);
  }
  return path;
}

function refuseErrors(file: string, text: string, book: Book): void {
  const error = firstError(checkFile(file, new TextEncoder().encode(text), book).findings);
  if (error === undefined) return;
  const end = /[.?!]$/.test(error) ? '' : '.';
  throw new UserError(`${file} was not written, because it would have an error: ${error}${end}`);
}
