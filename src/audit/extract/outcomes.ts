import type { TallyClaim } from '../claim.ts';
import { formatPercent, NUMBER, PERCENT, printsAs, readNumber, readPercent, WHOLE } from '../read/numbers.ts';
import type { Statement } from '../read/statements.ts';
import { isLoose } from '../read/vocabulary.ts';
import { saidAt } from './shares.ts';

const PARTS =
  'passed|passing|failed|failing|skipped|pending|errored|errors|flaky|stable|fixed|resolved|triaged|open|quarantined|unresolved|remaining|closed|in progress|todo|critical|high|medium|low|investigating|mitigated|blocked';
const TOTAL = String.raw`(${NUMBER})(?:\s+(?!(?:of|in|and|or|for|to|with|by|on|at|from)\b)[\p{L}'▪-]+){0,5}?\s+(?:tests?|specs?|test cases|testcases|issues?|flakes|problems?|bugs?|total)`;
const PART = String.raw`(${NUMBER})\s+(?:(?:were|are|is|have|has|now|still|tests?|issues?|specs?|flaky)\s+){0,3}(${PARTS})\b`;

/** Parts that together are all: of these, a sum below the total is missing something. */
const WHOLES: readonly (readonly RegExp[])[] = [
  [/^pass/i, /^fail/i],
  [/^stable/i, /^flaky/i],
  [/^(?:fixed|resolved|closed)/i, /^(?:triaged|open|remaining|unresolved|in progress|todo)/i],
  [/^critical|^high/i, /^medium/i, /^low/i],
];

/** `157 tests: 150 passed, 5 failed, 2 skipped`: parts behind their total. */
export function* readOutcomes(statement: Statement): Generator<TallyClaim> {
  const { text } = statement;
  const shape = new RegExp(
    String.raw`(?:${TOTAL}\b|(?<=^\W*|:\s)(${NUMBER})(?=\s*\())[^.;\d]{0,40}?(?::|\(|—|–|\s-\s|,(?:\s+of which)?)\s*((?:[^.;\d%/]{0,20}${PART}[^.;\d%/]{0,30}?){2,})`,
    'iu',
  );
  const match = shape.exec(text);
  if (!match || isLoose(text.slice(0, match.index))) return;
  const digits = match[1] ?? match[2] ?? '';
  const list = match[3] ?? '';
  const parts = [...list.matchAll(new RegExp(PART, 'giu'))].map(([said, value = '', word = '']) => ({
    said,
    value: readNumber(value),
    word,
  }));
  const total = readNumber(digits);
  // `5 issues with 6 tests: 2 fixed, 3 triaged`: either may be what the parts are of.
  const before = text.slice(0, match.index + match[0].indexOf(list));
  const totals = [...before.matchAll(new RegExp(TOTAL, 'giu'))].map(([, value = '']) => readNumber(value));
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const words = parts.map(({ word }) => word.toLowerCase());
  if (new Set(words).size !== words.length || /\bof which\b/iu.test(text)) return;
  // A number that is no part we know (`1 not flaky`): nobody can add these up.
  const region = /^[^.;)]*/u.exec(text.slice(match.index + match[0].indexOf(list)))?.[0] ?? '';
  if (region.match(/\d+/gu)?.length !== parts.filter(({ said }) => /^\d/.test(said)).length) return;
  const isAll = WHOLES.some((kinds) => kinds.every((kind) => words.some((word) => kind.test(word))));
  // Skipped and flaky tests may have passed or not run at all: without them the sum may be right, too.
  const optional = parts.filter(({ word }) => /^(?:flaky|quarantined|critical|skipped|pending)/iu.test(word));
  const holds =
    totals.includes(sum) ||
    sum === total ||
    optional.some(({ value }) => sum - value === total) ||
    sum - optional.reduce((all, { value }) => all + value, 0) === total ||
    (sum < total && !isAll);
  const shown = parts.map(({ said }) => said).join(' + ');
  const start = match.index;
  yield {
    kind: 'tally',
    ruleId: 'audit-sum',
    ...saidAt(statement, { start, end: start + digits.length }),
    holds,
    expected: String(sum),
    from: `the parts are ${shown}`,
    reasoning: [`\`${text.trim()}\` gives a total of ${total} and parts.`, `${shown} = ${sum}.`],
    related: [],
  };
}

/** `5 passed, 3 failed (65.3%)`: a rate beside the counts that it is made of. */
export function* readOutcomeRates(statement: Statement): Generator<TallyClaim> {
  const { text } = statement;
  if (!/\b(?:rate|pass|success|green)/iu.test(text)) return;
  const percents = [...text.matchAll(new RegExp(PERCENT, 'gu'))];
  const passed = [
    ...text.matchAll(
      new RegExp(
        String.raw`(${WHOLE})\s+(?:tests? |specs? |runs? )?(?:pass(?:ed|es|ing)?|success(?:es|ful)?|succeeded|green)\b`,
        'giu',
      ),
    ),
  ];
  const failed = [
    ...text.matchAll(
      new RegExp(
        String.raw`(${WHOLE})\s+(?:tests? |specs? |runs? )?(?:fail(?:ed|ures?|ing|s)?|red)\b`,
        'giu',
      ),
    ),
  ];
  const [percent] = percents;
  if (!percent || percents.length > 1 || passed.length !== 1 || failed.length !== 1) return;
  if (/\b(?:skipped|pending|errored|flaky|target|expected|coverage|of)\b|\d\/\d/iu.test(text)) return;
  const printed = readPercent(percent[1] ?? '', text.slice(0, percent.index));
  if (!printed) return;
  const [good, bad] = [readNumber(passed[0]?.[1] ?? ''), readNumber(failed[0]?.[1] ?? '')];
  yield {
    kind: 'tally',
    ruleId: 'audit-share',
    ...saidAt(statement, { start: percent.index, end: percent.index + percent[0].length }),
    holds: printsAs(good, good + bad, printed) || printsAs(bad, good + bad, printed),
    expected: formatPercent(good, good + bad, printed.decimals),
    from: `that is ${good} of ${good + bad}`,
    reasoning: [
      `${good} passed and ${bad} failed make ${good + bad}.`,
      `${good}/${good + bad} = ${formatPercent(good, good + bad, 2)}.`,
    ],
    related: [],
  };
}
