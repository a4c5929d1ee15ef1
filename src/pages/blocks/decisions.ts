import type { PhrasingContent, RootContent } from 'mdast';
import type { FixReading } from '../../asof/snapshot.ts';
import { itemIdIn, parseItemId } from '../../core/ids.ts';
import type { BookAt } from '../book-at.ts';
import type { DecisionAt } from '../questions.ts';
import { formatEffort, KIND_LABELS } from '../words/format.ts';
import { words } from '../words/words.ts';
import { issueLink, issueLinks } from './links.ts';
import { effect, horizonSum, sumOf } from './plan.ts';
import { fixHome, homeOf, prose } from './prose.ts';
import { fact, heading, type Inlines, inlines, joined, list, plain, strong } from './tree.ts';

const { decisions: says } = words;

/** Decisions with their options: what each gives and costs. */
export function decisionBlocks(book: BookAt, readings: readonly DecisionAt[]): RootContent[] {
  return readings.flatMap((reading) => [
    heading(3, prose(book, reading.decision.ask, homeOf(reading.home))),
    list(decisionItems(book, reading)),
  ]);
}

/** @param waits whether to say since when an open one waits. */
export function decisionItems(book: BookAt, reading: DecisionAt, waits = true): Inlines[] {
  const { advised, options } = reading.decision;
  return [
    ...options.map((option) => optionLine(book, reading, option)),
    ...fact(says.work, coveredWork(book, reading)),
    ...(advised === undefined ? [] : fact(says.advice, optionName(book, reading, advised))),
    ...(reading.issues.length === 0 ? [] : fact(says.about, issueLinks(reading.issues))),
    ...(reading.state === 'open'
      ? fact(says.waiting, waits ? waitingWords(reading) : undefined)
      : fact(says.answered, answerWords(book, reading))),
  ];
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
    settings,
  );
  return work.length === 0 ? undefined : horizonSum(sum, settings);
}
