import type { Fault } from '../fault.ts';

export const STORE_FAULTS: readonly Fault[] = [
  {
    says: 'an answer is believed without its digest',
    file: 'src/store/store.ts',
    find: 'if (text === undefined || this.#parts.digest(text) !== digest) return undefined;',
    replace: 'if (text === undefined) return undefined;',
    tests: ['test/store/store.test.ts'],
  },
  {
    says: 'an answer holds although what it read changed',
    file: 'src/store/store.ts',
    find: 'kept && this.#holds(kept.trace)',
    replace: 'kept',
  },
  {
    says: 'only the first thing that an answer read is looked at',
    file: 'src/store/store.ts',
    find: 'holds && i < reads.length;',
    replace: 'i < 1;',
  },
  {
    says: 'what a transparent answer read is not noted by who asked',
    file: 'src/store/store.ts',
    find: 'for (const [id, read] of frame) this.#frame?.set(id, read);',
    replace: '',
  },
  {
    says: 'an answer does not depend on the questions that it asked',
    file: 'src/store/store.ts',
    find: 'this.#frame?.set(id, digest);',
    replace: '',
  },
  {
    says: 'an answer does not depend on the sources that it read',
    file: 'src/store/store.ts',
    find: 'this.#frame?.set(idOf(question, key), digest);',
    replace: '',
  },
  {
    says: 'a page is the same whatever it read',
    file: 'src/store/store.ts',
    find: 'digest(json ?? trace)',
    replace: "digest(json ?? '')",
  },
  {
    says: 'a source that changes is taken for unchanged',
    file: 'src/store/store.ts',
    find: 'const digest = this.#parts.sources.digest(name, key);',
    replace: "const digest = this.#parts.sources.digest(name, '');",
  },
  {
    says: 'more answers stay in memory than there is room for',
    file: 'src/store/store.ts',
    find: 'answers.size > room)',
    replace: 'answers.size > room + 9)',
  },
  {
    says: 'a trace once looked at always holds',
    file: 'src/store/store.ts',
    find: 'this.#holding.set(trace, holds);\n    return holds;',
    replace: 'this.#holding.set(trace, holds);\n    return true;',
  },
];
