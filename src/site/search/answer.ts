import { escapeRegex, firstLine } from '../../core/text.ts';
import type { MatchKind } from '../../match/match.ts';
import { plainLines } from '../../match/reading.ts';
import type { FailingIssue, FailureBook } from '../../pages/matches/failure-book.ts';
import {
  createRunMatcher,
  type MatchedFailure,
  type MatchedIssue,
  type MatchedRun,
} from '../../pages/matches/matched-run.ts';
import { createNamedInText, type NamedInText } from '../../pages/matches/named-in-text.ts';
import { composeMatches } from '../../pages/matches/summary.ts';
import { answerWords as says } from '../../pages/words/answer.ts';
import { matchWords } from '../../pages/words/match.ts';
import { renderStandalone } from '../../render/markdown.ts';
import { FailureReader, type ReadFailures } from '../../runs/merge/failure-reader.ts';
import { ResultsReader } from '../../runs/read/read-results.ts';

/** A part of what a failure printed. */
interface Piece {
  readonly text: string;
  /** An issue recognised the failure by it. */
  readonly isMarked: boolean;
}

interface CardIssue {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly link: string;
  /** By what it was recognised, what differs, what may be done: sentences, some of which may be empty. */
  readonly lines: readonly string[];
  readonly workaround: string;
}

/** One failure, or a test that was looked up. */
export interface Card {
  readonly kind: MatchKind | 'test';
  readonly label: string;
  /** Empty where the text names no test. */
  readonly test: string;
  /** How it came out and where a log tells of it; may be empty. */
  readonly detail: string;
  readonly message: readonly Piece[];
  readonly issues: readonly CardIssue[];
  /** What is said where there are no issues, or more of them. */
  readonly more: string;
}

/** What the box answers: plain texts, which somebody else puts into a page. */
export interface Answer {
  readonly headline: string;
  /** What is wrong with the files. */
  readonly problems: readonly string[];
  readonly cards: readonly Card[];
  readonly more: string;
  /** The same as `flakebook match --format markdown` prints; empty where a test was looked up. */
  readonly markdown: string;
}

export interface Answers {
  /** Of what somebody pasted or typed: results or a log, one failure, or the name or place of a test. */
  ofText(text: string): Answer;
  /** Of the result files of one run. */
  ofRun(read: ReadFailures): Answer;
}

const MAX_CARDS = 40;
const MAX_ISSUES = 3;

/** Opens a book for questions: the matcher is the one of the command line. @param linkOf the address of an issue's page. */
export function openAnswers(book: FailureBook, linkOf: (issue: FailingIssue) => string): Answers {
  const matcher = createRunMatcher(book, {}, linkOf);
  const findNamed = createNamedInText(book);
  const ofRun = (read: ReadFailures) => runAnswer(matcher.match(read));
  return {
    ofRun,
    ofText(text) {
      const read = readText(text);
      if (isRun(read)) return ofRun(read);
      const named = findNamed(text);
      if (named?.isAll) {
        const tests = named.tests.map(({ issue, testId, name = testId }) => ({
          issue,
          testId,
          by: 'test' as const,
          text: name,
          found: '',
          differs: [],
        }));
        return testAnswer(
          named,
          tests.flatMap((test) => matcher.tell([test])),
          book,
        );
      }
      const [{ testId = '', name = testId } = {}] = named?.tests ?? [];
      const run = matcher.matchOne({ ...read, ...oneFailure(name, text) });
      const [failure] = run.failures;
      return { ...runAnswer(run), problems: [], headline: failure ? says.kinds[failure.kind] : '' };
    },
  };
}

/** What somebody pastes may be a report, or the log of a job: then failures are cut out of it. */
function readText(text: string): ReadFailures {
  const failures = new FailureReader('');
  const taker = failures.open(says.pasted);
  const reader = new ResultsReader(taker.onTest, true);
  reader.write(new TextEncoder().encode(text));
  taker.end(reader.end());
  return failures.merge();
}

/** Whether somebody pasted more than what one failure printed. */
function isRun({ failed, files }: ReadFailures): boolean {
  return (
    failed.some(({ outcome }) => outcome !== 'setup') ||
    files.some(({ format }) => format !== 'log' && format !== 'unknown')
  );
}

function oneFailure(test: string, message: string): Pick<ReadFailures, 'failed' | 'files'> {
  const file = { file: says.pasted, format: 'log', partial: false, short: false, problems: [] } as const;
  return { failed: [{ test, outcome: 'failed', messages: [message] }], files: [file] };
}

