import type { When } from '../core/calendar.ts';
import { stepsOfPath } from '../core/path.ts';
import { longest } from '../core/text.ts';

/** A text file of the tree. */
export interface SourceFile {
  /** Without line ends. */
  readonly lines: readonly string[];
}

/** Why a path that exists has no lines. */
export type Unreadable = 'binary' | 'too-large' | 'link' | 'submodule';

export interface TreeCommit {
  readonly id: string;
  /** When it was written, and when it was put where it is: a rebase keeps the first. */
  readonly authored: When;
  readonly committed: When;
}

/** The port through which claims are held against the code: one commit of a repository, read only. */
export interface SourceTree {
  readonly commit: TreeCommit;
  /** Part of the history is missing: a commit that is not there may exist all the same. */
  readonly isShallow: boolean;
  /** All files, relative to the root, in code point order. */
  paths(): readonly string[];
  /** Undefined for a path that the tree does not have. */
  read(path: string): SourceFile | Unreadable | undefined;
  /** Reads all of them in one go, so that each is at hand. */
  prepare(paths: readonly string[]): void;
  /** The text files that have each of the texts, which are of one line, as whole words. */
  filesWith(texts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]>;
  /** A commit of the repository by its id or the beginning of it. */
  findCommit(id: string): TreeCommit | 'ambiguous' | undefined;
}

export function sourceFile(text: string): SourceFile {
  return { lines: text.split(/\r\n|\n|\r/) };
}

/** Endings of files that programs are written in. Whatever else a repository has may quote the record that is checked. */
const PROGRAMS = new Set(
  `ada adb asm astro bash bat bzl c cc clj cljs cljc cmake cmd cob cpp cr cs css cts cxx d dart el elm erl ex exs f f90 fish
  feature fs fsx gleam go gradle graphql groovy h hcl hh hpp hrl hs hxx java jl js jsx kt kts less lua m mjs cjs mk ml mli mm
  mts nim nix odin pas php pl pm proto ps1 py pyi pyx r rake rb robot rs sass scala scss sh sol sql sv svelte swift t tcl tf
  thrift ts tsx v vb vhd vhdl vue zig zsh`.split(/\s+/),
);
/** By their whole name, but for what tells several apart: `Dockerfile.dev`. `BUILDING.md` is prose, `Gemfile.lock` data. */
const BUILD_FILES =
  /^(?:(?:Dockerfile|Makefile|Jenkinsfile|Rakefile|Gemfile|Justfile|BUILD|WORKSPACE)(?:[.-](?!(?:md|markdown|txt|rst|adoc|html?|json|ya?ml|toml|xml|lock|log)$)[\w.-]+)?|CMakeLists\.txt|build\.xml)$/i;

/**
 * Whether a file is source code. Prose, data and web pages are not, nor is anything beside a `book.yaml` or below it: there
 * a record would confirm itself.
 * @param books the folders of books in the repository, each with a slash at its end.
 */
export function isSource(path: string, books: readonly string[]): boolean {
  const name = baseName(path);
  const isProgram =
    PROGRAMS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) || BUILD_FILES.test(name);
  return isProgram && !books.some((folder) => folder !== '' && path.startsWith(folder));
}

export function booksIn(paths: readonly string[]): string[] {
  return paths
    .filter((path) => baseName(path) === 'book.yaml')
    .map((path) => path.slice(0, path.lastIndexOf('/') + 1));
}

/**
 * The longest word of a text: the one that fewest files have. Of other letters than those of ASCII, files may have other bytes.
 * Empty for a text without one.
 */
export function rarestWord(text: string): string {
  return longest(text.match(/\w+/g) ?? text.match(/[\p{L}\p{N}_]+/gu) ?? []);
}

/** A path with lines, as records write it: `test/a_test.go:88` or `test/a_test.go:88-96`. */
export interface Spot {
  readonly path: string;
  readonly first?: number;
  readonly last?: number;
}

export function parseSpot(at: string): Spot {
  const [, path = at, first, last] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(at) ?? [];
  if (first === undefined) return { path };
  const lines = [Number(first), Number(last ?? first)];
  return { path, first: Math.min(...lines), last: Math.max(...lines) };
}

/** A path from the root of the repository in its one form; undefined for one that leads out of it. */
export function cleanPath(path: string): string | undefined {
  if (/^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path)) return undefined;
  const steps = stepsOfPath(path);
  return steps[0] === '..' ? undefined : steps.join('/');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
