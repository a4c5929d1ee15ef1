import { readAsOf } from '../../src/asof/read-as-of.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { messageOf, severityOf } from '../../src/rules/rules.ts';
import { verifySuite } from '../../src/verify/verify.ts';
import type { VerifiedClaim } from '../../src/verify/world.ts';
import { assemble } from '../support/assemble.ts';
import { createMemoryTree, type MemoryTree } from '../support/memory-tree.ts';

const BOOK = 'title: Shop\ntimeZone: Europe/Berlin\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n';

/** The claims of one issue, given as front matter from `tests:` on and a body. */
export function verifyIssue(frontMatter: string, body: string, tree: MemoryTree): VerifiedClaim[] {
  const text = `---\ntitle: Cart\nsuite: shop\n${frontMatter}\n---\n\n${body}\n`;
  return verifyFiles({ 'issues/SHOP-1.md': text }, tree);
}

export function verifyFiles(files: Readonly<Record<string, string>>, tree: MemoryTree): VerifiedClaim[] {
  const all = { 'book.yaml': BOOK, 'suites/shop.md': '---\ntitle: Shop\n---\n', ...files };
  const bytes = Object.entries(all).map(([file, text]) => [file, new TextEncoder().encode(text)] as const);
  const { kb, bodies, findings, asOf } = assemble(new Map(bytes));
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  if (errors.length > 0) throw new Error(errors.map(messageOf).join('\n'));
  const snapshot = readAsOf(kb, asOf);
  const suite = snapshot.suites.get('shop');
  if (!suite) throw new Error('the book has no suite');
  return verifySuite(snapshot, suite, (file) => bodies.get(file) ?? EMPTY_BODY, createMemoryTree(tree));
}

/** `location confirmed`, `name moved to x.ts:3: why`. */
export function short({ kind, outcome, to, at, why }: VerifiedClaim): string {
  const place = to === undefined ? (at === undefined ? '' : ` at ${at}`) : ` to ${to}`;
  return `${kind} ${outcome}${place}${why === undefined ? '' : `: ${why}`}`;
}