function runAnswer(run: MatchedRun): Answer {
  const { failures } = run;
  return {
    headline: matchWords.headline(run),
    problems: matchWords.files(run).map((problem) => problem.says),
    cards: failures.slice(0, MAX_CARDS).map(failureCard),
    more: says.more(Math.max(0, failures.length - MAX_CARDS)),
    markdown: renderStandalone(composeMatches(run)),
  };
}

function failureCard(failure: MatchedFailure): Card {
  const { kind, test, outcome, place = '', message, issues } = failure;
  const more = issues.length - MAX_ISSUES;
  const shown = excerpt(message, issues);
  const isMarked = shown.some((piece) => piece.isMarked);
  return {
    kind,
    test,
    label: matchWords.kinds[kind],
    message: shown,
    detail: [matchWords.outcomes[outcome], place].filter((one) => one !== '').join(', '),
    issues: issues.slice(0, MAX_ISSUES).map((issue) => ({
      ...head(issue),
      // What helps against the failures that it describes helps against no other.
      ...(issue.by === 'test' && kind !== 'known' && { workaround: '' }),
      lines: [
        matchWords.reason(issue, failure) + (issue.by === 'test' ? '' : `: ${firstLine(issue.text)}`),
        matchWords.found(isMarked ? { ...issue, found: '' } : issue),
      ].filter((line) => line !== ''),
    })),
    more:
      issues.length === 0 ? matchWords.summary.noIssue(test) : more > 0 ? matchWords.moreIssues(more) : '',
  };
}

function testAnswer({ by }: NamedInText, issues: readonly MatchedIssue[], book: FailureBook): Answer {
  const records = new Map(book.issues.map((issue) => [issue.id, issue]));
  const cards = issues.map((issue): Card => {
    const symptoms = records.get(issue.issue)?.symptoms ?? [];
    const shown = symptoms.filter(({ letter }) => letter === undefined || issue.testId?.endsWith(letter));
    return {
      kind: 'test',
      label: says.test,
      test: issue.text,
      detail: issue.testId ?? '',
      message: [],
      more: '',
      issues: [
        { ...head(issue), lines: [says.by[by], ...shown.map(({ text }) => says.looksLike(firstLine(text)))] },
      ],
    };
  });
  const count = new Set(issues.map(({ issue }) => issue)).size;
  return { headline: says.named(count, by), problems: [], cards, more: '', markdown: '' };
}

function head(issue: MatchedIssue): Omit<CardIssue, 'lines'> {
  const { issue: id, title, statusLabel: status, link } = issue;
  return { id, title: firstLine(title), status, link, workaround: matchWords.workaround(issue) };
}

const MAX_LINES = 12;
const MAX_LENGTH = 1500;

/** What a failure printed, around the first part by which it was recognised. */
function excerpt(message: string, issues: readonly Pick<MatchedIssue, 'found'>[]): Piece[] {
  const all = plainLines(message).trim();
  const marks = issues.flatMap(({ found }) => placeOf(found, all) ?? []).sort((a, b) => a.from - b.from);
  const before = all.slice(0, marks[0]?.from ?? 0).split('\n');
  const start = before.slice(0, -2).join('\n').length;
  const shown = all
    .slice(start)
    .replace(/^\s*\n/, '')
    .split('\n')
    .slice(0, MAX_LINES)
    .join('\n')
    .slice(0, MAX_LENGTH);
  const skipped = all.indexOf(shown, start);
  const pieces: Piece[] = [];
  let at = skipped;
  const end = skipped + shown.length;
  const push = (to: number, isMarked: boolean) => {
    if (to > at) pieces.push({ text: all.slice(at, to), isMarked });
    at = Math.max(at, to);
  };
  for (const mark of marks) {
    push(Math.min(mark.from, end), false);
    push(Math.min(mark.to, end), true);
  }
  push(end, false);
  return pieces;
}

/** Where a text stands in another, wherever their lines break. */
function placeOf(found: string, all: string): { from: number; to: number } | undefined {
  const words = plainLines(found).trim().split(/\s+/);
  if (words.join('') === '') return undefined;
  const pattern = words.map(escapeRegex).join('\\s+');
  const hit = new RegExp(pattern).exec(all);
  return hit ? { from: hit.index, to: hit.index + hit[0].length } : undefined;
}
