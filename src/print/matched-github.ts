import { firstLine } from '../core/text/first-line.ts';
import { isRed, type MatchedFailure, type MatchedRun } from '../pages/matches/matched-run.ts';
import { fileWords, headline, kindWords, outcomeWords, workaroundWords } from '../pages/matches/words.ts';
import { githubCommand } from './findings.ts';

/** Annotations that GitHub Actions takes of one kind and step; those that it drops would be the last. */
const MAX_ANNOTATIONS = 10;
const MAX_ISSUES = 3;

/** Annotations of a GitHub job: an error for what nobody knows, a notice for what is known. All texts are one command's data. */
export function presentMatchesGithub(run: MatchedRun): string {
  const errors = run.failures.filter((failure) => isRed(failure) && failure.kind !== 'known');
  const notices = run.failures.filter((failure) => !errors.includes(failure));
  const files = fileWords(run);
  const lines = [
    ...files.map((words) => githubCommand('error', { title: 'Test results' }, words)),
    githubCommand('notice', { title: 'Flaky-test book' }, headline(run)),
    ...errors.slice(0, MAX_ANNOTATIONS - files.length).map((failure) => annotate('error', failure)),
    ...notices.slice(0, MAX_ANNOTATIONS - 1).map((failure) => annotate('notice', failure)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotate(severity: string, failure: MatchedFailure): string {
  const outcome = outcomeWords(failure);
  const heading = `${kindWords(failure)}${outcome === '' ? '' : ` (${outcome})`}: ${firstLine(failure.test, 120)}`;
  const said = firstLine(failure.message);
  const issues = failure.issues.slice(0, MAX_ISSUES).map((issue) => {
    const workaround = workaroundWords(issue);
    const end = workaround === '' ? '' : `; workaround: ${workaround}`;
    return `${issue.issue} ${firstLine(issue.title)} (${issue.statusLabel})${end}: ${issue.link}`;
  });
  return githubCommand(
    severity,
    { title: heading },
    [said, ...issues].filter((line) => line !== '').join('\n'),
  );
}
