import type { Question, Reader, Source } from '../../src/store/question.ts';

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
