import type { Code, RootContent } from 'mdast';
import { firstLine } from '../../core/text/first-line.ts';
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
import { capitalise, plural } from '../words/format.ts';
import type { MatchedFailure, MatchedIssue, MatchedRun } from './matched-run.ts';
import { fileWords, headline, kindWords, outcomeWords, reasonWords, workaroundWords } from './words.ts';

/** GitHub refuses a summary of more than 1 MiB as a whole: with these, the longest names and messages stay below. */
const MAX_DETAILS = 50;
const MAX_ROWS = 100;
const MAX_MESSAGE = 1000;
const MAX_NAME = 200;
const MAX_ISSUES = 3;

/** The failures of a run for the summary of a CI job: a short table, then details. All texts of the run are code or text. */
export function composeMatches(run: MatchedRun): Pick<Document, 'route' | 'root'> {
  const { failures } = run;
  const problems = fileWords(run);
  const children: RootContent[] = [
    heading(2, 'Failures against the flaky-test book'),
    paragraph(strong(headline(run))),
    ...(problems.length === 0 ? [] : [list(problems)]),
    ...(failures.length === 0 ? [] : [overview(failures)]),
    ...rest(failures.length - MAX_ROWS, 'failure', 'is not in this table'),
    ...failures.slice(0, MAX_DETAILS).flatMap(details),
    ...rest(failures.length - MAX_DETAILS, 'failure', 'has no details here'),
    paragraph(`Read as of ${run.asOf}.`),
  ];
  return { route: '', root: { type: 'root', children } };
}

function rest(count: number, word: string, what: string): RootContent[] {
  const verb = count === 1 ? what : what.replace(/^is /, 'are ').replace(/^has /, 'have ');
  return more(count, word).map((words) => paragraph(`${words} ${verb}.`));
}

function more(count: number, word: string): string[] {
  return count > 0 ? [plural(count, `more ${word}`)] : [];
}

function overview(failures: readonly MatchedFailure[]): RootContent {
  return table(
    ['Failure', 'Test', 'Issue', 'Status', 'Workaround'],
    failures.slice(0, MAX_ROWS).map((failure) => {
      const [issue] = failure.issues;
      const outcome = outcomeWords(failure);
      return [
        `${capitalise(kindWords(failure))}${outcome === '' ? '' : `, ${outcome}`}`,
        code(firstLine(failure.test, MAX_NAME)),
        joined([
          ...failure.issues.slice(0, MAX_ISSUES).map(issueLink),
          ...more(failure.issues.length - MAX_ISSUES, 'issue').map((words) => [words]),
        ]),
        issue?.statusLabel ?? '',
        issue ? workaroundWords(issue) : '',
      ];
    }),
  );
}

function issueLink({ issue, link: url }: MatchedIssue): Inlines {
  return /^https?:/.test(url) ? link(url, issue) : [issue];
}

function details(failure: MatchedFailure): RootContent[] {
  const { test, message, issues } = failure;
  const cut = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE).trimEnd()}…` : message;
  const shown: Code = { type: 'code', lang: 'text', value: cut.trimEnd() };
  return [
    heading(3, `${capitalise(kindWords(failure))}: `, code(firstLine(test, MAX_NAME))),
    ...(message.trim() === '' ? [paragraph('The tool gave no message.')] : [shown]),
    ...(issues.length === 0
      ? [paragraph('No issue names this test or describes such a failure.')]
      : [
          list([
            ...issues.slice(0, MAX_ISSUES).map((issue) => issueItem(issue, failure)),
            ...more(issues.length - MAX_ISSUES, 'issue'),
          ]),
        ]),
  ];
}

function issueItem(issue: MatchedIssue, failure: MatchedFailure): Inlines {
  const workaround = workaroundWords(issue);
  return [
    ...inlines(issueLink(issue)),
    ...inlines(`, ${firstLine(issue.title)} (${issue.statusLabel}): ${reasonWords(issue, failure)}, `),
    code(firstLine(issue.text)),
    ...inlines(workaround === '' ? '' : `. Workaround: ${workaround}`),
  ];
}
