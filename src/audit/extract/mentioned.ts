import type { MentionClaim, TallyClaim } from '../claim.ts';
import { countIssues, countTests, idsIn } from '../read/ids.ts';
import { NUMBER, readNumber } from '../read/numbers.ts';
import type { Statement } from '../read/statements.ts';
import { isLoose } from '../read/vocabulary.ts';
import { saidAt } from './shares.ts';

const COUNT = String.raw`(${NUMBER})\s+(?:[\p{L}-]+\s+){0,3}?(tests?|issues?|specs?|flakes|fixes|bugs?)\b`;

/** `DS-FLAKY-003a/b: graceful shutdown (2 tests)`, `2 tests (DS-FLAKY-004 and DS-FLAKY-005)`: a count beside the ids that it counts. */
export function* readMentionedTests(statement: Statement): Generator<TallyClaim | MentionClaim> {
  const { text } = statement;
  const counts = [...text.matchAll(new RegExp(COUNT, 'giu'))];
  const [count] = counts;
  if (!count || counts.length > 1 || isLoose(text.slice(0, count.index))) return;
  const [whole, digits = '', noun = ''] = count;
  const end = count.index + whole.length;
  const list = listed(text, count.index, end);
  if (!list) return;
  const mentions = idsIn(list);
  const [first] = mentions;
  // Ids of another kind stand beside: nobody knows which were counted.
  if (!first || mentions.some(({ prefix }) => prefix !== first.prefix)) return;
  if (
    /\b(?:and (?:\d+ )?(?:more|others?)|etc|e\.g\.|such as|including|like|except|not|see|than)\b|…|\.\.\./iu.test(
      list,
    )
  )
    return;
  const value = readNumber(digits);
  const [tests, issues] = [countTests(mentions), countIssues(mentions)];
  const isTests = /test|spec/iu.test(noun);
  const hasLetters = mentions.some(({ issues: named }) => named.some(({ letters }) => letters.length > 0));
  // An issue without letters may stand for several tests.
  const holds = value === tests || value === issues || (isTests && !hasLetters && value > issues);
  const expected = isTests ? tests : issues;
  if (isTests && !hasLetters) {
    const named = mentions.flatMap((mention) => mention.issues);
    yield { kind: 'mention', ...saidAt(statement, { start: count.index, end }), value, issues: named };
  }
  yield {
    kind: 'tally',
    ruleId: 'audit-list',
    ...saidAt(statement, { start: count.index, end }),
    holds,
    expected: String(expected),
    from: `${mentions.map((mention) => text.includes(list) && list.slice(mention.start, mention.end)).join(', ')} make ${expected}`,
    reasoning: [`\`${text.trim()}\` counts ${value} beside the ids of ${expected}.`],
    related: [],
  };
}

/** The ids in brackets or behind a colon after the count, or in front of a count in brackets. */
function listed(text: string, start: number, end: number): string | undefined {
  const behind = /^(?:\s+[\p{L}-]+){0,3}\s*(?:\(([^()]*)\)|:\s*([^.;]*)$)/u.exec(text.slice(end));
  const inside = behind?.[1] ?? behind?.[2];
  if (inside !== undefined) return onlyIds(inside) ? inside : undefined;
  if (!/\(\s*$/u.test(text.slice(0, start)) || !/^\s*\)/u.test(text.slice(end))) return undefined;
  const before = text.slice(0, start);
  const lead = before.split(/:\s/u, 1)[0] ?? '';
  return onlyIds(lead) ? lead : undefined;
}

/** Nothing but ids, and what joins them. */
function onlyIds(text: string): boolean {
  let rest = text;
  for (const { start, end } of idsIn(text).toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  return idsIn(text).length > 0 && /^(?:[^\p{L}\p{N}]|\band\b|\bplus\b)*$/u.test(rest);
}
