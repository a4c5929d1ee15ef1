import type { Code } from 'mdast';
import type { IssueReading } from '../asof/snapshot.ts';
import { shortHash } from '../core/text.ts';
import { type Body, codesIn, SECTION_HEADINGS, type Section } from '../records/body/section.ts';
import { snippetRoles, splitAtAfter } from '../records/body/snippet.ts';
import {
  type CommentStyle,
  commentStyle,
  type FoundPart,
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

/** Evidence, and the code before a fix; or the code after fixes, which is still to be written. */
export function snippetsOf(body: Body, side: 'now' | 'after' = 'now'): Snippet[] {
  return body.sections.flatMap((section) =>
    codesIn(section.content).flatMap((block) => {
      const code = side === 'now' ? claimedCode(block, section) : codeAfter(block, section);
      if (code === undefined) return [];
      const { kind, id } = section;
      const name = kind === 'other' ? section.heading : SECTION_HEADINGS[kind].toLowerCase();
      const fix = kind === 'fix' ? { fix: id ?? '' } : {};
      return [{ code, lang: block.lang ?? '', of: id === undefined ? name : `${name}: ${id}`, ...fix }];
    }),
  );
}

/** The code of a fix that is not what it replaces. */
function codeAfter({ value, meta }: Code, { kind }: Section): string | undefined {
  const { before, after } = snippetRoles(meta);
  if (before && after) return splitAtAfter(value)?.after;
  return kind === 'fix' && !before ? value : undefined;
}

function claimedCode({ value, meta }: Code, { kind }: Section): string | undefined {
  const { before, after } = snippetRoles(meta);
  if (before && after) return splitAtAfter(value)?.before;
  return before || (kind === 'evidence' && !after) ? value : undefined;
}

/** Texts that are looked for in the whole tree. */
export function searchedIn({ code, lang }: Snippet): string[] {
  return snippetParts(code, commentStyle(lang)).map(searchText);
}

/** One word of it will do: lines of a part stand in one file. */
function searchText(lines: SnippetPart): string {
  return lines.map(({ shown }) => shown.replaceAll(/\.{3,}|…/g, ' ')).join('\n');
}

/** The snippets of all issues; what is missing is looked for name by name. */
export function verifySnippets(
  all: readonly { readonly reading: IssueReading; readonly snippet: Snippet }[],
  world: World,
): VerifiedClaim[] {
  return all.map(({ reading, snippet }) => {
    const claim = verifySnippet(reading, snippet, world);
    // Letters of an old encoding have other bytes.
    const names = namesIn(snippet).filter((name) => /^[ -~]+$/.test(name));
    const gone = names.filter((name) => world.filesWith(name).length === 0);
    if (claim.outcome !== 'not-found' || gone.length === 0) return claim;
    const some = gone.slice(0, 4).map((name) => `\`${name}\``);
    const more = gone.length > some.length ? ` and ${gone.length - some.length} more` : '';
    const verb = gone.length === 1 ? 'stands' : 'stand';
    return {
      ...claim,
      why: `${some.join(', ').replace(/, ([^,]*)$/, more ? ', $1' : ' and $1')}${more} ${verb} nowhere in the source`,
    };
  });
}

/** Words of languages: that a program has none of them says nothing. */
const KEYWORDS = new Set(
  `async await boolean case catch class const continue default defer delete double elif else enum except export extends false
  final finally float from func function global goto import instanceof interface internal lambda long match namespace none
  null override package pass private protected public raise range readonly return self static string struct super switch
  then this throw throws true True False None type typeof undefined union unless until using void when where while with yield`.split(
    /\s+/,
  ),
);

/** Names and texts without blanks, of code alone. */
export function namesIn({ code, lang }: Snippet): string[] {
  const names = snippetParts(code, commentStyle(lang))
    .flat()
    .flatMap(({ shown: line }) => {
      const texts = [...line.matchAll(/(["'`])(.*?)\1/g)].flatMap(([, , text = '']) =>
        /^\S{4,}$/.test(text) ? [text] : [],
      );
      const words = line.replaceAll(/(["'`]).*?\1/g, ' ').match(/[\p{L}_][\p{L}\p{N}_]{3,}/gu) ?? [];
      return [...words, ...texts];
    });
  return [...new Set(names)].filter((name) => !KEYWORDS.has(name));
}

function verifySnippet(reading: IssueReading, snippet: Snippet, world: World): VerifiedClaim {
  const { code, lang, of } = snippet;
  const style = commentStyle(lang);
  const parts = snippetParts(code, style);
  const first = parts[0]?.[0]?.shown ?? code.trim().split('\n', 1)[0] ?? '';
  const verdict =
    parts.length === 0 ? notCheckable('it has no line of code') : look(parts, style, reading, world);
  const what = first === '' ? '(empty)' : first;
  const claim = { record: reading.issue.id, kind: 'snippet' as const, of, what, digest: shortHash(code) };
  return { ...claim, ...(verdict.outcome === 'not-found' ? soften(verdict) : verdict) };

  function soften(missing: Verdict): Verdict {
    if (LOOSE.test(lang)) return notCheckable('it is a log or a command, not source code');
    if (reading.status === 'test-removed') return notCheckable('the test is removed');
    return isFixed(reading, snippet) ? notCheckable('the fix is applied at this commit') : missing;
  }
}

/** What a fix has taken away is no longer there, and was right all the same. */
export function isFixed({ group, fixes }: IssueReading, { fix }: Snippet): boolean {
  const applied = fixes.filter(({ state }) => state === 'applied');
  return group === 'resolved' || applied.some(({ id }) => fix === undefined || fix === '' || fix === id);
}

/** What stands in more files tells nothing, such as `const (`. */
const MOST_FILES = 300;

/** In a file of the issue's tests, else in one file anywhere, else its parts one by one. */
function look(
  parts: readonly SnippetPart[],
  style: CommentStyle,
  reading: IssueReading,
  world: World,
): Verdict {
  const own = ownFiles(reading, world);
  const telling = parts.filter((part) => world.filesLike(searchText(part)).length <= MOST_FILES);
  const files = [...new Set([...own, ...telling.flatMap((part) => world.filesLike(searchText(part)))])];
  world.tree.prepare(files);
  for (const path of files) {
    const found = findParts(parts, world.code(path, style));
    if (!found) continue;
    const at = own.includes(path) ? {} : { at: `${path}:${found[0]?.line}` };
    return { ...CONFIRMED, ...at, ...leftOut(found) };
  }
  const searched = telling.length > 0 ? telling : parts;
  const missing = searched.find((part) => !files.some((path) => findPart(part, world.code(path, style))));
  const [line, next] = missing ?? [];
  if (line === undefined) return { ...CONFIRMED, why: 'its parts stand in several files' };
  const others = next ? ' and the lines behind it' : '';
  return notFound(`no source file has \`${line.shown}\`${others}`);
}

/** Lines that stand between those of a snippet may be what changed since it was copied. */
function leftOut(found: readonly FoundPart[]): Pick<Verdict, 'why'> {
  const [first, ...more] = found.flatMap(({ skipped }) => skipped);
  if (first === undefined) return {};
  const lines =
    more.length === 0
      ? `line ${first}, which stands`
      : `${more.length + 1} lines, such as ${first}, which stand`;
  return { why: `it leaves out ${lines} between its lines` };
}

function ownFiles({ tests }: IssueReading, world: World): string[] {
  const paths = tests.flatMap(({ test: { at } }) =>
    at === undefined ? [] : (cleanPath(parseSpot(at).path) ?? []),
  );
  return [...new Set(paths)].filter((path) => world.text(path) !== undefined);
}
