import GithubSlugger from 'github-slugger';
import type { ListItem } from 'mdast';
import type { Figures } from '../../asof/figures.ts';
import { hasFailed } from '../../asof/reading/trials.ts';
import type { Trial } from '../../asof/snapshot.ts';
import { isStatus } from '../../core/status.ts';
import type { BookAt } from '../book-at.ts';
import { LIST_SIZES } from '../lists.ts';
import { ROUTES } from '../routes.ts';
import { statusLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { IssueView } from './issue.ts';
import { idLink, issueLink, suiteLink } from './links.ts';
import { homeOf, prose } from './prose.ts';
import { counted, type Inlines, joined, plain, recordLink } from './tree.ts';

const { trials: says } = words.issue;

/** What was done against the flake and did not help, or was taken back; nothing where all that was done holds. */
export function trialItems(view: IssueView): Inlines[] {
  const { trials } = view.reading;
  return trials
    .filter(({ entry, ended }) => ended !== undefined || entry.word === 'tried')
    .map((trial) => trialItem(view, trial));
}

function trialItem({ book, reading, home }: IssueView, { entry, ended }: Trial): Inlines {
  const { issue, fixes } = reading;
  const { word, at, fix, commit, change, what, result, tests } = entry;
  const title = fixes.find(({ id }) => id === fix)?.title ?? fix ?? what;
  const linkTo = (scheme: string, id: string) => idLink(book, book.suiteHead(issue.suite), scheme, id);
  const by = [
    ...(title === undefined ? [] : [prose(book, title, home)]),
    ...(commit === undefined ? [] : [[says.commit, linkTo('commit', commit)]]),
    ...(change === undefined ? [] : [linkTo('change', change)]),
  ];
  const name = isStatus(word) ? statusLabel(word, book.settings) : says.tried;
  const why = ended?.why ?? ended?.note;
  return [
    says.on(name, at, tests),
    by.length === 0 ? '' : [says.by, joined(by)],
    word !== 'tried' ? '' : hasFailed(entry) ? says.didNotHelp : '',
    result === undefined ? '' : [': ', prose(book, result, home)],
    ended === undefined ? '' : says.ended(ended.word, ended.at),
    why === undefined ? '' : [': ', prose(book, why, home)],
  ];
}

/** A mitigation or quarantine that should be over. */
export function overdueItem(
  { settings }: BookAt,
  { issue, word, until, days, tests = [] }: Figures['mitigationsPastUntil'][number],
): Inlines {
  const what = `${statusLabel(word, settings)}${words.issue.ofTests(tests)}`;
  return [issueLink(issue), `: ${what}, ${words.issue.ended(until, days)}`];
}

/** All that should be over by now: after the mitigations the questions that should be answered. */
export function lateItems(book: BookAt, suite?: string): ListItem[] {
  const item = (said: Inlines, kind: string, suiteId = '') =>
    counted(said, { [words.lists.what]: kind, [words.lists.suite]: book.suiteTitle(suiteId) });
  const mitigations = book
    .figures(suite)
    .mitigationsPastUntil.map((one) =>
      item(overdueItem(book, one), statusLabel(one.word, book.settings), book.suiteOfIssue(one.issue)),
    );
  const late = book.openDecisions(suite).flatMap(({ decision: { ask, due }, home, overdue }) => {
    if (due === undefined || !overdue) return [];
    const isOfIssue = home.kind === 'issue';
    const said = [
      isOfIssue ? issueLink(home.id) : suiteLink(book, home.id),
      ': ',
      questionLink(book, plain(prose(book, ask, homeOf(home)))),
      ` (${words.decisions.dueOn(due, overdue)})`,
    ];
    return [item(said, words.lists.question, isOfIssue ? book.suiteOfIssue(home.id) : home.id)];
  });
  return [...mitigations, ...late];
}

/** A question on the page of all questions, at its heading where that page has them all. */
function questionLink(book: BookAt, ask: string): Inlines {
  const isThere = book.decisions.length <= LIST_SIZES.sections.most;
  return recordLink(ROUTES.decisions, ask, isThere ? new GithubSlugger().slug(ask) : undefined);
}
