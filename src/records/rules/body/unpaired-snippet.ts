import type { Code, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Found } from '../../../core/finding.ts';
import { snippetRoles, splitAtAfter } from '../../body/snippet.ts';
import { bodyNodesOf } from '../../check/body-nodes.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { placeOf } from '../../check/node-place.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  before: 'Unexpected `before` block alone, expected an `after` block of the same language right behind it',
  after: 'Unexpected `after` block alone, expected a `before` block of the same language right before it',
  whole:
    'Unexpected `before after` block without a place to split at, expected a comment that begins with `AFTER` between the two halves',
};

export const unpairedSnippet: Rule = {
  id: 'unpaired-snippet',
  severity: 'error',
  what: 'Code `before` a fix without the code `after` it, or the other way round.',
  why: 'The two are shown side by side and as a diff, and one alone is shown as neither. Put the blocks next to each other, with the same language; one block that holds both is marked `before after` and has a comment `AFTER` in the middle.',
  wrong: { [ISSUE_FILE]: issueWith('', '```go before\nstream := "events"\n```\n\nIt is shared.') },
  right: {
    [ISSUE_FILE]: issueWith(
      '',
      '```go before\nstream := "events"\n```\n\n```go after\nstream := "events:" + testID\n```',
    ),
  },
  message: ({ role }) => PROBLEMS[String(role)] ?? '',
  checkFile({ body }: FileContext): Iterable<Found> {
    const found: Found[] = [];
    // Most bodies have no pair at all, and need no walk that knows of siblings.
    if (!body || !bodyNodesOf(body, 'code').some((node) => snippetRole(node) !== undefined)) return found;
    visit(body, 'code', (node, index, parent) => {
      const role = snippetRole(node);
      if (role === undefined || isPaired(node, role, (step) => parent?.children[(index ?? 0) + step])) return;
      found.push({ ruleId: 'unpaired-snippet', place: placeOf(node), args: { role } });
    });
    return found;
  },
};

/** What the words behind a fence's language make of it; undefined for a fence that is no part of a pair. */
function snippetRole({ meta }: Code): 'before' | 'after' | 'whole' | undefined {
  const { before, after } = snippetRoles(meta);
  return before && after ? 'whole' : before ? 'before' : after ? 'after' : undefined;
}

function isPaired(node: Code, role: string, sibling: (step: number) => RootContent | undefined): boolean {
  if (role === 'whole') return splitAtAfter(node.value) !== undefined;
  const other = sibling(role === 'before' ? 1 : -1);
  if (other?.type !== 'code' || other.lang !== node.lang) return false;
  return snippetRole(other) === (role === 'before' ? 'after' : 'before');
}
