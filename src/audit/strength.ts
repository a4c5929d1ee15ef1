import { isSmall, wilson } from '../runs/verdict/statistics.ts';
import type { Line, Section } from './blocks.ts';
import type { Found, Said } from './rules.ts';
import { TENSES } from './words.ts';

/** Words that say of all runs to come what some runs have shown: that all pass, or that none fails. */
const ALWAYS =
  '(?:consistently|reliably|always|invariably|permanently|every (?:single )?(?:time|run)|(?:100 ?%|all) of the time)';
const PASS = '(?:pass(?:es|ed|ing)?|green|succeeds?|stable|clean)';
const FLAKY =
  '(?:flak(?:e|es|y|iness)|intermittent(?:ly)?|unstable|sporadic(?:ally)?)(?: tests?| failures?)?';
const UNIVERSAL = new RegExp(
  [
    String.raw`(?:(?:all |the |these ){0,3}(?:[\w.]{1,40} )?(?:tests?|specs?|suite|everything|builds?|pipeline)\b[^.:;]{0,30}?\b)?(?:${PASS}[^.:;,]{0,20}?\b${ALWAYS}|${ALWAYS} ${PASS})\b`,
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
/**
 * A suite that is said to pass always, on runs that cannot show it: what so many green runs are worth. One that may fail in
 * 5 % at most is called stable with reason: it takes 73 green runs.
 */
export function* auditStrength(sections: readonly Section[]): Found {
  const lines = sections.flatMap(({ heading = [], blocks }) =>
    [heading, blocks.map((one) => one.lines)].flat(2),
  );
  for (const line of lines) {
    const match = UNIVERSAL.exec(line.text);
    if (!match) continue;
    const told = `${line.text} ${line.lead || line.section.heading?.text}`.replace(TIMES, '');
    const around = told.replaceAll(/no longer|\bMay\b/giu, '');
    if (NEGATED.test(around) || TENSES.all(around).includes('future')) continue;
    const isOfTests = ABOUT_TESTS.test(match[0]);
    const near = lines.filter(({ section }) => isOfTests && section.around.includes(line.section));
    const { runs, said } = mostRuns([line], true) ?? mostRuns(near) ?? { runs: 0, said: [] };
    const { high } = wilson(0, runs);
    if (runs === 0 || isSmall(high)) continue;
    const green = runs === 1 ? 'one green run' : `${runs} green runs`;
    const because = `after ${green} it may still fail up to ${Math.floor(high * 100)}% of the time`;
    const claim = line.say(match.index, match.index + match[0].length);
    yield { ruleId: 'audit-strength', said: claim, against: said, because };
  }
}

/** So many green runs, and what says so. */
type Evidence = { readonly runs: number; readonly said: readonly Said[] };

/** What runners print at the end of a run. */
const RUNNER =
  /\bRan (\d+) of \1 Specs in [\d.]+|^\s*(?:Tests:|=+) .*\b\d+ passed\b.*\b(?:total|in [\d.]+s)/iu;
const TIMES =
  /\b(?:ran|run|reran|repeated|passed|executed|green|looped)\b[^.]{0,25}?\b(?:(?<runs>\d{1,6})(?: times\b|x\b)|(?<once>once)\b|twice\b)/iu;

/** The most runs that lines tell of; else the outputs of a runner, equal ones once. */
function mostRuns(lines: readonly Line[], isOwn = false): Evidence | undefined {
  const told = lines.flatMap((line): Evidence[] => {
    const { 0: words = '', index = 0, groups: { runs, once } = {} } = TIMES.exec(line.text) ?? {};
    const times = { runs: Number(runs ?? (once ? 1 : 2)), said: [line.say(index, index + words.length)] };
    return [...countedIn(line, isOwn), ...(words === '' ? [] : [times])];
  });
  const outputs = lines.filter(({ text }) => RUNNER.test(text));
  const printed = new Map(outputs.map((line) => [line.text.trim(), line.say()]));
  const [most] = told.sort((a, b) => b.runs - a.runs);
  return most ?? (printed.size > 0 ? { runs: printed.size, said: [...printed.values()] } : undefined);
}

/** Numbers of green runs. @param isOwn the line is that of the claim: `812/812 passed` beside it was one run. */
function countedIn({ quantities }: Line, isOwn: boolean): Evidence[] {
  return quantities.flatMap((quantity) => {
    const { kind, unit, status, value, whole, isExact, tail, head } = quantity;
    const isAll = kind === 'ratio' && value === whole;
    if (isOwn && isAll && unit !== 'runs' && status === 'passed') return [{ runs: 1, said: [quantity] }];
    if (unit !== 'runs' || !isExact || !(isAll || kind === 'count')) return [];
    const isTold = /\b(?:green|consecutive|clean|successful|passing|in a row|without)\b/iu.test(tail);
    const isChecked = /(?:\b(?:verified|confirmed|checked) (?:in|by|over|with) |\()$/iu;
    return isAll || isTold || isChecked.test(head) ? [{ runs: value, said: [quantity] }] : [];
  });
}
