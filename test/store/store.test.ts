import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Question, type Reader, source } from '../../src/store/question.ts';
import { type Kept, type Shelf, Store } from '../../src/store/store.ts';
import { plainReader } from '../support/plain-reader.ts';

const NUMBER = source<number>('number');

/** A shelf as a disk would be: it outlives the stores. */
function shelfInMemory() {
  const rows = new Map<string, Kept>();
  const texts = new Map<string, string>();
  const puts: string[] = [];
  const shelf: Shelf = {
    get: (name, key) => rows.get(`${name}/${key}`),
    text: (name, key) => texts.get(`${name}/${key}`),
    put(name, key, kept, text) {
      puts.push(`${name}/${key}`);
      rows.set(`${name}/${key}`, kept);
      if (text !== undefined) texts.set(`${name}/${key}`, text);
    },
  };
  return { ...shelf, rows, texts, puts };
}

function openStore(
  numbers: ReadonlyMap<string, number>,
  questions: readonly Question<unknown>[],
  shelf: Shelf,
): Store {
  const value = (_: string, key: string) => numbers.get(key) ?? 0;
  return new Store({
    questions,
    shelf,
    digest: (text) => `#${text}`,
    sources: { value, digest: (name, key) => String(value(name, key)) },
  });
}

const half: Question<number> = {
  name: 'half',
  keeps: 'digest',
  answer: (read, key) => Math.floor(read(NUMBER, key) / 2),
};
const sum: Question<{ sum: number }> = {
  name: 'sum',
  keeps: 'answer',
  answer: (read) => ({ sum: read(half, 'a') + read(half, 'b') }),
};

describe('a store', () => {
  test('uses a kept answer when all that it read is as it was', () => {
    const shelf = shelfInMemory();
    const numbers = new Map([['a', 4]]);
    expect(openStore(numbers, [half, sum], shelf).read(sum, '')).toEqual({ sum: 2 });
    shelf.puts.length = 0;
    expect(openStore(numbers, [half, sum], shelf).read(sum, '')).toEqual({ sum: 2 });
    expect(shelf.puts).toEqual([]);
  });

  test('does not believe a text that has not the digest of the answer', () => {
    const shelf = shelfInMemory();
    const numbers = new Map([['a', 4]]);
    openStore(numbers, [half, sum], shelf).read(sum, '');
    shelf.texts.set('sum/', '{"sum":3}');
    expect(openStore(numbers, [half, sum], shelf).read(sum, '')).toEqual({ sum: 2 });
  });

  test('stops at an answer that stays the same though what it read has changed', () => {
    const shelf = shelfInMemory();
    openStore(new Map([['a', 4]]), [half, sum], shelf).read(sum, '');
    shelf.puts.length = 0;
    openStore(new Map([['a', 5]]), [half, sum], shelf).read(sum, '');
    expect(shelf.puts).toEqual(['half/a']);
  });

  test('tells an answer by what it read, where that is all that is kept', () => {
    const page: Question<() => string> = {
      name: 'page',
      keeps: 'reads',
      // What is no data, and the same for any number.
      answer: (read) => (read(NUMBER, 'a') < 0 ? () => 'negative' : () => 'positive'),
    };
    const shelf = shelfInMemory();
    const open = (a: number) => openStore(new Map([['a', a]]), [page], shelf);
    const digest = open(4).digest(page, '');
    expect(open(4).digest(page, '')).toBe(digest);
    expect(shelf.puts).toEqual(['page/']);
    expect(open(6).digest(page, '')).not.toBe(digest);
    expect(open(6).read(page, '')()).toBe('positive');
    expect(shelf.texts.size).toBe(0);
  });

  test('answers again when an answer that it read has changed', () => {
    const shelf = shelfInMemory();
    openStore(new Map([['a', 4]]), [half, sum], shelf).read(sum, '');
    expect(openStore(new Map([['a', 6]]), [half, sum], shelf).read(sum, '')).toEqual({ sum: 3 });
  });

  test('sees through a question that keeps nothing', () => {
    const through: Question<Map<string, number>> = {
      name: 'through',
      keeps: 'nothing',
      answer: (read) => new Map([['a', read(NUMBER, 'a')]]),
    };
    const twice: Question<number[]> = {
      name: 'twice',
      keeps: 'digest',
      answer: (read) => [read(through, '').get('a') ?? 0, read(through, '').get('a') ?? 0],
    };
    const once: Question<number> = {
      name: 'once',
      keeps: 'digest',
      answer: (read) => read(through, '').get('a') ?? 0,
    };
    const shelf = shelfInMemory();
    const store = openStore(new Map([['a', 1]]), [twice, once], shelf);
    store.read(twice, '');
    // Answered from memory, and yet it reads what the first one read.
    store.read(once, '');
    expect(shelf.rows.get('once/')?.trace).toBe('["number a","1"]');
    expect(openStore(new Map([['a', 2]]), [twice, once], shelf).read(once, '')).toBe(2);
  });

  test('answers again what read a question that can no longer be answered', () => {
    const strict: Question<number> = {
      name: 'strict',
      keeps: 'digest',
      answer(read, key) {
        const value = read(NUMBER, key);
        if (value === 0) throw new Error(`no number ${key}`);
        return value;
      },
    };
    const first: Question<number> = {
      name: 'first',
      keeps: 'digest',
      answer: (read) => (read(NUMBER, 'switch') === 0 ? read(strict, 'a') : read(NUMBER, 'b')),
    };
    const shelf = shelfInMemory();
    openStore(new Map([['a', 1]]), [strict, first], shelf).read(first, '');
    const store = openStore(
      new Map([
        ['switch', 1],
        ['b', 7],
      ]),
      [strict, first],
      shelf,
    );
    expect(store.read(first, '')).toBe(7);
    expect(() => openStore(new Map(), [strict, first], shelf).read(first, '')).toThrow('no number a');
  });

  test('holds no more answers than there is room for', () => {
    let asked = 0;
    const big: Question<string> = {
      name: 'big',
      keeps: 'digest',
      room: 1,
      answer(read, key) {
        asked += 1;
        return `${key}${read(NUMBER, key)}`;
      },
    };
    const store = openStore(new Map(), [big], shelfInMemory());
    expect([store.read(big, 'a'), store.read(big, 'a'), store.read(big, 'b'), store.read(big, 'a')]).toEqual([
      'a0',
      'a0',
      'b0',
      'a0',
    ]);
    expect(asked).toBe(3);
  });

  test('refuses a question that asks itself', () => {
    const loop: Question<number> = { name: 'loop', keeps: 'digest', answer: (read) => read(loop, '') };
    expect(() => openStore(new Map(), [loop], shelfInMemory()).read(loop, '')).toThrow('asks itself');
  });

  test('refuses a question that it does not know: an answer that read it would never hold', () => {
    const inner: Question<number> = { name: 'inner', keeps: 'digest', answer: () => 1 };
    const outer: Question<number> = { name: 'outer', keeps: 'digest', answer: (read) => read(inner, '') };
    const store = openStore(new Map(), [outer], shelfInMemory());
    expect(() => store.read(outer, '')).toThrow('`inner` is not among those of the store');
  });
});

