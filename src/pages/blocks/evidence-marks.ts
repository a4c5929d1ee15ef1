import type { PhrasingContent, RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import {
  countOutcomes,
  type Evidence,
  type KeptClaim,
  OUTCOMES,
  type Outcome,
  shortCommit,
  snippetDigest,
} from '../../records/evidence/evidence.ts';
import type { CauseState, Issue } from '../../records/issue/issue.ts';
import type { ComposeContext, suiteOf } from '../context.ts';
import type { Tone } from '../document.ts';
import { CAUSE_TONES, capitalise, enumerate } from '../words/words.ts';
import { commitUrl } from './references.ts';
import { badge, code, type Inlines, link, paragraph, strong, text } from './tree.ts';

/** What the last kept check of an issue's suite says of the issue. */
export interface IssueEvidence {
  readonly commit: string;
  readonly date: string;
  /** Of the issue, and of the references that it names. */
  readonly claims: readonly KeptClaim[];
}

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

/** Claims by issue, and by `reference:id`; gathered once for a file of evidence. */
const gathered = new WeakMap<Evidence, ReadonlyMap<string, readonly KeptClaim[]>>();

export function evidenceOf(context: ComposeContext, issue: Issue): IssueEvidence | undefined {
  const evidence = context.snapshot.evidence.get(issue.suite);
  if (!evidence) return undefined;
  const byRecord =
    gathered.get(evidence) ??
    Map.groupBy(evidence.claims, ({ kind, record, of = '' }) =>
      kind === 'reference' ? `reference:${of}` : record,
    );
  gathered.set(evidence, byRecord);
  const references = issue.references.flatMap((id) => byRecord.get(`reference:${id}`) ?? []);
  const claims = [...(byRecord.get(issue.id) ?? []), ...references];
  return claims.length === 0 ? undefined : { commit: evidence.commit, date: evidence.date, claims };
}

/** What is said of a claim: the outcome with the commit, and where it is instead. Empty for what was not checked. */
export function claimMark(
  context: ComposeContext,
  issue: Issue,
  wanted: Pick<KeptClaim, 'kind'> & Partial<Pick<KeptClaim, 'of' | 'what' | 'digest'>>,
): PhrasingContent[] {
  const evidence = evidenceOf(context, issue);
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
export function markSnippets(
  context: ComposeContext,
  issue: Issue,
  blocks: readonly RootContent[],
): RootContent[] {
  return blocks.flatMap((block) => {
    const code =
      block.type === 'code' ? block.value : block.type === 'snippetPair' ? block.before : undefined;
    if (code === undefined) return [block];
    const mark = claimMark(context, issue, { kind: 'snippet', digest: snippetDigest(code) });
    return mark.length === 0 ? [block] : [paragraph(mark), block];
  });
}

/** The state of a cause; one whose evidence was looked for in vain is a claim and no more. */
export function causeState(context: ComposeContext, issue: Issue, state: CauseState): PhrasingContent[] {
  const found = evidenceFound(evidenceOf(context, issue));
  const plainBadge = badge(CAUSE_TONES[state], capitalise(state));
  if (!found || state === 'refuted' || state === 'superseded') return [plainBadge];
  if (found.isFound) return [plainBadge, text(`, evidence confirmed at ${found.at}`)];
  return [badge('warn', `${capitalise(stateWord(state))}, evidence not found at ${found.at}`, '❌')];
}

/** The same in words, in a sentence. */
export function causeStateWords(context: ComposeContext, issue: Issue, state: CauseState): string {
  const found = evidenceFound(evidenceOf(context, issue));
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
  context: ComposeContext,
  { commit, date, claims }: IssueEvidence,
  suite: ReturnType<typeof suiteOf>,
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
export function suiteEvidence(context: ComposeContext, suite: string): Inlines[] {
  const evidence = context.snapshot.evidence.get(suite);
  if (!evidence) return [];
  const words = checkedWords(context, evidence, context.snapshot.kb.suites.get(suite));
  return [[strong('Held against the code'), text(': at '), ...(words as PhrasingContent[])]];
}

/** Code between backticks. */
function quoted(words: string): PhrasingContent[] {
  return words.split('`').flatMap((part, i) => (part === '' ? [] : [i % 2 === 1 ? code(part) : text(part)]));
}
