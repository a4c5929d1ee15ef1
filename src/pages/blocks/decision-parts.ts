import type { PhrasingContent, RootContent } from 'mdast';
import type { DecisionReading, FixReading } from '../../asof/snapshot.ts';
import { formatLongDate } from '../../core/calendar.ts';
import { addEffort, type EffortMinutes, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import type { BookAt } from '../context.ts';
import type { DecisionAt } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { formatEffort, formatMinutes, KIND_LABELS, plural } from '../words/format.ts';
import { fixHome, homeOf, type ProseHome, prose } from './prose.ts';
import { heading, type Inlines, joined, list, recordLink, strong, text } from './tree.ts';

/** A question with its options: what each gives and costs. */
export function decisionBlocks(context: BookAt, reading: DecisionAt, depth: 3 | 4): RootContent[] {
  return [
    heading(depth, prose(context, reading.decision.ask, homeOf(reading.home))),
    list(decisionItems(context, reading)),
  ];
}

export function decisionItems(context: BookAt, reading: DecisionAt): Inlines[] {
  const { decision } = reading;
  const home = homeOf(reading.home);
  const items: Inlines[] = decision.options.map((option) => optionLine(context, reading, option));
  if (decision.covers.length > 0)
    items.push([
      strong('Work in question'),
      text(`: ${formatMinutes(coveredEffort(context, reading), context.book.work.dayMinutes)} in all`),
    ]);
  if (decision.advised !== undefined)
    items.push([strong('Advice'), text(': '), ...optionName(context, reading, decision.advised)]);
  const about = reading.issues.map((id) => recordLink(issueRoute(id), id));
  if (about.length > 0) items.push([strong('About'), text(': '), ...joined(about)]);
  items.push([
    strong(reading.state === 'open' ? 'Waiting' : 'Answered'),
    text(': '),
    ...stateWords(context, reading, home),
  ]);
  return items;
}

function stateWords(context: BookAt, reading: DecisionAt, home: ProseHome): PhrasingContent[] {
  return reading.state === 'open' ? [text(waitingWords(reading))] : answerWords(context, reading, home);
}

function waitingWords({ decision, overdue }: DecisionAt): string {
  return [
    ...(decision.of === undefined ? [] : [`for an answer of ${decision.of}`]),
    decision.asked === undefined ? 'undated' : `since ${formatLongDate(decision.asked)}`,
    ...(decision.due === undefined
      ? []
      : [`due ${formatLongDate(decision.due)}${overdue ? ', overdue' : ''}`]),
  ].join(', ');
}

/** What is chosen, what is rejected, and what is neither: that is put off, not forgotten. */
function answerWords(context: BookAt, reading: DecisionAt, home: ProseHome): PhrasingContent[] {
  const { answered, chosen, rejected, options, why } = reading.decision;
  const putOff = options.filter((option) => option !== chosen && !rejected.includes(option));
  const named = (words: string, which: readonly string[]): Inlines[] =>
    which.length === 0
      ? []
      : [[text(`${words}: `), ...joined(which.map((option) => optionName(context, reading, option)))]];
  return joined(
    [
      ...(answered === undefined ? [] : [formatLongDate(answered)]),
      ...named('chosen', chosen === undefined ? [] : [chosen]),
      ...named('rejected', rejected),
      ...named('put off', putOff),
      ...(why === undefined ? [] : [prose(context, why, home)]),
    ],
    '; ',
  );
}

function optionLine(context: BookAt, reading: DecisionAt, option: string): Inlines {
  const fix = fixOf(context, reading, option);
  if (!fix) return optionName(context, reading, option);
  const terms = [
    fix.kind === 'fix' ? '' : KIND_LABELS[fix.kind],
    fix.effort === undefined ? '' : formatEffort(fix.effort),
    ...[fix.gain, fix.cost].map((words) =>
      words === undefined ? '' : words.charAt(0).toLowerCase() + words.slice(1),
    ),
  ].filter((term) => term !== '');
  const home = fixHome(fix);
  return [
    ...optionName(context, reading, option),
    ...(terms.length === 0 ? [] : [text(' ('), ...prose(context, terms.join(', '), home), text(')')]),
  ];
}

function optionName(context: BookAt, reading: DecisionAt, option: string): PhrasingContent[] {
  const fix = fixOf(context, reading, option);
  if (fix) return [strong(prose(context, fix.title, fixHome(fix)))];
  const issue = context.issue(option);
  if (issue) return [recordLink(issueRoute(option), option), text(`: ${issue.issue.title}`)];
  return prose(context, option, homeOf(reading.home));
}

/** The fix that an option or a covered piece of work names: of the question's own issue, or `ISSUE/fix`. */
function fixOf(context: BookAt, { home }: DecisionAt, option: string): FixReading | undefined {
  const [issue, id] = option.includes('/')
    ? option.split('/', 2)
    : [home.kind === 'issue' ? home.id : '', option];
  return context.issue(issue ?? '')?.fixes.find((fix) => fix.id === id);
}

/** The effort of the work that a question is about, every fix once. */
function coveredEffort(context: BookAt, reading: DecisionAt): EffortMinutes {
  const fixes = new Map(
    reading.decision.covers.flatMap((option) => {
      const fix = fixOf(context, reading, option);
      return fix ? [[fix.key, fix] as const] : [];
    }),
  );
  return [...fixes.values()].reduce(
    (sum, { effort }) => (effort ? addEffort(sum, effortMinutes(effort, context.book.work)) : sum),
    NO_EFFORT,
  );
}

/** `3 days`, for the age of a question. */
export function ageWords(reading: DecisionReading): string {
  const { asked } = reading.decision;
  if (asked === undefined || reading.ageDays === undefined) return 'undated';
  return reading.ageDays === 0
    ? 'asked that day'
    : `${plural(reading.ageDays, 'day')}, since ${asked.slice(0, 10)}`;
}
