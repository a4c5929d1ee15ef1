import { atKey } from '../core/kept.ts';
import type { Question, Reader, Source } from './question.ts';

/** What an answer read, in order: the id of each question, then the digest of what it answered. */
type Trace = readonly string[];

/** What is kept of an answer. */
export interface Kept {
  readonly digest: string;
  /** A `Trace` as JSON. */
  readonly trace: string;
}

/** Where answers are kept between two runs. Losing one costs time and nothing else. */
export interface Shelf {
  get(name: string, key: string): Kept | undefined;
  /** The text of an answer that is kept whole. Nobody believes it unless it has the digest of the answer. */
  text(name: string, key: string): string | undefined;
  put(name: string, key: string, kept: Kept, text: string | undefined): void;
}

/** Gives the sources of a store. Both answers belong together for as long as the store is in use. */
export interface Sources {
  digest(name: string, key: string): string;
  value(name: string, key: string): unknown;
}

export interface StoreParts {
  /** Every question that keeps something, so that a trace can ask it again by its name. */
  readonly questions: readonly Question<unknown>[];
  readonly sources: Sources;
  readonly shelf: Shelf;
  /** Equal text, equal digest; different text, another one. */
  readonly digest: (text: string) => string;
  /**
   * For tests, since it looks at all of every answer: throws for one that JSON would not write whole, and gives each kept
   * one as it comes from the shelf.
   */
  readonly isStrict?: boolean;
}

/** An answer with what it read. */
interface InMemory {
  readonly answer: unknown;
  readonly frame: ReadonlyMap<string, string>;
}

/** Characters of the longest trace that many answers have in common. */
const SHARED_TRACE = 300;

/** The reads of an answer in the making, each once: digests by id. */
type Frame = Map<string, string>;

const NO_READS: ReadonlyMap<string, string> = new Map();

/**
 * Answers questions and remembers what each answer read. A kept answer is good as long as everything that it read gives
 * the same digest; only then is it used without being made again. A change that leaves an answer as it was stops there.
 * These are verifying traces, as in Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte" (2018).
 */
