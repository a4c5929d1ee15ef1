import type { PhrasingContent, RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import {
  countOutcomes,
  type KeptClaim,
  OUTCOMES,
  type Outcome,
  shortCommit,
  snippetDigest,
} from '../../records/evidence/evidence.ts';
import type { CauseState, Issue } from '../../records/issue/issue.ts';
import type { BookAt } from '../context.ts';
import type { Tone } from '../document.ts';
import type { IssueEvidence, SuiteHead } from '../questions.ts';
import { CAUSE_TONES, capitalise, enumerate } from '../words/format.ts';
import { commitUrl } from './references.ts';
import { badge, code, type Inlines, link, paragraph, strong, text } from './tree.ts';

const TONES: Readonly<Record<Outcome, Tone>> = {
  confirmed: 'good',
  moved: 'warn',
  'not-found': 'bad',
  'not-checkable': 'calm',
};

const MARKS: Readonly<Record<Outcome, string>> = {
  confirmed: '✔',
  moved: '➜',
  'not-found': '❌',
  'not-checkable': '⏹',
};

/** What is said of a claim: the outcome with the commit, and where it is instead. Empty for what was not checked. */
export function claimMark(
  context: BookAt,
  issue: Issue,
  wanted: Pick<KeptClaim, 'kind'> & Partial<Pick<KeptClaim, 'of' | 'what' | 'digest'>>,
): PhrasingContent[] {
  const evidence = context.issueEvidence(issue.id);
  const claim = evidence?.claims.find((candidate) =>
    Object.entries(wanted).every(([key, value]) => candidate[key as keyof KeptClaim] === value),
  );
  if (!evidence || !claim) return [];
  const { outcome, kind, to, why } = claim;
  const isDate = outcome === 'moved' && kind === 'commit';
  const words = isDate ? 'Dated otherwise' : capitalise(outcome.replaceAll('-', ' '));
  return [
    badge(TONES[outcome], `${words} at ${shortCommit(evidence.commit)}`, MARKS[outcome]),
    ...(to === undefined || isDate ? [] : [text(' to '), code(to)]),
    ...(why === undefined ? [] : [text(': '), ...quoted(why)]),
  ];
}

/** As `claimMark`, behind something on the same line. */
export function besideMark(...args: Parameters<typeof claimMark>): PhrasingContent[] {
  const mark = claimMark(...args);
  return mark.length === 0 ? [] : [text(' '), ...mark];
}

/** Puts the mark of each snippet above it. */
export function markSnippets(context: BookAt, issue: Issue, blocks: readonly RootContent[]): RootContent[] {
  return blocks.flatMap((block) => {
    const code =
      block.type === 'code' ? block.value : block.type === 'snippetPair' ? block.before : undefined;
    if (code === undefined) return [block];
    const mark = claimMark(context, issue, { kind: 'snippet', digest: snippetDigest(code) });
    return mark.length === 0 ? [block] : [paragraph(mark), block];
  });
}

/** The state of a cause; one whose evidence was looked for in vain is a claim and no more. */
export function causeState(context: BookAt, issue: Issue, state: CauseState): PhrasingContent[] {
  const found = evidenceFound(context.issueEvidence(issue.id));
  const plainBadge = badge(CAUSE_TONES[state], capitalise(state));
  if (!found || state === 'refuted' || state === 'superseded') return [plainBadge];
  if (found.isFound) return [plainBadge, text(`, evidence confirmed at ${found.at}`)];
  return [badge('warn', `${capitalise(stateWord(state))}, evidence not found at ${found.at}`, '❌')];
}

/** The same in words, in a sentence. */
export function causeStateWords(context: BookAt, issue: Issue, state: CauseState): string {
  const found = evidenceFound(context.issueEvidence(issue.id));
  return found && !found.isFound ? `${stateWord(state)}, evidence not found at ${found.at}` : state;
}

function stateWord(state: CauseState): string {
  return state === 'supported' ? 'claimed' : state;
}

/** What speaks for a cause is the code that the issue shows, and the place that it names. */
function evidenceFound(
  evidence: IssueEvidence | undefined,
): { readonly isFound: boolean; readonly at: string } | undefined {
  if (!evidence) return undefined;
  const at = shortCommit(evidence.commit);
  const shown = evidence.claims.filter(({ kind }) => kind === 'snippet' || kind === 'location');
  if (shown.some(({ outcome }) => outcome === 'not-found')) return { isFound: false, at };
  const isShown = shown.some(({ kind, outcome }) => kind === 'snippet' && outcome === 'confirmed');
  return isShown ? { isFound: true, at } : undefined;
}

/** `3befce160 of January 2, 2026: 5 claims confirmed, 1 moved`. */
export function checkedWords(
  context: BookAt,
  { commit, date, claims }: IssueEvidence,
  suite: SuiteHead | undefined,
): Inlines {
  const counts = countOutcomes(claims);
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${outcome.replaceAll('-', ' ')}`,
  );
  const url = commitUrl(context, suite, commit);
  const id = code(shortCommit(commit));
  const said = parts.length === 0 ? 'nothing to check' : enumerate(parts);
  return [url === undefined ? id : link(url, id), text(` of ${formatLongDate(date)}: ${said}`)];
}

/** A line of the suite's facts: when its records were last held against the code. */
export function suiteEvidence(context: BookAt, suite: string): Inlines[] {
  const evidence = context.evidence(suite);
  if (!evidence) return [];
  const words = checkedWords(context, evidence, context.suiteHead(suite));
  return [[strong('Held against the code'), text(': at '), ...(words as PhrasingContent[])]];
}

/** Code between backticks. */
function quoted(words: string): PhrasingContent[] {
  return words.split('`').flatMap((part, i) => (part === '' ? [] : [i % 2 === 1 ? code(part) : text(part)]));
}
