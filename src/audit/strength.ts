import { isSmall, luck, wilson } from '../runs/verdict/statistics.ts';
import { type Line, linesOf, type Section, sectionsAround, trailOf } from './blocks.ts';
import { type Contradiction, type Said, say } from './contradiction.ts';
import type { Quantity } from './quantities.ts';
import { TENSES } from './words.ts';

/** Words that say of all runs to come what some runs have shown: that all pass, or that none fails. */
const ALWAYS =
  '(?:consistently|reliably|always|invariably|permanently|every (?:single )?(?:time|run)|(?:100 ?% )?of the time)';
const PASS = '(?:pass(?:es|ed|ing)?|green|succeeds?|stable|clean)';
const FLAKY = '(?:flak(?:e|es|y|iness)|intermittent(?:ly)?|unstable|sporadic(?:ally)?)';
const UNIVERSAL = new RegExp(
  [
    String.raw`(?:(?:all |the |these )*(?:[\w.]+ )?(?:tests?|specs?|suite|everything|builds?|pipeline)\b[^.:;]{0,30}?\b)?(?:${PASS}[^.:;,]{0,20}?\b${ALWAYS}|${ALWAYS} ${PASS})\b`,
    String.raw`${FLAKY}(?: tests?| failures?)?(?: (?:is|are|was|were|has been|have been|now|fully|completely|entirely))* (?:eliminated|gone|cured|solved|history)\b`,
    String.raw`(?:eliminat|cur|remov)(?:es|ed) (?:all |the |any )*${FLAKY}(?: tests?| failures?)?\b`,
    String.raw`no longer (?:${FLAKY}|fails?)\b`,
    String.raw`(?:zero|no more) ${FLAKY}(?: tests?| failures?)?\b`,
    String.raw`(?:completely|fully|rock[- ]solid|100 ?%|perfectly|totally) (?:stable|reliable|deterministic|green)\b`,
  ]
    .map((pattern) => String.raw`\b${pattern}`)
    .join('|'),
  'iu',
);
const NEGATED = /["“]|\b(?:not|never|nor|cannot|isn't|aren't|don't|doesn't|unless|whether|why|once|only)\b/iu;
/** Without one of these, what passes may be anything: only the runs of its own line count. */
const SUBJECT =
  /tests?\b|spec|suite|everything|build|pipeline|stable|reliable|determin|flak|fail|intermit|sporadic/iu;
/** Nearly no line has one of these. */
const TELLING = /pass|succe|flak|stable|reliable|determin|green|no longer|intermit|sporadic/iu;

/**
 * A suite that is said to pass always, on runs that cannot show it: what so many green runs are worth. One that may fail in
 * 5 % at most is called stable with reason: it takes 73 green runs.
 */
export function* auditStrength(sections: readonly Section[]): Generator<Contradiction> {
  const lines = sections.flatMap((section) => linesOf(section, true));
  for (const line of lines) {
    const match = TELLING.test(line.text) ? UNIVERSAL.exec(line.text) : null;
    if (!match) continue;
    const around = `${line.text} ${trailOf(line)[0] ?? ''}`;
    if (
      NEGATED.test(around.replace(/no longer/iu, '')) ||
      TENSES.all(around.replaceAll(/\bMay\b/gu, '')).includes('future')
    )
      continue;
    const { runs, said } = evidenceFor(line, SUBJECT.test(match[0]) ? lines : []);
    const { high } = wilson(0, runs);
    if (runs === 0 || isSmall(high)) continue;
    const before = rateBefore(lines);
    const byLuck = before && luck(before, runs);
    const after = `after ${runs === 1 ? 'one green run' : `${runs} green runs`} it may still fail up to ${Math.floor(high * 100)}% of the time`;
    const lucky =
      byLuck && !isSmall(byLuck)
        ? `, and a test that failed in ${before.words} passes so often by luck in ${Math.round(byLuck * 100)}% of all cases`
        : '';
    yield {
      ruleId: 'audit-strength',
      said: say(line, { start: match.index, end: match.index + match[0].length }),
      against: said,
      because: after + lucky,
    };
  }
}

interface Evidence {
  readonly runs: number;
  readonly said: readonly Said[];
}

/** Green runs: those that the line names, else its section, else a document that names no more than two. */
function evidenceFor(line: Line, all: readonly Line[]): Evidence {
  const [most] = greenRuns([line]);
  if (most) return most;
  const [own, ...around] = sectionsAround(line).map((section) =>
    greenRuns(all.filter((other) => sectionsAround(other).includes(section))),
  );
  return own?.[0] ?? around.findLast(({ length }) => length <= 2)?.[0] ?? { runs: 0, said: [] };
}

/** What runners print at the end of a run. */
const RUNNER =
  /\bRan (\d+) of \1 Specs in [\d.]+|^\s*(?:Tests:|=+) .*\b\d+ passed\b.*\b(?:total|in [\d.]+s)/iu;
const TIMES =
  /\b(?:ran|run|reran|repeated|passed|executed|green|looped)\b[^.]{0,25}?\b(?:(?<runs>\d{1,6})(?: times\b|x\b)|(?<once>once)\b|twice\b)/iu;

/** Runs that a line tells of, the most first; then the outputs of a runner, equal ones once. */
function greenRuns(lines: readonly Line[]): Evidence[] {
  const told = lines.flatMap((line): Evidence[] => {
    const counted = line.quantities
      .filter((quantity) => isGreen(line, quantity))
      .map((quantity) => ({ runs: quantity.value, said: [say(line, quantity)] }));
    const times = TIMES.exec(line.text);
    const { runs, once } = times?.groups ?? {};
    if (!times) return counted;
    return [
      ...counted,
      {
        runs: Number(runs ?? (once ? 1 : 2)),
        said: [say(line, { start: times.index, end: times.index + times[0].length })],
      },
    ];
  });
  const printed = Map.groupBy(
    lines.filter(({ text }) => RUNNER.test(text)),
    ({ text }) => text.trim(),
  );
  const said = [...printed.values()].flatMap(([line]) =>
    line ? [say(line, { start: 0, end: line.text.length })] : [],
  );
  return [...told.sort((a, b) => b.runs - a.runs), ...(said.length > 0 ? [{ runs: said.length, said }] : [])];
}

function isGreen({ text }: Line, { kind, unit, value, whole, sure, tail, start }: Quantity): boolean {
  if (unit !== 'runs' || sure === 'bound' || (kind !== 'ratio' && kind !== 'count')) return false;
  if (kind === 'ratio') return value === whole;
  if (/\($/u.test(text.slice(0, start)) && tail === ' runs') return true;
  const isTold = /\b(?:green|consecutive|clean|successful|passing|in a row)\b/iu.test(tail);
  return isTold || /\b(?:verified|confirmed|checked) (?:in|by|over|with) $/iu.test(text.slice(0, start));
}

/** How often a document says that it failed before: in `1 of 3 runs`. Several such numbers are of several tests. */
function rateBefore(lines: readonly Line[]): { failures: number; runs: number; words: string } | undefined {
  const [only, more] = lines.flatMap((line) => {
    const isFailed = /\bfail(?:s|ed|ing|ures?)?\b|\bred\b|\bflak/iu.test(line.text);
    return line.quantities.flatMap((quantity) => {
      const { kind, value, whole, tail } = quantity;
      const isRate =
        isFailed &&
        kind === 'ratio' &&
        value > 0 &&
        value < whole &&
        /\b(?:runs?|builds|executions|times|attempts|nights)\b/iu.test(tail);
      return isRate
        ? [
            {
              failures: value,
              runs: whole,
              words: say(line, { ...quantity, end: quantity.end + tail.length }).words,
            },
          ]
        : [];
    });
  });
  return more ? undefined : only;
}
