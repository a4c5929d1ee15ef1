import { join } from 'node:path';
import { parseAsOf } from '../host/as-of.ts';
import { initBook, lookAtProject, wordsOf } from '../host/init-book.ts';
import { UserError } from '../host/user-error.ts';
import { type NewBook, planBook, RUNNERS, writeResults } from '../pages/scaffold-book.ts';
import { isTerminal, openQuestions } from './ask.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, shown } from './io.ts';
import { EXIT } from './session.ts';

type InitOptions = Options<'init'>;

/** `flakebook init`: begins a book in a project. Each answer is a flag, and what nobody answers is what was found. */
export async function init(options: InitOptions, io: Io): Promise<number> {
  const root = pathOf(io, '.');
  const found = lookAtProject(root);
  const asked = options.yes || !isTerminal(io) ? options : await ask(options, found, io);
  const suite = asked.suite ?? found.suite;
  if (suite !== wordsOf(suite))
    throw new UserError(
      `Write --suite as lower-case words joined by hyphens, such as \`${wordsOf(suite) || 'shop'}\`.`,
    );
  const prefix = asked.prefix ?? found.prefix;
  if (!/^[A-Z][A-Z0-9-]*-$/.test(prefix))
    throw new UserError(
      'Write --prefix as capital letters and digits with a hyphen at its end, such as `SHOP-`.',
    );
  const folder = (asked.folder ?? found.folder).replace(/\/+$/, '');
  if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(folder) || folder.split('/').includes('..'))
    throw new UserError('Name --folder below this folder, such as `content`.');
  const book: NewBook = {
    ...found,
    folder,
    title: asked.title ?? found.title,
    suite,
    prefix,
    runner: RUNNERS.find(({ id }) => id === asked.runner) ?? found.runner,
    github: asked.github ?? found.repository?.startsWith('https://github.com/') === true,
    agents: asked.agents ?? true,
    hasSchemas: found.hasSchemas,
    date: parseAsOf('today', 'UTC'),
  };
  const files = initBook(root, folder, planBook(book), io.env);
  const width = Math.max(...files.map(({ did }) => did.length));
  for (const { path, did } of files) io.out.say(`${did.padEnd(width)}  ${shown(io, path)}`);
  io.out.say(
    '',
    `Next: edit ${folder}/issues/${prefix}001.md, then run \`flakebook check\` and \`flakebook build\`.`,
    `What do your tests say? First ${writeResults(book.runner)}, then \`flakebook results ${book.runner.results}\`.`,
  );
  await tellOfResults(join(root, folder), root, book.runner.results.replaceAll("'", ''), io);
  return EXIT.clean;
}

/** So many tests are named: the rest is for `flakebook results`. */
const MOST_NAMED = 5;

/** Ends with what flaked, where results of the tests are at hand. */
async function tellOfResults(content: string, root: string, pattern: string, io: Io): Promise<void> {
  const { readFirstResults } = await import('../host/first-results.ts');
  const found = await readFirstResults(content, root, pattern);
  if (!found) return;
  const { tests, flaky, failed } = found;
  io.out.say('', `${pattern}: ${tests} tests, ${failed.length} failed, ${flaky.length} passed on a retry.`);
  const named = [
    ...flaky.map((name) => ['passed on a retry', name] as const),
    ...failed.map((name) => ['failed', name] as const),
  ];
  for (const [how, name] of named.slice(0, MOST_NAMED)) io.out.say(`  ${how}: ${name}`);
  if (named.length > MOST_NAMED) io.out.say(`  and ${named.length - MOST_NAMED} more`);
  if (named.length > 0)
    io.out.say('Write down one that flakes: flakebook new issue "What goes wrong" --test NAME');
}

/** Asks what no flag answers; Enter takes what was found. */
async function ask(
  options: InitOptions,
  found: ReturnType<typeof lookAtProject>,
  io: Io,
): Promise<InitOptions> {
  const questions = openQuestions(io);
  const one = async (question: string, known: string | undefined, usual: string) => {
    const answer = known ?? (await questions.ask(question, usual));
    if (answer === undefined)
      throw new UserError(
        'Nothing was written: the questions were not answered. Add --yes to take what was found.',
      );
    return answer;
  };
  try {
    return {
      ...options,
      folder: await one('In which folder?', options.folder, found.folder),
      title: await one('What is the book called?', options.title, found.title),
      suite: await one('What is your test suite called?', options.suite, found.suite),
      prefix: await one('With what do ids of its issues begin?', options.prefix, found.prefix),
    };
  } finally {
    questions.close();
  }
}
