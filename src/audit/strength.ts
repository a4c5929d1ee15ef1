import { isSmall, luck, wilson } from '../runs/verdict/statistics.ts';
import type { Line, Section } from './blocks.ts';
import type { Contradiction, Said } from './rules.ts';
import { TENSES } from './words.ts';

/** Words that say of all runs to come what some runs have shown: that all pass, or that none fails. */
const ALWAYS =
  '(?:consistently|reliably|always|invariably|permanently|every (?:single )?(?:time|run)|(?:100 ?% )?of the time)';
const PASS = '(?:pass(?:es|ed|ing)?|green|succeeds?|stable|clean)';
const FLAKY =
  '(?:flak(?:e|es|y|iness)|intermittent(?:ly)?|unstable|sporadic(?:ally)?)(?: tests?| failures?)?';
const UNIVERSAL = new RegExp(
  [
    String.raw`(?:(?:all |the |these )*(?:[\w.]+ )?(?:tests?|specs?|suite|everything|builds?|pipeline)\b[^.:;]{0,30}?\b)?(?:${PASS}[^.:;,]{0,20}?\b${ALWAYS}|${ALWAYS} ${PASS})\b`,
    String.raw`${FLAKY}(?: (?:is|are|was|were|has been|have been|now|fully|completely|entirely))* (?:eliminated|gone|cured|solved|history)\b`,
    String.raw`(?:(?:eliminat|cur|remov)(?:es|ed) (?:all |the |any )*|zero |no more )${FLAKY}\b`,
    String.raw`no longer (?:${FLAKY}|fails?)\b`,
    String.raw`(?:(?:completely|fully|100 ?%|perfectly|totally) (?:stable|reliable|deterministic|green)|rock[- ]solid)\b`,
  ]
    .map((pattern) => String.raw`\b${pattern}`)
    .join('|'),
  'iu',
);
const NEGATED = /["“]|\b(?:not|never|nor|cannot|isn't|aren't|don't|doesn't|unless|whether|why|once|only)\b/iu;
/** Without one of these, what passes may be anything: only the runs of its own line count. */
const ABOUT_TESTS =
  /test|spec|suite|everything|build|pipeline|stable|reliable|determin|flak|fail|intermit|sporadic/iu;
/** Few lines have one of each. */
const SUBJECT = /pass|green|succe|stable|clean|flak|intermit|sporadic|fail|reliable|determin|rock/i;
const TELLING =
  /consistent|reliabl|always|invariabl|permanent|every|of the time|eliminat|gone|cure|solved|history|remov|no longer|zero|no more|completely|fully|100 ?%|perfectly|totally|rock/i;

/**
 * A suite that is said to pass always, on runs that cannot show it: what so many green runs are worth. One that may fail in
 * 5 % at most is called stable with reason: it takes 73 green runs.
 */
export function* auditStrength(sections: readonly Section[], text: string): Generator<Contradiction> {
  if (!TELLING.test(text)) return;
  const lines = sections.flatMap(({ heading, blocks }) => [
    ...(heading ? [heading] : []),
    ...blocks.flatMap((block) => block.lines),
  ]);
  for (const line of lines) {
    const match = TELLING.test(line.text) && SUBJECT.test(line.text) ? UNIVERSAL.exec(line.text) : null;
    if (!match) continue;
    const told = `${line.text} ${line.lead || line.section.heading?.text}`.replace(TIMES, '');
    const around = told.replaceAll(/no longer|\bMay\b/giu, '');
    if (NEGATED.test(around) || TENSES.all(around).includes('future')) continue;
    const { runs, said } = evidenceFor(line, ABOUT_TESTS.test(match[0]) ? lines : []);
    const { high } = wilson(0, runs);
    if (runs === 0 || isSmall(high)) continue;
    const before = rateBefore(lines);
    const byLuck = before ? luck(before, runs) : 0;
    const because = [
      `after ${runs === 1 ? 'one green run' : `${runs} green runs`} it may still fail up to ${Math.floor(high * 100)}% of the time`,
      ...(before && !isSmall(byLuck)
        ? [
            `a test that failed in ${before.words} passes so often by luck in ${Math.round(byLuck * 100)}% of all cases`,
          ]
        : []),
    ].join(', and ');
    const claim = line.say(match.index, match.index + match[0].length);
    yield { ruleId: 'audit-strength', said: claim, against: said, because };
  }
}

interface Evidence {
  readonly runs: number;
  readonly said: readonly Said[];
}

/** Green runs: those that the line names, else its section, else a document that names no more than two. */
function evidenceFor(line: Line, all: readonly Line[]): Evidence {
  const [most] = greenRuns([line], true);
  if (most) return most;
  const [own, ...around] = line.section.around.map((section) =>
    greenRuns(all.filter((other) => other.section.around.includes(section))),
  );
  return own?.[0] ?? around.findLast(({ length }) => length <= 2)?.[0] ?? { runs: 0, said: [] };
}

/** What runners print at the end of a run. */
const RUNNER =
  /\bRan (\d+) of \1 Specs in [\d.]+|^\s*(?:Tests:|=+) .*\b\d+ passed\b.*\b(?:total|in [\d.]+s)/iu;
const TIMES =
  /\b(?:ran|run|reran|repeated|passed|executed|green|looped)\b[^.]{0,25}?\b(?:(?<runs>\d{1,6})(?: times\b|x\b)|(?<once>once)\b|twice\b)/iu;

/** Runs that lines tell of, the most first; then the outputs of a runner, equal ones once. */
function greenRuns(lines: readonly Line[], isOwn = false): Evidence[] {
  const told = lines.flatMap((line): Evidence[] => {
    const times = TIMES.exec(line.text);
    const { runs, once } = times?.groups ?? {};
    return [
      ...countedIn(line, isOwn),
      ...(times
        ? [
            {
              runs: Number(runs ?? (once ? 1 : 2)),
              said: [line.say(times.index, times.index + times[0].length)],
            },
          ]
        : []),
    ];
  });
  const printed = lines
    .filter(({ text }) => RUNNER.test(text))
    .map((line) => [line.text.trim(), line.say()] as const);
  const said = [...new Map(printed).values()];
  return [...told.sort((a, b) => b.runs - a.runs), ...(said.length > 0 ? [{ runs: said.length, said }] : [])];
}

/** Numbers of green runs. @param isOwn the line is that of the claim: `812/812 passed` beside it was one run. */
function countedIn({ text, quantities }: Line, isOwn: boolean): Evidence[] {
  return quantities.flatMap(({ kind, unit, status, value, whole, sure, tail, start, said }) => {
    const isAll = kind === 'ratio' && value === whole;
    if (isOwn && isAll && unit !== 'runs' && status === 'passed') return [{ runs: 1, said: [said] }];
    if (unit !== 'runs' || sure === 'bound' || !(isAll || kind === 'count')) return [];
    const isTold = /\b(?:green|consecutive|clean|successful|passing|in a row|without)\b/iu.test(tail);
    const isChecked = /(?:\b(?:verified|confirmed|checked) (?:in|by|over|with) |\()$/iu.test(
      text.slice(0, start),
    );
    return isAll || isTold || isChecked ? [{ runs: value, said: [said] }] : [];
  });
}

/** How often a document says that it failed before: in `1 of 3 runs`. Several such numbers are of several tests. */
function rateBefore(lines: readonly Line[]) {
  const [only, more] = lines.flatMap(({ text, quantities }) => {
    if (!/\bfail|\bred\b|\bflak/iu.test(text)) return [];
    return quantities.flatMap(({ kind, value, whole, unit, said: { words } }) =>
      kind === 'ratio' && unit === 'runs' && value > 0 && value < whole
        ? [{ failures: value, runs: whole, words }]
        : [],
    );
  });
  return more ? undefined : only;
}
