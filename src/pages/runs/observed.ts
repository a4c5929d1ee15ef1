import type { RootContent } from 'mdast';
import {
  mainObservation,
  type Observed,
  observedClaim,
  observedOf,
  runsToProve,
} from '../../confirm/observed-claims.ts';
import { createCalendar } from '../../core/calendar.ts';
import type { IssueView } from '../blocks/issue.ts';
import { idLink } from '../blocks/links.ts';
import { prose } from '../blocks/prose.ts';
import { heading, type Inlines, paragraph, plain, strong, table } from '../blocks/tree.ts';
import { formatDate } from '../words/format.ts';
import { commitText, rateFigure } from '../words/run-format.ts';
import { words } from '../words/words.ts';

const { observed: says } = words;

/** What somebody counted, in a line for the table at the top of the page; undefined where nothing failed. */
export function observedLine({ reading }: IssueView): Inlines | undefined {
  const { one, rate } = mainObservation(observedOf(reading)) ?? {};
  return one && rate && says.often(rate, one.date);
}

/** The section of an issue's page about runs that somebody counted; nothing where there are none. */
export function observedSection(view: IssueView): RootContent[] {
  const observed = observedOf(view.reading);
  if (observed.length === 0) return [];
  return [
    heading(2, says.title),
    ...observed.flatMap((each) => proof(each, view)),
    paragraph(observed.some(({ rate }) => rate) ? `${says.interval} ` : '', says.apart),
    observedTable(observed, view),
    ...claimBlocks(observed, view),
  ];
}

function linkTo({ book, reading }: IssueView, scheme: string, id: string, label = id): Inlines {
  return idLink(book, book.suiteHead(reading.issue.suite), scheme, id, label);
}

function proof({ one, state }: Observed, view: IssueView): RootContent[] {
  const { run, commit, 'passed-in': passedIn } = one;
  if (run === undefined || commit === undefined || passedIn === undefined) return [];
  const test = state && view.reading.issue.tests.length > 1 ? state.id : says.it;
  const at = linkTo(view, 'commit', commit, commitText(commit));
  const [failed, passed] = [linkTo(view, 'run', run), linkTo(view, 'run', passedIn)];
  return [paragraph(strong(says.proof), says.failedAndPassed(test, at, failed, passed))];
}

/** A column for each setting, so that runs which differ in one stand side by side. */
function observedTable(observed: readonly Observed[], view: IssueView): RootContent {
  const { head } = says;
  const settings = [...new Set(observed.flatMap(({ one }) => Object.keys(one.with)))];
  const several = view.reading.issue.tests.length > 1;
  const cell = (value: string | undefined, show: (value: string) => Inlines): Inlines =>
    value === undefined ? '' : show(value);
  const columns: { label: string; of: (each: Observed) => Inlines }[] = [
    { label: head.date, of: ({ one }) => formatDate(one.date) },
    { label: head.test, of: ({ state }) => (several && state ? state.id : '') },
    { label: head.where, of: ({ one }) => one.where.join(', ') },
    ...settings.map((key) => ({ label: key, of: ({ one }: Observed) => one.with[key] ?? '' })),
    { label: head.failed, of: ({ rate }) => (rate ? says.failed(rate) : '') },
    { label: head.rate, of: ({ rate }) => (rate ? rateFigure(rate) : '') },
    { label: head.run, of: ({ one }) => cell(one.run, (id) => linkTo(view, 'run', id)) },
    { label: head.passedIn, of: ({ one }) => cell(one['passed-in'], (id) => linkTo(view, 'run', id)) },
    {
      label: head.commit,
      of: ({ one }) => cell(one.commit, (id) => linkTo(view, 'commit', id, commitText(id))),
    },
    { label: head.note, of: ({ one }) => cell(one.note, (note) => prose(view.book, note, view.home)) },
  ];
  const used = columns.filter(({ of }) => observed.some((each) => plain(of(each)) !== ''));
  return table(
    used.map(({ label }) => label),
    observed.map((each) => used.map(({ of }) => of(each))),
  );
}

/** How a claimed fix stands to what was counted; else what it would take to show that one holds. */
function claimBlocks(observed: readonly Observed[], { reading, book }: IssueView): RootContent[] {
  const claim = observedClaim(reading, observed, createCalendar(book.settings.timeZone));
  const toProve = (rate: Observed['rate']): Inlines => {
    const runs = runsToProve(rate);
    return runs === undefined ? '' : says.toProve(runs);
  };
  const { claim: labels } = says;
  const main = mainObservation(observed)?.rate;
  const said = (): Inlines => {
    if (!claim) return reading.group === 'unresolved' ? toProve(main) : '';
    const { relapse, before, after, luck } = claim;
    if (relapse) return strong(labels.relapse(relapse.one.date));
    if (!after) return [labels.noneAfter, toProve(before?.rate)];
    if (luck === undefined || !before?.rate || !after.rate) return [labels.notAlike, toProve(before?.rate)];
    const held = labels.held(before.rate, after.rate, luck);
    return [held, luck <= 0.05 ? labels.enough : toProve(before.rate)];
  };
  const line = paragraph(said());
  return line.children.length === 0 ? [] : [line];
}
