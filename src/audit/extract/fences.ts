import type { Code } from 'mdast';
import type { EvidenceClaim, TallyClaim } from '../claim.ts';
import { formatPercent, printsAs, readPercent } from '../read/numbers.ts';
import type { Sequence } from '../read/outline.ts';

/** Headings of records and of the docs that are made of them: what stands there in a fence with a language is quoted. */
const QUOTING =
  /^(?:symptom|root cause|evidence|fix|fixes|verification|verification results|runs?|notes|test suite status)(?: of \S+|: \S+)?$/iu;

/** Sizes from a runner's output, and rates that contradict the counts beside them. */
export function* readFence(
  node: Code,
  { trail }: Sequence,
  section: string,
): Generator<EvidenceClaim | TallyClaim> {
  const isQuoted = Boolean(node.lang) && trail.some(({ text }) => QUOTING.test(text.trim()));
  yield* readSizes(node, section);
  if (!isQuoted) yield* readRates(node);
}

const RAN = /\bRan (\d+) of (\d+) (?:Specs|tests)\b/giu;

function* readSizes(node: Code, section: string): Generator<EvidenceClaim> {
  for (const match of node.value.matchAll(RAN)) {
    const place = placeIn(node, match.index, match[0].length);
    yield { kind: 'evidence', place, text: match[0], size: Number(match[2]), section };
  }
}

interface Outcome {
  readonly good: number;
  readonly bad: number;
  readonly role: string;
  readonly text: string;
}

const OUTCOME =
  /(?:\b(expected|found|got|actual|observed|received|was|want(?:ed)?)\b[:\s]*)?(\d{1,6})\s+(?:successes|successful|succeeded|success|passed|passes|ok)\b[\s,/|&+-]*(?:and )?(\d{1,6})\s+(?:failures?|failed|fails|errors?)\b/giu;
const RATE =
  /(?:\b(expected|found|got|actual|observed|received|was|want(?:ed)?)\b[:\s]*)?(\d{1,3}(?:\.\d{1,4})?)\s?%/giu;

/** `Got 65.3%` beside `Found 5 successes, 3 failures`: paired by their words, or by their order. */
function* readRates(node: Code): Generator<TallyClaim> {
  const outcomes = [...node.value.matchAll(OUTCOME)].map(
    ([text, role = '', good, bad]): Outcome => ({
      good: Number(good),
      bad: Number(bad),
      role: roleOf(role),
      text,
    }),
  );
  const lines = node.value.split('\n');
  const isRate = (offset: number) => {
    const line = lines[node.value.slice(0, offset).split('\n').length - 1] ?? '';
    return (
      /\b(?:success|pass|succeeded|rate)\b/iu.test(line) &&
      !/coverage|cpu|memory|flake rate|failure rate/iu.test(line)
    );
  };
  const rates = [...node.value.matchAll(RATE)].filter(
    ({ index }) =>
      isRate(index) &&
      !/(?:threshold|target|required?|minimum|min|limit|goal|than|[<>≥≤]=?)\W*$/iu.test(
        node.value.slice(0, index),
      ),
  );
  for (const [i, match] of rates.entries()) {
    const [whole, role = '', digits = ''] = match;
    const same = outcomes.filter((outcome) => outcome.role === roleOf(role));
    const outcome =
      role !== '' && same.length === 1 ? same[0] : outcomes.length === rates.length ? outcomes[i] : undefined;
    const printed = readPercent(digits, node.value.slice(0, match.index + whole.indexOf(digits)));
    if (!outcome || !printed || (role !== '' && outcome.role !== '' && outcome.role !== roleOf(role)))
      continue;
    const total = outcome.good + outcome.bad;
    const start = match.index + whole.indexOf(digits);
    yield {
      kind: 'tally',
      ruleId: 'audit-share',
      place: placeIn(node, start, whole.length - whole.indexOf(digits)),
      text: `${digits}%`,
      holds: printsAs(outcome.good, total, printed) || printsAs(outcome.bad, total, printed),
      expected: formatPercent(outcome.good, total, printed.decimals),
      from: `that is ${outcome.good} of ${total}`,
      reasoning: [
        `\`${whole}\` and \`${outcome.text}\` stand in one output.`,
        `${outcome.good} and ${outcome.bad} make ${total}; ${outcome.good}/${total} = ${formatPercent(outcome.good, total, 2)}.`,
      ],
      related: [],
    };
  }
}

function roleOf(word: string): string {
  if (word === '') return '';
  return /^(?:expected|want)/iu.test(word) ? 'expected' : 'found';
}

/** The place of something in a fence: its content begins on the line below the opening one. */
function placeIn(node: Code, offset: number, length: number) {
  const before = node.value.slice(0, offset).split('\n');
  const start = node.position?.start ?? { line: 1, column: 1 };
  const isIndented = node.position?.end.line === start.line + node.value.split('\n').length - 1;
  const line = start.line + before.length - (isIndented ? 1 : 0);
  const column = start.column + (before.at(-1)?.length ?? 0);
  return { start: { line, column }, end: { line, column: column + length } };
}
