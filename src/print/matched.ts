import { firstLine } from '../core/text.ts';
import { headlineOf } from '../match/headline.ts';
import {
  countKinds,
  isRed,
  type MatchedFailure,
  type MatchedIssue,
  type MatchedRun,
} from '../pages/matches/matched-run.ts';
import { words as all } from '../pages/words/words.ts';
import type { Annotation } from './github.ts';
import { type Line, styled } from './lines.ts';

const words = all.match;

const STYLES = { known: 'green', like: 'yellow', new: 'red' } as const;

/**
 * For somebody with a red build: how many failures are new and which, then each with what is known of it. What is known of
 * an issue is told with the first of its failures; with the others stands which issue it is, and by what.
 */
export function matchLines(run: MatchedRun): Line[] {
  const lines: Line[] = [styled('bold', words.headline(run)), ...words.files(run).map(({ says }) => says)];
  const told = new Set<string>();
  for (const failure of run.failures) {
    const kind = styled(STYLES[failure.kind], words.kinds[failure.kind].padEnd(5));
    lines.push(
      '',
      [kind, ' ', styled('bold', firstLine(failure.test, 400)), words.aside(failure)],
      ...describe(failure, told),
    );
  }
  return lines;
}

const INDENT = ' '.repeat(6);
/** Issues that are told of a failure: more of them say only that their signatures say too little. */
const MAX_ISSUES = 5;

/** @param told what was said of issues before; what is said now is added. */
function describe(failure: MatchedFailure, told: Set<string>): string[] {
  const said = headlineOf(failure.message);
  const left = failure.issues.length - MAX_ISSUES;
  return [
    `${INDENT}${said === '' ? words.noMessage : `> ${said}`}`,
    ...failure.issues.slice(0, MAX_ISSUES).flatMap((issue) => describeIssue(issue, failure, told)),
    ...(left > 0 ? [`${INDENT}${words.terminal.andMore(words.moreIssues(left))}`] : []),
  ];
}

function describeIssue(issue: MatchedIssue, failure: MatchedFailure, told: Set<string>): string[] {
  const name = nameOf(issue);
  const reason = `${words.reason(issue, failure)}: ${firstLine(issue.text)}`;
  const found = words.found(issue);
  const workaround = words.workaround(issue);
  const known = JSON.stringify([name, workaround, issue.link]);
  if (told.has(known))
    return [`${INDENT}${words.terminal.asAbove(issue.issue, found === '' ? reason : `${reason}; ${found}`)}`];
  told.add(known);
  return [
    `${INDENT}${name}`,
    `${INDENT}  ${reason}`,
    ...(found === '' ? [] : [`${INDENT}  ${found}`]),
    ...(workaround === '' ? [] : [`${INDENT}  ${words.terminal.workaround(workaround)}`]),
    `${INDENT}  ${issue.link}`,
  ];
}

function nameOf({ issue, title, statusLabel }: MatchedIssue): string {
  return `${issue} ${firstLine(title)} (${statusLabel})`;
}

/**
 * For programs. `counts` is of the failures that turn the run red; `failures` are in the order of the terminal's output,
 * `outcome: "flaky"` for one that passed in the end; `issues` has the best first, `by` says what recognised the failure.
 */
export function matchData(run: MatchedRun): unknown {
  const { asOf, head, tests, passed, skipped, failures } = run;
  const files = run.files.map(({ problems, ...file }) => ({
    ...file,
    messages: problems.map(({ says }) => says),
  }));
  const counts = countKinds(failures);
  return { asOf, run: head, tests, passed, skipped, counts, files, failures: failures.map(toData) };
}

function toData({ test, outcome, kind, message, place, issues }: MatchedFailure): object {
  return {
    test,
    outcome,
    kind,
    message,
    place,
    issues: issues.map(({ issue, testId, by, text, found, differs, workarounds, link, ...told }) => ({
      issue,
      test: testId ?? null,
      ...told,
      by,
      text,
      found,
      differs,
      workarounds,
      link,
    })),
  };
}

/** Annotations that GitHub Actions takes of one kind and step; those that it drops would be the last. */
const MAX_ANNOTATIONS = 10;
const MAX_ANNOTATED_ISSUES = 3;

/** Annotations of a GitHub job: an error for what nobody knows, a notice for what is known. All texts are one command's data. */
export function matchAnnotations(run: MatchedRun): Annotation[] {
  const errors = run.failures.filter((failure) => isRed(failure) && failure.kind !== 'known');
  const notices = run.failures.filter((failure) => !errors.includes(failure));
  const files = words.files(run);
  return [
    ...files.map(({ severity, says }) => titled(severity, words.annotations.files, says)),
    titled('notice', words.annotations.headline, words.headline(run)),
    ...errors.slice(0, MAX_ANNOTATIONS - files.length).map((failure) => annotate('error', failure)),
    ...notices.slice(0, MAX_ANNOTATIONS - 1).map((failure) => annotate('notice', failure)),
  ];
}

function titled(severity: Annotation['severity'], title: string, message: string): Annotation {
  return { severity, properties: { title }, message };
}

function annotate(severity: Annotation['severity'], failure: MatchedFailure): Annotation {
  const heading = `${words.kinds[failure.kind]}${words.aside(failure)}: ${firstLine(failure.test, 120)}`;
  const said = headlineOf(failure.message);
  const issues = failure.issues.slice(0, MAX_ANNOTATED_ISSUES).map((issue) => {
    const workaround = words.workaround(issue);
    const parts = [nameOf(issue), words.found(issue), workaround && words.terminal.workaround(workaround)];
    return `${parts.filter((part) => part !== '').join('; ')}: ${issue.link}`;
  });
  return titled(severity, heading, [said, ...issues].filter((line) => line !== '').join('\n'));
}
