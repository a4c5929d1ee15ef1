import type { RootContent } from 'mdast';
import { firstLine } from '../../core/text.ts';
import {
  code,
  heading,
  type Inlines,
  inlines,
  joined,
  link,
  list,
  paragraph,
  strong,
  table,
} from '../blocks/tree.ts';
import type { Document } from '../document.ts';
import { capitalise } from '../words/format.ts';
import { matchWords as all } from '../words/match.ts';
import type { MatchedFailure, MatchedIssue, MatchedRun } from './matched-run.ts';

const { summary: words, ...matchWords } = all;

/** GitHub refuses a summary of more than 1 MiB as a whole: with these, the longest names and messages stay below. */
const MAX_DETAILS = 50;
const MAX_ROWS = 100;
const MAX_MESSAGE = 1000;
const MAX_NAME = 200;
const MAX_ISSUES = 3;

/** The failures of a run for the summary of a CI job: a short table, then details. All texts of the run are code or text. */
export function composeMatches(run: MatchedRun): Pick<Document, 'route' | 'root'> {
  const { failures, head } = run;
  const problems = matchWords.files(run);
  const rest = (shown: number, said: (count: number) => string) =>
    failures.length > shown ? [paragraph(said(failures.length - shown))] : [];
  const children: RootContent[] = [
    heading(2, words.title),
    paragraph(strong(matchWords.headline(run))),
    ...(problems.length === 0 ? [] : [list(problems.map(({ says }) => says))]),
    ...(failures.length === 0 ? [] : [table(words.head, failures.slice(0, MAX_ROWS).map(row))]),
    ...rest(MAX_ROWS, words.notInTable),
    ...failures.slice(0, MAX_DETAILS).flatMap(details),
    ...rest(MAX_DETAILS, words.noDetails),
    ...(head === undefined
      ? []
      : [paragraph(head.url === '' ? words.ran(head) : link(head.url, words.ran(head)))]),
    paragraph(words.asOf(run.asOf)),
  ];
  return { route: '', root: { type: 'root', children } };
}

/** The first issues of a failure, and how many more there are. */
function shownIssues({ issues }: MatchedFailure, show: (issue: MatchedIssue) => Inlines): Inlines[] {
  const more = issues.length - MAX_ISSUES;
  return [...issues.slice(0, MAX_ISSUES).map(show), ...(more > 0 ? [matchWords.moreIssues(more)] : [])];
}

function row(failure: MatchedFailure): Inlines[] {
  const [issue] = failure.issues;
  const outcome = matchWords.outcomes[failure.outcome];
  return [
    `${capitalise(matchWords.kinds[failure.kind])}${outcome === '' ? '' : `, ${outcome}`}`,
    nameOf(failure),
    joined(shownIssues(failure, issueLink)),
    issue?.statusLabel ?? '',
    issue ? matchWords.workaround(issue) : '',
  ];
}

function nameOf({ test }: MatchedFailure): Inlines {
  return test === '' ? words.noTest : code(firstLine(test, MAX_NAME));
}

function issueLink({ issue, link: url }: MatchedIssue): Inlines {
  return /^https?:/.test(url) ? link(url, issue) : issue;
}

function details(failure: MatchedFailure): RootContent[] {
  const { kind, message, issues, place } = failure;
  const cut = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE).trimEnd()}…` : message;
  return [
    heading(3, `${capitalise(matchWords.kinds[kind])}: `, nameOf(failure)),
    ...(place === undefined ? [] : [paragraph(matchWords.inLog, code(place))]),
    message.trim() === ''
      ? paragraph(matchWords.noMessage)
      : { type: 'code', lang: 'text', value: cut.trimEnd() },
    issues.length === 0
      ? paragraph(words.noIssue(failure.test))
      : list(shownIssues(failure, (issue) => issueItem(issue, failure))),
  ];
}

function issueItem(issue: MatchedIssue, failure: MatchedFailure): Inlines {
  return [
    ...inlines(issueLink(issue)),
    words.issue(issue, matchWords.reason(issue, failure)),
    code(firstLine(issue.text)),
    words.workaround(matchWords.workaround(issue)),
  ];
}
