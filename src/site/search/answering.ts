import type { FailingIssue, FailureBook } from '../../pages/matches/failure-book.ts';
import { FailureReader } from '../../runs/merge/failure-reader.ts';
import { ResultsReader } from '../../runs/read/read-results.ts';
import { bounded, cutShort, Unreadable } from '../../runs/read/unreadable.ts';
import { type Answer, type Answers, openAnswers } from './answer.ts';

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
    const taker = failures.open(file.name);
    const reader = new ResultsReader(taker.onTest, true);
    let hasBegun = false;
    try {
      for await (const piece of bounded(await piecesOf(file))) {
        hasBegun = true;
        reader.write(piece);
        if (reader.isOver) break;
      }
      taker.end(reader.end());
    } catch (error) {
      taker.end(
        cutShort(reader.end(), error instanceof Unreadable ? error.message : String(error), hasBegun),
      );
    }
  }
  return failures.merge();
}

/** The bytes of a file, or what is packed in them by gzip. */
async function piecesOf(file: File): Promise<AsyncIterable<Uint8Array>> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  return pieces(isPacked ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream());
}

/** Not every browser walks through a stream by itself. */
async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
