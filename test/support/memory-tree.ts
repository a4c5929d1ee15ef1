import {
  type SourceTree,
  sourceFile,
  type TreeCommit,
  type Unreadable,
} from '../../src/verify/source-tree.ts';

/** A source tree that is written down, for examples and tests. */
export interface MemoryTree {
  /** Text, or why there is none. */
  readonly files?: Readonly<Record<string, string | { readonly unreadable: Unreadable }>>;
  readonly commits?: readonly TreeCommit[];
  readonly isShallow?: boolean;
}

const COMMIT: TreeCommit = {
  id: 'a'.repeat(40),
  authored: '2026-01-03T10:00:00Z',
  committed: '2026-01-03T12:00:00Z',
};

export function createMemoryTree({ files = {}, commits = [], isShallow = false }: MemoryTree): SourceTree {
  const paths = Object.keys(files).sort();
  const has = (path: string, text: string) => {
    const file = files[path];
    const words = `(?<!\\w)${text.replaceAll(/[^\p{L}\p{N}_]/gu, '\\$&')}(?!\\w)`;
    return typeof file === 'string' && new RegExp(words).test(file);
  };
  return {
    commit: COMMIT,
    isShallow,
    paths: () => paths,
    read: (path) => {
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof file === 'string' ? sourceFile(file) : file?.unreadable;
    },
    prepare: () => undefined,
    filesWith: (texts) => new Map([...texts].map((text) => [text, paths.filter((path) => has(path, text))])),
    findCommit: (id) => {
      const found = commits.filter((commit) => commit.id.startsWith(id));
      return found.length > 1 ? 'ambiguous' : found[0];
    },
  };
}
