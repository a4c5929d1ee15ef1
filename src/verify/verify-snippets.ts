import type { Code, RootContent } from 'mdast';
import type { IssueReading } from '../asof/snapshot.ts';
import { type Body, SECTION_HEADINGS, type Section } from '../records/body/section.ts';
import { snippetRoles, splitAtAfter } from '../records/body/snippet.ts';
import { snippetDigest } from '../records/evidence/evidence.ts';
import { walk } from '../text/walk.ts';
import {
  type CommentStyle,
  commentStyle,
  findPart,
  findParts,
  type SnippetPart,
  snippetParts,
} from './match-snippet.ts';
import { cleanPath, parseSpot } from './source-tree.ts';
import { CONFIRMED, notCheckable, notFound, type Verdict, type VerifiedClaim, type World } from './world.ts';

/** Code that a record says stands in the tree. */
export interface Snippet {
  readonly code: string;
  readonly lang: string;
  /** `evidence`, `evidence: a`, `fix: serial-marker`. */
  readonly of: string;
  /** The fix whose before side it is. */
  readonly fix?: string;
}

/** Fences that show what a program printed or a person typed: in the tree by chance only. */
const LOOSE = /^(?:te?xt|plaintext|log|logs|output|console|shell|sh|bash|zsh|diff|patch|junit|ansi|)$/i;

/** Evidence, and the code before a fix. */
export function snippetsOf(body: Body): Snippet[] {
  return body.sections.flatMap((section) =>
    codesIn(section.content).flatMap((block) => {
      const code = claimedCode(block, section);
      if (code === undefined) return [];
      const { kind, id } = section;
      const name = kind === 'other' ? section.heading : SECTION_HEADINGS[kind].toLowerCase();
      const fix = kind === 'fix' ? { fix: id ?? '' } : {};
      return [{ code, lang: block.lang ?? '', of: id === undefined ? name : `${name}: ${id}`, ...fix }];
    }),
  );
}

function codesIn(content: readonly RootContent[]): Code[] {
  const codes: Code[] = [];
  walk({ type: 'root', children: [...content] }, (node) => {
    if (node.type === 'code') codes.push(node);
  });
  return codes;
}

function claimedCode({ value, meta }: Code, { kind }: Section): string | undefined {
  const { before, after } = snippetRoles(meta);
  if (before && after) return splitAtAfter(value)?.before;
  return before || (kind === 'evidence' && !after) ? value : undefined;
}

/** Texts that `verifySnippet` may look for in the whole tree. */
export function searchedIn({ code, lang }: Snippet): string[] {
  return snippetParts(code, commentStyle(lang)).map(searchText);
}

/** One word of it will do: lines of a part stand in one file. */
function searchText({ lines }: SnippetPart): string {
  return lines.map(({ shown }) => shown.replaceAll(/\.{3,}|…/g, ' ')).join('\n');
}

export function verifySnippet(reading: IssueReading, snippet: Snippet, world: World): VerifiedClaim {
  const { code, lang, of } = snippet;
  const style = commentStyle(lang);
  const parts = snippetParts(code, style);
  const first = parts[0]?.lines[0]?.shown ?? code.trim().split('\n', 1)[0] ?? '';
  return {
    record: reading.issue.id,
    kind: 'snippet',
    of,
    what: first === '' ? '(empty)' : first,
    digest: snippetDigest(code),
    ...soften(
      parts.length === 0 ? notCheckable('it has no line of code') : look(parts, style, reading, world),
    ),
  };

  function soften(verdict: Verdict): Verdict {
    if (verdict.outcome !== 'not-found') return verdict;
    if (LOOSE.test(lang)) return notCheckable('it is a log or a command, not source code');
    if (reading.status === 'test-removed') return notCheckable('the test is removed');
    return isFixed(reading, snippet) ? notCheckable('the fix is applied at this commit') : verdict;
  }
}

/** What a fix has taken away is no longer there, and was right all the same. */
function isFixed({ group, fixes }: IssueReading, { fix }: Snippet): boolean {
  const applied = fixes.filter(({ state }) => state === 'applied');
  return group === 'resolved' || applied.some(({ id }) => fix === undefined || fix === '' || fix === id);
}

/** In a file of the issue's tests, else in one file anywhere, else its parts one by one. */
function look(
  parts: readonly SnippetPart[],
  style: CommentStyle,
  reading: IssueReading,
  world: World,
): Verdict {
  const own = ownFiles(reading, world);
  const files = new Set([...own, ...parts.flatMap((part) => world.filesLike(searchText(part)))]);
  for (const path of own) {
    if (findParts(parts, world.code(path, style)) !== undefined) return CONFIRMED;
  }
  for (const path of files) {
    const line = findParts(parts, world.code(path, style));
    if (line !== undefined) return { ...CONFIRMED, at: `${path}:${line}` };
  }
  const missing = parts.find((part) => ![...files].some((path) => findPart(part, world.code(path, style))));
  const [line] = missing?.lines ?? [];
  if (line === undefined) return CONFIRMED;
  const others = (missing?.lines.length ?? 1) > 1 ? ' and the lines behind it' : '';
  return notFound(`no file has \`${line.shown}\`${others}`);
}

function ownFiles({ tests }: IssueReading, world: World): string[] {
  const paths = tests.flatMap(({ test: { at } }) =>
    at === undefined ? [] : (cleanPath(parseSpot(at).path) ?? []),
  );
  return [...new Set(paths)].filter((path) => world.text(path) !== undefined);
}
