import { readAsOf } from '../../src/asof/read-as-of.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { assemble } from '../../src/records/check/assemble.ts';
import { messageOf, severityOf } from '../../src/rules/rules.ts';
import {
  collectFiles,
  type SourceTree,
  sourceFile,
  type TreeCommit,
  type Unreadable,
} from '../../src/verify/source-tree.ts';
import { verifySuite } from '../../src/verify/verify.ts';
import type { VerifiedClaim } from '../../src/verify/world.ts';

const COMMIT: TreeCommit = {
  id: 'a'.repeat(40),
  authored: '2026-01-03T10:00:00Z',
  committed: '2026-01-03T12:00:00Z',
};

export interface Tree {
  /** Text, or why there is none. */
  readonly files?: Readonly<Record<string, string | { readonly unreadable: Unreadable }>>;
  readonly commits?: readonly TreeCommit[];
  readonly isShallow?: boolean;
}

/** A tree in memory. */
function buildTree({ files = {}, commits = [], isShallow = false }: Tree): SourceTree {
  const paths = Object.keys(files).sort();
  const texts = paths.flatMap((path): [string, string][] => {
    const file = files[path];
    return typeof file === 'string' ? [[path, file]] : [];
  });
  return {
    commit: COMMIT,
    isShallow,
    paths: () => paths,
    read: (path) => {
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof file === 'string' ? sourceFile(file) : file?.unreadable;
    },
    filesWith: (words) => collectFiles(words, texts),
    findCommit: (id) => {
      const found = commits.filter((commit) => commit.id.startsWith(id));
      return found.length > 1 ? 'ambiguous' : found[0];
    },
  };
}

const BOOK = 'title: Shop\ntimeZone: Europe/Berlin\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n';

/** The claims of one issue, given as front matter from `tests:` on and a body. */
export function verifyIssue(frontMatter: string, body: string, tree: Tree): VerifiedClaim[] {
  const text = `---\ntitle: Cart\nsuite: shop\n${frontMatter}\n---\n\n${body}\n`;
  return verifyFiles({ 'issues/SHOP-1.md': text }, tree);
}

export function verifyFiles(files: Readonly<Record<string, string>>, tree: Tree): VerifiedClaim[] {
  const all = { 'book.yaml': BOOK, 'suites/shop.md': '---\ntitle: Shop\n---\n', ...files };
  const bytes = Object.entries(all).map(([file, text]) => [file, new TextEncoder().encode(text)] as const);
  const { kb, bodies, findings, asOf } = assemble(new Map(bytes));
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  if (errors.length > 0) throw new Error(errors.map(messageOf).join('\n'));
  const snapshot = readAsOf(kb, asOf);
  const suite = snapshot.suites.get('shop');
  if (!suite) throw new Error('the book has no suite');
  return verifySuite(snapshot, suite, (file) => bodies.get(file) ?? EMPTY_BODY, buildTree(tree));
}

/** `location confirmed`, `name moved to x.ts:3: why`. */
export function short({ kind, outcome, to, at, why }: VerifiedClaim): string {
  const place = to === undefined ? (at === undefined ? '' : ` at ${at}`) : ` to ${to}`;
  return `${kind} ${outcome}${place}${why === undefined ? '' : `: ${why}`}`;
}
