import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { sumOf } from '../../asof/plan.ts';
import type { FixReading } from '../../asof/snapshot.ts';
import { itemIdIn, parseItemId } from '../../core/ids.ts';
import type { BookAt } from '../book-at.ts';
import type { Route } from '../document.ts';
import { LIST_SIZES } from '../lists.ts';
import type { DecisionAt } from '../questions.ts';
import { beginning } from '../report/screen.ts';
import { issueRoute, ROUTES, suiteRoute } from '../routes.ts';
import { formatEffort, KIND_LABELS } from '../words/format.ts';
import { words } from '../words/words.ts';
import { issueLink, issueLinks } from './links.ts';
import { effect, horizonSum } from './plan.ts';
import { fixHome, homeOf, prose } from './prose.ts';
import {
  bullets,
  fact,
  facts,
  heading,
  type Inlines,
  inlines,
  joined,
  list,
  plain,
  recordLink,
  region,
  section,
  strong,
} from './tree.ts';

const { decisions: says } = words;

/** Decisions with their options: what each gives and costs. The site has what else there is to say below them. */
export function decisionBlocks(book: BookAt, readings: readonly DecisionAt[], says?: Saying): RootContent[] {
  return readings.flatMap((reading) => [
    {
      ...heading(3, prose(book, reading.decision.ask, homeOf(reading.home))),
      data: { facets: { [words.decisions.table[2]]: reading.decision.of ?? '' } },
    },
    ...region('text', [list(decisionItems(book, reading, says))]),
    ...region('site', [
      ...bullets(optionLines(book, reading)),
      ...facts('terms', decisionFacts(book, reading, says)),
    ]),
  ]);
}

/** Those of an issue, then where others stand that are about it. */
export function issueDecisions(book: BookAt, issue: string, readings: readonly DecisionAt[]): RootContent[] {
  const { true: own = [], false: others = [] } = Object.groupBy(readings, ({ home }) =>
    home.kind === 'issue' && home.id === issue ? 'true' : 'false',
  );
  const elsewhere = bullets(
    others.map(({ home, decision, state }) => [
      recordLink(
        home.kind === 'issue' ? issueRoute(home.id) : suiteRoute(home.id),
        plain(prose(book, decision.ask, homeOf(home))),
      ),
      ` (${says.stands(state, decision)})`,
    ]),
  );
  const shown = elsewhere.flatMap((block) => beginning(block, LIST_SIZES.rows.head, ROUTES.decisions));
  return [
    ...own.flatMap((reading) => region('sheet', decisionBlocks(book, [reading], { issue }))),
    ...(own.length === 0 ? shown : section(3, says.elsewhere, shown)),
  ];
}

/** What its place has said of a decision: the issue that it is about, or since when it waits. */
interface Saying {
  readonly issue?: string;
  readonly waits?: false;
  /** Whether it is told what waits for an answer. */
  readonly holdsUp?: true;
}

export function decisionItems(book: BookAt, reading: DecisionAt, saying?: Saying): Inlines[] {
  return [
    ...optionLines(book, reading),
    ...decisionFacts(book, reading, saying).flatMap(({ label, value }) => fact(label, value)),
  ];
}

function optionLines(book: BookAt, reading: DecisionAt): Inlines[] {
  return reading.decision.options.map((option) => optionLine(book, reading, option));
}

/** What there is to say of a decision besides its options. */
function decisionFacts(
  book: BookAt,
  reading: DecisionAt,
  { issue, waits, holdsUp }: Saying = {},
): { readonly label: string; readonly value: Inlines | undefined }[] {
  const { advised } = reading.decision;
  const isOpen = reading.state === 'open';
  const isSaid = reading.issues.every(
    (id) =>
      (id === issue && reading.issues.length === 1) ||
      linksTo(issueRoute(id), inlines(optionLines(book, reading))),
  );
  return [
    { label: says.work, value: coveredWork(book, reading) },
    { label: says.advice, value: advised && optionName(book, reading, advised) },
    { label: says.about, value: isSaid ? undefined : issueLinks(reading.issues) },
    isOpen
      ? { label: says.waiting, value: waits === false ? undefined : waitingWords(reading) }
      : { label: says.answered, value: answerWords(book, reading) },
    { label: says.holdsUp, value: holdsUp && isOpen ? heldUp(book, reading) : undefined },
  ];
}