export class Store {
  readonly #questions: ReadonlyMap<string, Question<unknown>>;
  readonly #parts: StoreParts;
  /** The digest of an answer that is undefined. */
  readonly #nothing: string;
  /** Digests that are known for sure, by id: of sources, and of answers all of whose reads were looked at in this run. */
  readonly #verified = new Map<string, string>();
  /** Answers in memory, by question; the one used last stands last. */
  readonly #answers = new Map<string, Map<string, InMemory>>();
  /** Whether a trace holds, by its text: many answers read the same. */
  readonly #holding = new Map<string, boolean>();
  readonly #open = new Set<string>();
  #frame: Frame | undefined;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#nothing = parts.digest('');
    this.#questions = new Map(parts.questions.map((question) => [question.name, question]));
  }

  readonly read: Reader = <Answer>(question: Question<Answer> | Source<Answer>, key: string): Answer => {
    if (question.keeps === 'source') {
      const { sources } = this.#parts;
      const digest = sources.digest(question.name, key);
      this.#frame?.set(idOf(question, key), digest);
      return sources.value(question.name, key) as Answer;
    }
    if (question.keeps !== 'nothing') {
      const id = idOf(question, key);
      const digest = this.#verify(question, key, id);
      this.#frame?.set(id, digest);
      return this.#inMemory(question, key, digest).answer as Answer;
    }
    const { answer, frame } = this.#inMemory(question, key);
    for (const [id, read] of frame) this.#frame?.set(id, read);
    return answer as Answer;
  };

  /** The digest of an answer; the answer itself is made only where what is kept of it no longer holds. */
  digest<Answer>(question: Question<Answer>, key: string): string {
    return this.#verify(question, key);
  }

  /** @param digest that of the answer, where it is known. */
  #inMemory(question: Question<unknown>, key: string, digest?: string): InMemory {
    const known = this.#answers.get(question.name)?.get(key);
    // Only where there is room for a few does it matter which was used last.
    if (known !== undefined && question.room === undefined) return known;
    const made = known ?? this.#fromShelf(question, key, digest) ?? this.#record(question, key);
    return this.#putInMemory(question, key, made);
  }

  #fromShelf({ name, keeps, format }: Question<unknown>, key: string, digest?: string): InMemory | undefined {
    if (digest === this.#nothing) return { answer: undefined, frame: NO_READS };
    const text = keeps === 'answer' ? this.#parts.shelf.text(name, key) : undefined;
    if (text === undefined || this.#parts.digest(text) !== digest) return undefined;
    return { answer: (format ?? JSON).parse(text), frame: NO_READS };
  }

  #putInMemory({ name, keeps, room }: Question<unknown>, key: string, made: InMemory): InMemory {
    // Whoever asks depends on the digest: what the answer read stands in its trace.
    const value = keeps === 'nothing' ? made : { answer: made.answer, frame: NO_READS };
    const answers = atKey(this.#answers, name, () => new Map<string, InMemory>());
    answers.delete(key);
    answers.set(key, value);
    const [oldest] = answers.keys();
    if (oldest !== undefined && room !== undefined && answers.size > room) answers.delete(oldest);
    return value;
  }

  #verify(question: Question<unknown>, key: string, id = idOf(question, key)): string {
    const known = this.#verified.get(id);
    if (known !== undefined) return known;
    const kept = this.#parts.shelf.get(question.name, key);
    const digest = kept && this.#holds(kept.trace) ? kept.digest : this.#answer(question, key);
    this.#verified.set(id, digest);
    return digest;
  }

  /** @throws Error for a question that the store does not know: nothing that read it could be looked at again. */
  #answer(question: Question<unknown>, key: string): string {
    const { digest, isStrict, shelf } = this.#parts;
    const { name, keeps, format } = question;
    if (!this.#questions.has(name))
      throw new Error(`The question \`${name}\` is not among those of the store.`);
    const { answer, frame } = this.#record(question, key);
    const trace = JSON.stringify([...frame].flat());
    if (isStrict && !format && keeps !== 'reads') refuseUnwritable(answer, name);
    const json =
      keeps === 'reads' ? undefined : format ? format.text(answer) : (JSON.stringify(answer) ?? '');
    const text = keeps === 'answer' && json !== '' ? json : undefined;
    // What leans on the identity of its parts is another answer when it comes from the shelf.
    const held = isStrict && text !== undefined ? (format ?? JSON).parse(text) : answer;
    this.#putInMemory(question, key, { answer: held, frame });
    const kept = { digest: digest(json ?? trace), trace };
    shelf.put(name, key, kept, text);
    return kept.digest;
  }

  #holds(trace: string): boolean {
    const known = this.#holding.get(trace);
    if (known !== undefined) return known;
    const reads = JSON.parse(trace) as Trace;
    let holds = true;
    // By index: a build of 10 000 issues looks at 150 000 reads.
    for (let i = 0; holds && i < reads.length; i += 2)
      holds = this.#currentDigest(reads[i] as string) === reads[i + 1];
    // A long trace is that of one answer alone: nobody looks at it again.
    if (trace.length < SHARED_TRACE) this.#holding.set(trace, holds);
    return holds;
  }

  /** If it throws, so would the answer: all that it read before is as it was, so that it would ask the same again. */
  #currentDigest(id: string): string {
    const known = this.#verified.get(id);
    if (known !== undefined) return known;
    const end = id.indexOf(' ');
    const [name, key] = [id.slice(0, end), id.slice(end + 1)];
    const question = this.#questions.get(name);
    if (question) return this.#verify(question, key, id);
    const digest = this.#parts.sources.digest(name, key);
    this.#verified.set(id, digest);
    return digest;
  }

  /** Works out an answer and what it reads; whoever asked for it has its own reads. */
  #record(question: Question<unknown>, key: string): InMemory {
    const id = idOf(question, key);
    if (this.#open.has(id)) throw new Error(`The question \`${question.name}\` of \`${key}\` asks itself.`);
    const outer = this.#frame;
    const frame: Frame = new Map();
    this.#frame = frame;
    this.#open.add(id);
    try {
      return { answer: question.answer(this.read, key), frame };
    } finally {
      this.#frame = outer;
      this.#open.delete(id);
    }
  }
}

/** No name of a question has a space. */
function idOf({ name }: { readonly name: string }, key: string): string {
  return `${name} ${key}`;
}

/** @throws Error where JSON would leave something out without a word. */
function refuseUnwritable(data: unknown, name: string): void {
  const isLost = typeof data === 'function' || (typeof data === 'number' && !Number.isFinite(data));
  if (isLost || data instanceof Map || data instanceof Set)
    throw new Error(
      `The answer of \`${name}\` holds what JSON cannot write: give the question a \`format\`.`,
    );
  if (typeof data !== 'object' || data === null) return;
  for (const value of Object.values(data)) refuseUnwritable(value, name);
}
