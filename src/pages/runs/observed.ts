import type { RootContent } from 'mdast';
import { mainObservation, type Observed, observedClaim, observedOf } from '../../confirm/observed-claims.ts';
import { createCalendar } from '../../core/calendar.ts';
import { observedName } from '../../verify/verify-commits.ts';
import { inlineCheckMark } from '../blocks/code-checks.ts';
import type { IssueView } from '../blocks/issue.ts';
import { idLink } from '../blocks/links.ts';
import { prose } from '../blocks/prose.ts';
import { type Column, filledTable, type Inlines, paragraph, strong } from '../blocks/tree.ts';
import { capitalise, formatDate } from '../words/format.ts';
import { commitText, rateFigure } from '../words/run-format.ts';
import { words } from '../words/words.ts';

const { observed: says } = words;

/** What somebody counted, and what proves a flake, each in a line that stands above the details of an issue. */
export function observedLines(view: IssueView): { readonly rate?: string; readonly proof?: Inlines } {
  const observed = observedOf(view.reading);
  const { one, rate } = mainObservation(observed) ?? {};
  const [first] = observed.flatMap((each) => proof(each, view));
  return { rate: one && rate && says.often(rate, one), proof: first };
}

/** What the page of an issue says of runs that somebody counted; nothing where there are none. */
export function observedBlocks(view: IssueView): RootContent[] {
  const observed = observedOf(view.reading);
  if (observed.length === 0) return [];
  return [
    ...observed.flatMap((each) => proof(each, view)).map((line) => paragraph(line)),
    paragraph(observed.some(({ rate }) => rate) ? `${says.interval} ` : '', says.apart),
    observedTable(observed, view),
    ...claimBlocks(observed, view),
  ];
}

function linkTo({ book, reading }: IssueView, scheme: string, id: string, label = id): Inlines {
  return idLink(book, book.suiteHead(reading.issue.suite), scheme, id, label);
}

function proof({ one, state }: Observed, view: IssueView): Inlines[] {
  const { run, commit, 'passed-in': passedIn } = one;
  if (run === undefined || commit === undefined || passedIn === undefined) return [];
  const test = state && view.reading.issue.tests.length > 1 ? state.id : says.it;
  const at = linkTo(view, 'commit', commit, commitText(commit));
  const [failed, passed] = [linkTo(view, 'run', run), linkTo(view, 'run', passedIn)];
  return [[strong(says.proof), says.failedAndPassed(test, at, failed, passed)]];
}

/** A column for each setting, so that runs which differ in one stand side by side. */
function observedTable(observed: readonly Observed[], view: IssueView): RootContent {
  const { head } = says;
  const settings = [...new Set(observed.flatMap(({ one }) => Object.keys(one.with)))];
  const several = view.reading.issue.tests.length > 1;
  const cell = (value: string | undefined, show: (value: string) => Inlines): Inlines =>
    value === undefined ? '' : show(value);
  const columns: Column<Observed>[] = [
    { label: head.date, of: ({ one }) => formatDate(one.date) },
    { label: head.test, of: ({ state }) => (several && state ? state.id : '') },
    { label: head.where, of: ({ one }) => one.where.join(', ') },
    ...settings.map((key) => ({ label: capitalise(key), of: ({ one }: Observed) => one.with[key] ?? '' })),
    { label: head.failed, align: 'right', of: ({ rate }) => (rate ? says.failed(rate) : '') },
    { label: head.rate, align: 'right', of: ({ rate }) => (rate ? rateFigure(rate) : '') },
    { label: head.run, of: ({ one }) => cell(one.run, (id) => linkTo(view, 'run', id)) },
    { label: head.passedIn, of: ({ one }) => cell(one['passed-in'], (id) => linkTo(view, 'run', id)) },
    {
      label: head.commit,
      of: ({ one }) =>
        cell(one.commit, (id) => [
          linkTo(view, 'commit', id, commitText(id)),
          inlineCheckMark(view.book, view.reading.issue, {
            kind: 'commit',
            of: observedName(one.date),
            what: id,
          }),
        ]),
    },
    { label: head.note, of: ({ one }) => cell(one.note, (note) => prose(view.book, note, view.home)) },
  ];
  return { ...filledTable(columns, observed), data: { inTime: true } };
}

/** How a claimed fix stands to what was counted; else what it would take to show that one holds. */
function claimBlocks(observed: readonly Observed[], { reading, book }: IssueView): RootContent[] {
  const claim = observedClaim(reading, observed, createCalendar(book.settings.timeZone));
  const main = mainObservation(observed)?.rate;
  const said = claim ? says.stands(claim) : reading.group === 'unresolved' ? says.toProve(main) : '';
  return said === '' ? [] : [paragraph(claim?.relapse ? strong(said) : said)];
}
