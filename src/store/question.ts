/**
 * A question about the book, under a name of its own. Its answer follows from what it reads and from nothing else, so
 * that whoever keeps an answer knows when it still holds.
 */
export interface Question<Answer> {
  readonly name: string;
  /**
   * What stays between two runs of Flakebook: the whole answer, only its digest, or nothing. Whoever asks depends on the
   * digest. A question that keeps nothing is transparent: whoever asks depends on what it read. What is kept of must be
   * plain JSON data, or have its own `format`: JSON writes every map as `{}`, and a change in it would go unseen.
   */
  readonly keeps: 'answer' | 'digest' | 'nothing';
  /** How many answers stay in memory at a time; all of them unless given. */
  readonly room?: number;
  answer(read: Reader, key: string): Answer;
  /** For an answer that is not plain JSON data: all of it as text, and the answer that a text stands for. */
  readonly format?: { text(answer: Answer): string; parse(text: string): Answer };
}

/** Where answers begin: something outside, such as the body of a file. Its owner gives value and digest. */
export interface Source<Answer> {
  readonly name: string;
  readonly keeps: 'source';
  /** Never called: it carries the type of the answer. */
  readonly type?: (answer: Answer) => Answer;
}

/** Answers a question. Pure code reads the book through this alone. */
export type Reader = <Answer>(question: Question<Answer> | Source<Answer>, key: string) => Answer;

export function source<Answer>(name: string): Source<Answer> {
  return { name, keeps: 'source' };
}

/** A question of which the answer is kept. */
export function kept<Answer>(name: string, answer: (read: Reader, key: string) => Answer): Question<Answer> {
  return { name, keeps: 'answer', answer };
}

/** A question of which the digest is kept: for what is large, and seldom asked for when it has not changed. */
export function digested<Answer>(
  name: string,
  answer: (read: Reader, key: string) => Answer,
): Question<Answer> {
  return { name, keeps: 'digest', answer };
}

/** A question of which nothing is kept: whoever asks depends on what it reads. */
export function transparent<Answer>(
  name: string,
  answer: (read: Reader, key: string) => Answer,
  room?: number,
): Question<Answer> {
  return { name, keeps: 'nothing', answer, room };
}

/** The answer of a source, by its name and a key. */
export type SourceValues = (name: string, key: string) => unknown;

/** A reader that remembers answers for as long as it lives, and not what they were made from: for one look at a book. */
export function plainReader(values: SourceValues): Reader {
  const known = new Map<string, unknown>();
  const read: Reader = <Answer>(question: Question<Answer> | Source<Answer>, key: string): Answer => {
    const id = `${question.name}\n${key}`;
    if (!known.has(id))
      known.set(id, question.keeps === 'source' ? values(question.name, key) : question.answer(read, key));
    return known.get(id) as Answer;
  };
  return read;
}