/** What waits for an answer: the unresolved issues that the question is about, and their unresolved tests. */
function heldUp(book: BookAt, { issues }: DecisionAt): string {
  const waiting = issues.flatMap((id) => book.issue(id) ?? []).filter(({ group }) => group === 'unresolved');
  const tests = waiting.flatMap(({ issue, tests: own }) =>
    own.flatMap(({ group, key }) => (group === 'unresolved' ? [`${issue.suite} ${key}`] : [])),
  );
  return says.heldUp(waiting.length, new Set(tests).size);
}

function linksTo(route: Route, nodes: readonly Nodes[]): boolean {
  return nodes.some(
    (node) =>
      (node.type === 'recordLink' && node.to === route) ||
      ('children' in node && linksTo(route, node.children)),
  );
}

export function waitingWords({ decision: { of, asked, due }, overdue }: DecisionAt): string {
  const waiting = says.notAnswered(of, asked);
  return due === undefined ? waiting : `${waiting}, ${says.dueOn(due, overdue)}`;
}

/** What is chosen, what is rejected, and what is neither: that is put off, not forgotten. */
function answerWords(book: BookAt, reading: DecisionAt): Inlines {
  const { of, answered, chosen, rejected, options, why } = reading.decision;
  const named = (label: string, which: readonly string[]): Inlines[] =>
    which.length === 0 ? [] : [[label, joined(which.map((option) => optionName(book, reading, option)))]];
  return joined(
    [
      ...(answered === undefined ? [] : [says.answeredBy(of, answered)]),
      ...named(says.chosen, chosen === undefined ? [] : [chosen]),
      ...named(says.rejected, rejected),
      ...named(
        says.putOff,
        options.filter((option) => option !== chosen && !rejected.includes(option)),
      ),
      ...(why === undefined ? [] : [prose(book, why, homeOf(reading.home))]),
    ],
    '; ',
  );
}

function optionLine(book: BookAt, reading: DecisionAt, option: string): Inlines {
  const name = optionName(book, reading, option);
  const fix = fixOf(book, reading, option);
  if (!fix) return name;
  const home = fixHome(fix);
  const gives = effect(book, fix, home);
  const terms = [
    ...(fix.kind === 'fix' ? [] : [KIND_LABELS[fix.kind]]),
    ...(fix.effort === undefined ? [] : [formatEffort(fix.effort)]),
    ...(plain(gives) === '' ? [] : [gives]),
  ];
  return [name, terms.length === 0 ? '' : [' (', joined(terms, '; '), ')']];
}

/** An option by its title, where it is a fix or an issue; else in its own words. */
export function optionName(book: BookAt, reading: DecisionAt, option: string): PhrasingContent[] {
  const fix = fixOf(book, reading, option);
  if (fix) return [strong(prose(book, fix.title, fixHome(fix)))];
  const issue = book.issue(option);
  if (issue)
    return inlines([
      issueLink(option),
      ': ',
      prose(book, issue.issue.title, homeOf({ kind: 'issue', id: option })),
    ]);
  return prose(book, option, homeOf(reading.home));
}

/** The fix that an option or a covered piece of work names: of the decision's own issue, or `ISSUE/fix`. */
function fixOf(book: BookAt, { home }: DecisionAt, option: string): FixReading | undefined {
  const named = parseItemId(itemIdIn(home.kind === 'issue' ? home.id : undefined, option));
  return named && book.issue(named.record)?.fixes.find((fix) => fix.id === named.item);
}

/** The sum of the work that a decision is about, every fix once; undefined where it is about none. */
function coveredWork(book: BookAt, reading: DecisionAt): string | undefined {
  const { settings } = book;
  const fixes = reading.decision.covers.flatMap((option) => fixOf(book, reading, option) ?? []);
  const work = [...new Map(fixes.map((fix) => [fix.key, fix])).values()];
  const sum = sumOf(
    work.map((fix) => ({ kind: 'fix', fix, issues: [] })),
    settings.work,
  );
  return work.length === 0 ? undefined : horizonSum(sum, settings);
}
