import { atKey, once } from '../core/kept.ts';
import type { CodeCheck } from '../records/evidence/evidence.ts';
import { type CodeLine, type CommentStyle, codeLines, commentStyle, withoutBlocks } from './match-snippet.ts';
import {
  baseName,
  booksIn,
  isSource,
  rarestWord,
  type SourceFile,
  type SourceTree,
  type Unreadable,
} from './source-tree.ts';

/** A claim held against a tree. */
export interface VerifiedClaim extends CodeCheck {
  /** Where a claim that named no place was found. */
  readonly at?: string;
}

/** What is found out about a claim: the rest of it is what the record says. */
export type Verdict = Pick<VerifiedClaim, 'outcome' | 'to' | 'why' | 'at'>;

/** A tree with what is looked up in it again and again. */
export type World = ReturnType<typeof createWorld>;

/** @param searched all that may be looked for in the whole tree, so that one search answers for all. */
export function createWorld(
  tree: SourceTree,
  searched: { readonly likes: readonly string[]; readonly names: readonly string[] },
) {
  const paths = tree.paths();
  const all = new Set(paths);
  const books = booksIn(paths);
  const words = new Set([...searched.likes.map(rarestWord), ...searched.names].filter((word) => word !== ''));
  const byName = once(() => Map.groupBy(paths, baseName));
  const folders = once(() => foldersOf(paths));
  const byWord = once(() => filesWith(words));
  const code = new Map<string, readonly CodeLine[]>();
  const texts = new Map<string, SourceFile | undefined>();
  /** A source file, its comments of several lines left out: a record, a page or a document is no evidence for itself. */
  const text = (path: string): SourceFile | undefined =>
    atKey(texts, path, () => {
      const file = all.has(path) && isSource(path, books) ? tree.read(path) : undefined;
      if (typeof file !== 'object') return undefined;
      const ending = baseName(path).replace(/^.*\./, '');
      return { lines: withoutBlocks(file.lines, commentStyle(ending)) };
    });
  function filesWith(texts: ReadonlySet<string>) {
    const found = [...tree.filesWith(texts)];
    return new Map(found.map(([one, files]) => [one, files.filter((path) => isSource(path, books))]));
  }
  return {
    tree,
    text,
    has: (path: string) => all.has(path),
    hasFolder: (path: string) => folders().has(path),
    /** Paths of files of this name, anywhere. */
    named: (path: string) => byName().get(baseName(path)) ?? [],
    code: (path: string, style: CommentStyle) =>
      atKey(code, `${style}:${path}`, () => codeLines(text(path)?.lines ?? [], style)),
    /** Source files that may have the text: all that have its longest word. */
    filesLike: (wanted: string) => byWord().get(rarestWord(wanted)) ?? [],
    /** Source files that have a name that is searched for. */
    filesWith: (name: string) => byWord().get(name) ?? [],
  };
}

function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set(['']);
  for (const path of paths)
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at));
  return folders;
}

const REASONS: Readonly<Record<Unreadable, string>> = {
  binary: 'git treats the file as binary',
  'too-large': 'the file is too large to be source code',
  link: 'it is a symbolic link',
  submodule: 'it lies in a submodule',
};

export const OUTSIDE = 'the path leads out of the repository';

export function unreadable(file: Unreadable): Verdict {
  return { outcome: 'not-checkable', why: REASONS[file] };
}

export function notCheckable(why: string): Verdict {
  return { outcome: 'not-checkable', why };
}

export function notFound(why: string): Verdict {
  return { outcome: 'not-found', why };
}

export const CONFIRMED: Verdict = { outcome: 'confirmed' };

/** Where something missing may be meant: the one file of the same name elsewhere. */
export function movedByName(world: World, path: string): Verdict | undefined {
  const [only, ...more] = world.named(path);
  if (only === undefined) return undefined;
  return more.length === 0
    ? { outcome: 'moved', to: only }
    : notFound(`${more.length + 1} files elsewhere have this name`);
}
