import type { PhrasingContent, RootContent } from 'mdast';
import { shortCommit, shortHash } from '../../core/text.ts';
import {
  CHECK_OUTCOMES,
  type CheckOutcome,
  type CodeCheck,
  countOutcomes,
  type Evidence,
} from '../../records/evidence/evidence.ts';
import type { CauseState, Issue } from '../../records/issue/issue.ts';
import type { BookAt } from '../book-at.ts';
import type { Mark, Tone } from '../document.ts';
import type { SuiteHead } from '../questions.ts';
import { capitalise, causeBadge, enumerate } from '../words/format.ts';
import { words } from '../words/words.ts';
import { idLink } from './links.ts';
import { badge, code, type Inlines, inlines, paragraph, withCode } from './tree.ts';

const { issue: says } = words;

/** What a check against the code of the tested project says of a record. */

const LOOKS: Readonly<Record<CheckOutcome, readonly [tone: Tone, mark: Mark]>> = {
  confirmed: ['good', 'found'],
  'line-exists': ['calm', 'unsure'],
  moved: ['warn', 'moved'],
  'not-found': ['bad', 'cross'],
  'not-checkable': ['calm', 'ended'],
};

/** The outcome with the commit, and where the thing is instead. Empty for what was not checked. */
export function checkMark(
  book: BookAt,
  issue: Issue,
  wanted: Pick<CodeCheck, 'kind'> & Partial<Pick<CodeCheck, 'of' | 'what' | 'digest'>>,
): PhrasingContent[] {
  const evidence = book.issueEvidence(issue.id);
  const check = evidence?.claims.find((candidate) =>
    Object.entries(wanted).every(([key, value]) => candidate[key as keyof CodeCheck] === value),
  );
  if (!evidence || !check) return [];
  const { outcome, kind, to, why } = check;
  const isDate = outcome === 'moved' && kind === 'commit';
  const [tone, mark] = LOOKS[outcome];
  return inlines([
    badge(tone, says.at(isDate ? says.otherDate : says.checks[outcome], shortCommit(evidence.commit)), mark),
    to === undefined || isDate ? [] : [says.to, code(to)],
    why === undefined ? [] : [': ', withCode(why)],
  ]);
}

/** As `checkMark`, behind something on the same line. */
export function inlineCheckMark(...args: Parameters<typeof checkMark>): PhrasingContent[] {
  const mark = checkMark(...args);
  return mark.length === 0 ? [] : inlines([' ', mark]);
}

/** Puts the mark of each snippet above it. */
export function markSnippets(book: BookAt, issue: Issue, blocks: readonly RootContent[]): RootContent[] {
  return blocks.flatMap((block) => {
    const snippet =
      block.type === 'code' ? block.value : block.type === 'snippetPair' ? block.before : undefined;
    if (snippet === undefined) return [block];
    const mark = checkMark(book, issue, { kind: 'snippet', digest: shortHash(snippet) });
    return mark.length === 0 ? [block] : [paragraph(mark), block];
  });
}

/** The state of a cause; one whose evidence was looked for in vain is a claim and no more. */
export function causeState(book: BookAt, issue: Issue, state: CauseState): Inlines {
  const found = evidenceFound(book, issue);
  if (!found || state === 'refuted' || state === 'superseded') return causeBadge(state);
  if (found.isFound) return [causeBadge(state), says.causeConfirmed(found.at)];
  return badge('warn', capitalise(says.causeNotFound(state, found.at)), 'cross');
}

/** The same in words, in a sentence. */
export function causeStateWords(book: BookAt, issue: Issue, state: CauseState, since = ''): string {
  const found = evidenceFound(book, issue);
  return found && !found.isFound ? says.causeNotFound(state, found.at, since) : `${state}${since}`;
}

/** What speaks for a cause is the code that the issue shows, and the place that it names. */
function evidenceFound(
  book: BookAt,
  { id }: Issue,
): { readonly isFound: boolean; readonly at: string } | undefined {
  const evidence = book.issueEvidence(id);
  if (!evidence) return undefined;
  const at = shortCommit(evidence.commit);
  const shown = evidence.claims.filter(({ kind }) => kind === 'snippet' || kind === 'location');
  if (shown.some(({ outcome }) => outcome === 'not-found')) return { isFound: false, at };
  const isShown = shown.some(({ kind, outcome }) => kind === 'snippet' && outcome === 'confirmed');
  return isShown ? { isFound: true, at } : undefined;
}

/** `3befce160 of January 2, 2026: 5 confirmed and 1 moved`. */
export function checkedWords(
  book: BookAt,
  { commit, date, claims }: Pick<Evidence, 'commit' | 'date' | 'claims'>,
  suite: SuiteHead | undefined,
): Inlines {
  const counts = countOutcomes(claims);
  const parts = CHECK_OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${says.checks[outcome].toLowerCase()}`,
  );
  return [
    idLink(book, suite, 'commit', commit, shortCommit(commit)),
    says.checkedOn(date, enumerate(parts) || says.nothingToCheck),
  ];
}
