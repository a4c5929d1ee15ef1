/**
 * A question about the book, under a name of its own. Its answer follows from what it reads and from nothing else, so
 * that whoever keeps an answer knows when it still holds.
 */
export interface Question<Answer> {
  readonly name: string;
  /**
   * What stays between two runs of Flakebook: the whole answer, only its digest, only what it read, or nothing. Whoever asks
   * depends on the digest. The digest of what it read changes whenever that does, and costs little to make: it is for large
   * answers that little else depends on. A question that keeps nothing is transparent: whoever asks depends on what it read.
   * An answer that is kept, or its digest, must be plain JSON data, or have its own `format`: JSON writes every map as `{}`,
   * and a change in it would go unseen.
   */
  readonly keeps: 'answer' | 'digest' | 'reads' | 'nothing';
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
