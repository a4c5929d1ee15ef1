import { isAhead } from '../../asof/snapshot.ts';
import { MAX_PAST } from '../../match/match.ts';
import type { SeenFailure } from '../../match/signatures/seen-failures.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { DataOf } from '../../records/published/data-schemas.ts';
import type { BookAt } from '../book-at.ts';
import type { IssueAt } from '../questions.ts';
import { issueRoute, pageOf } from '../routes.ts';
import { statusLabel } from '../words/format.ts';

/** All that failures are held against, as plain data: a site publishes it, and `match` reads the same. */
export type FailureBook = DataOf<'signatures'>;
export type FailingIssue = FailureBook['issues'][number];

/** @param seen failures of its stored runs. @param readings its issues. @param titleOf what an issue is called in plain words. */
export function failureBook(
  book: Pick<BookAt, 'asOf' | 'recordedSuites' | 'settings' | 'symptoms'>,
  seen: readonly SeenFailure[],
  readings: Iterable<IssueAt>,
  titleOf: (issue: Issue) => string = ({ title }) => title,
): FailureBook {
  const issues = [...readings].map((reading) => failingIssue(reading, book, titleOf(reading.issue)));
  const past = seen.slice(-MAX_PAST).map(({ text, tests }) => ({ text, tests: [...tests] }));
  return { asOf: book.asOf.text, suites: [...book.recordedSuites], issues, seen: past };
}

function failingIssue(
  { issue, status, group, fixes }: IssueAt,
  book: Pick<BookAt, 'settings' | 'symptoms'>,
  title: string,
): FailingIssue {
  const { id, suite, locus, tests, signatures, timeline } = issue;
  const usable = fixes.filter(
    ({ kind, state }) =>
      kind === 'mitigation' && (isAhead(state) || state === 'applied' || state === 'in-place'),
  );
  return {
    id,
    title,
    suite,
    status,
    label: statusLabel(status, book.settings),
    group,
    locus,
    page: pageOf(issueRoute(id)),
    tests: tests.map(({ letter, name, aliases, at }) => ({ letter, name, aliases: [...aliases], at })),
    signatures: signatures.map(({ text, regex, only }) => ({
      text,
      regex,
      only: only && { ...only, tests: [...only.tests] },
    })),
    symptoms: [...book.symptoms(issue.file)],
    timeline: timeline.flatMap(({ word, tests, to, by }) =>
      word === 'renamed' || word === 'reopened' || word === 'superseded'
        ? [{ word, tests: [...(tests ?? [])], to, by }]
        : [],
    ),
    workarounds: usable.map(({ id: fix, title, does, state }) => ({
      fix,
      title,
      does,
      planned: isAhead(state),
    })),
  };
}
