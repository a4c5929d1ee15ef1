import type { FailingIssue, FailureBook } from '../../pages/matches/failure-book.ts';
import { FailureReader } from '../../runs/merge/failure-reader.ts';
import { type Reading, readSources } from '../../runs/read/read-source.ts';
import { bounded } from '../../runs/read/unreadable.ts';
import { type Answer, type Answers, openAnswers } from './answer.ts';
import { reportsInFile, unpacked } from './packed-files.ts';

/** What the page asks: a text, or files that belong to one run. */
export interface Question {
  /** The answer has the same number. */
  readonly turn: number;
  /** The address of what failures are held against, and of the list of issues, below which each has its page. */
  readonly book: string;
  readonly issues: string;
  readonly asked: string | readonly File[];
}

/** What it hears. */
export interface Reply {
  readonly turn: number;
  /** Undefined where there is none, because the book could not be loaded or a newer question came. */
  readonly answer?: Answer;
  /** What broke, for the console. */
  readonly problem?: string;
}

/** Answers questions about the one book of a site. @param load what stands at an address, as JSON. */
export function createAnswering(
  load: (address: string) => Promise<unknown>,
): (question: Question) => Promise<Reply> {
  let opened: Promise<Answers> | undefined;
  const answer = async ({ book, issues, asked }: Question): Promise<Answer> => {
    opened ??= load(book).then((data) => openAnswers(data as FailureBook, linksBelow(issues)));
    const answers = await opened;
    return typeof asked === 'string' ? answers.ofText(asked) : answers.ofRun(await readFiles(asked));
  };
  return async (question) => {
    const { turn } = question;
    try {
      return { turn, answer: await answer(question) };
    } catch (error) {
      opened = undefined;
      return { turn, problem: String(error) };
    }
  };
}

/** Pages end as the list of issues does. */
function linksBelow(issues: string): (issue: FailingIssue) => string {
  const [folder, ending] = issues.endsWith('/') ? [issues, '/'] : [`${issues}/`, ''];
  return ({ page }) => folder + page.replace(/^issues\/|\/$/g, '') + ending;
}

async function readFiles(files: readonly File[]) {
  const failures = new FailureReader('');
  for (const file of files) {
    const reports = await reportsInFile(file);
    const argument = {
      word: file.name,
      sources: reports ?? [{ label: file.name, pieces: () => bounded(unpacked(file)) }],
      isContainer: reports !== undefined,
    };
    for await (const { read, taker } of readSources(argument, (label) => failures.open(label), READING))
      taker.end(read);
  }
  return failures.merge();
}

const READING: Reading = { readsLogs: true, reasonOf: String };