/** Questions that read numbers and earlier questions, which ones depending on what they read. */
const KEYS = ['a', 'b', 'c'] as const;
const plan = fc.array(
  fc.record({
    keeps: fc.constantFrom('answer' as const, 'digest' as const, 'nothing' as const),
    divide: fc.integer({ min: 1, max: 4 }),
    picks: fc.array(fc.nat(), { minLength: 2, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
);
const edits = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.nat(6)), { minLength: 1, maxLength: 8 });

function build(parts: typeof plan extends fc.Arbitrary<infer Parts> ? Parts : never): Question<number>[] {
  const questions: Question<number>[] = [];
  for (const [i, { keeps, divide, picks }] of parts.entries()) {
    const ask = (read: Reader, pick: number) => {
      const at = pick % (KEYS.length + i);
      const earlier = questions[at - KEYS.length];
      return earlier ? read(earlier, KEYS[pick % KEYS.length] ?? '') : read(NUMBER, KEYS[at] ?? '');
    };
    questions.push({
      name: `q${i}`,
      keeps,
      answer(read, key) {
        const [first = 0, ...rest] = picks;
        const told = ask(read, first) + read(NUMBER, key);
        const chosen = rest[told % rest.length] ?? 0;
        return Math.floor((told + ask(read, chosen)) / divide);
      },
    });
  }
  return questions;
}

test('the law: a warm answer is the cold one, after any edits', () => {
  fc.assert(
    fc.property(plan, edits, (parts, changes) => {
      const questions = build(parts);
      const shelf = shelfInMemory();
      const numbers = new Map<string, number>();
      for (const [key, value] of changes) {
        numbers.set(key, value);
        const warm = openStore(numbers, questions, shelf);
        const cold = plainReader((_, name) => numbers.get(name) ?? 0);
        for (const question of questions)
          for (const name of KEYS) expect(warm.read(question, name)).toBe(cold(question, name));
      }
    }),
    { numRuns: 300 },
  );
});

test.each([new Map([['a', 1]]), { deep: [new Set()] }, { rate: Number.NaN }, () => 1])(
  'a strict store refuses an answer that JSON cannot write: %s',
  (answer) => {
    const lossy: Question<unknown> = { name: 'lossy', keeps: 'digest', answer: () => answer };
    const open = (isStrict: boolean) =>
      new Store({
        questions: [lossy],
        shelf: shelfInMemory(),
        digest: (text) => `#${text}`,
        sources: { value: () => 0, digest: () => '' },
        isStrict,
      });
    expect(() => open(true).read(lossy, '')).toThrow('`lossy` holds what JSON cannot write');
    expect(open(false).read(lossy, '')).toBe(answer);
  },
);
