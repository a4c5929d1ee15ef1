import {
  type Section,
  type Sentence,
  sectionsAround,
  sectionsBelow,
  sentencesOf,
  trailOf,
} from './blocks.ts';
import { type Contradiction, contradiction, type Said, say } from './contradiction.ts';
import { TENSES } from './words.ts';

/** Words that say of all runs to come what some runs have shown. */
const UNIVERSAL = [
  /\b(?:tests?|specs?|suite|everything|all)\b.{0,30}\bpass(?:es|ing|ed)? (?:100 ?% )?(?:consistently|reliably|always|every (?:single )?time|of the time)\b/iu,
  /\b(?:tests?|specs?|suite)\b.{0,30}\b(?:consistently|reliably|always) (?:pass(?:es|ing|ed)?|green)\b/iu,
  /\bflak(?:e|es|iness|y tests?)(?: (?:is|are|was|were|has been|have been))?(?: (?:now|fully|completely|entirely))* (?:eliminated|gone|cured|solved)\b/iu,
  /\b(?:eliminated|cured|removed) (?:all |the )*flak(?:es|iness|y tests)\b/iu,
  /\bno longer flaky\b/iu,
  /\b(?:completely|fully|rock[- ]solid|100 ?%) (?:stable|reliable|deterministic)\b/iu,
];
const NEGATED = /["“]|\b(?:not|never|nor|cannot|isn't|aren't|don't|doesn't|unless|whether|why)\b/iu;

/** Upper end of the two-sided 95 % Wilson interval for no failure in n runs, z²/(n + z²) with z = 1.959964; 0 to 1. */
function mayStillFail(runs: number): number {
  const square = 1.959964 ** 2;
  return square / (runs + square);
}

/** A suite that may fail less often than this is called stable with reason: it takes 73 green runs. */
const ENOUGH = 0.05;

/** A suite that is said to pass always, on runs that cannot show it: what so many green runs are worth. */
export function* auditStrength(document: Section): Generator<Contradiction> {
  const known = new Map<Section, Evidence[]>();
  const runsOf = (section: Section) => {
    const runs = known.get(section) ?? greenRuns(linesBelow(section));
    known.set(section, runs);
    return runs;
  };
  for (const sentence of linesBelow(document)) {
    const match =
      /pass|flak|stable|reliable|deterministic/iu.test(sentence.text) && firstOf(UNIVERSAL, sentence.text);
    const around = `${sentence.text} ${trailOf(sentence)[0] ?? ''}`;
    if (!match || NEGATED.test(around) || TENSES.all(around).includes('future')) continue;
    const { runs, said } = evidenceFor(sentence, runsOf);
    if (runs === 0 || mayStillFail(runs) <= ENOUGH) continue;
    const percent = Math.floor(mayStillFail(runs) * 100);
    const because = `after ${runs === 1 ? 'one green run' : `${runs} green runs`} it may still fail up to ${percent}% of the time`;
    yield contradiction(
      'audit-strength',
      say(sentence, { start: match.index, end: match.index + match[0].length }),
      said,
      because,
    );
  }
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  return patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? undefined;
}

/** Sentences and lines of outputs. */
function linesBelow(section: Section): Sentence[] {
  return [...sectionsBelow(section)].flatMap((part) => [
    ...sentencesOf(part),
    ...part.blocks.flatMap((block) => (block.kind === 'output' ? block.lines : [])),
  ]);
}

interface Evidence {
  readonly runs: number;
  readonly said: readonly Said[];
}

/** Green runs: those that the sentence names, else its section, else a document that names no more than two. */
function evidenceFor(sentence: Sentence, runsOf: (section: Section) => Evidence[]): Evidence {
  const [most] = greenRuns([sentence]);
  if (most) return most;
  const [own, ...around] = [...sectionsAround(sentence)].map(runsOf);
  return own?.[0] ?? around.findLast(({ length }) => length <= 2)?.[0] ?? { runs: 0, said: [] };
}

/** What runners print at the end of a run. */
const RUNNER =
  /\bRan (\d+) of \1 Specs in [\d.]+|^\s*(?:Tests:|=+) .*\b\d+ passed\b.*\b(?:total|in [\d.]+s)/iu;
const TIMES =
  /\b(?:ran|run|repeated|passed|executed)\b[^.]{0,25}?\b(?:(?<runs>\d{1,6})(?: times\b|x\b)|(?<once>once)\b|twice\b)/iu;

/** Runs that a line tells of, the most first; then the outputs of a runner, equal ones once. */
function greenRuns(lines: readonly Sentence[]): Evidence[] {
  const told = lines.flatMap((line): Evidence[] => {
    const counted = line.quantities.filter(({ kind, unit, value, whole, sure, tail, start }) => {
      const isGreen =
        kind === 'ratio'
          ? value === whole
          : /\b(?:green|consecutive|clean|successful|passing|in a row)\b/iu.test(tail) ||
            /\b(?:verified|confirmed|checked) (?:in|by|over|with) $/iu.test(line.text.slice(0, start));
      return unit === 'runs' && isGreen && sure !== 'bound' && (kind === 'ratio' || kind === 'count');
    });
    const times = TIMES.exec(line.text);
    const { runs, once } = times?.groups ?? {};
    return [
      ...counted.map((quantity) => ({ runs: quantity.value, said: [say(line, quantity)] })),
      ...(times
        ? [
            {
              runs: Number(runs ?? (once ? 1 : 2)),
              said: [say(line, { start: times.index, end: times.index + times[0].length })],
            },
          ]
        : []),
    ];
  });
  const printed = Map.groupBy(
    lines.filter(({ text }) => RUNNER.test(text)),
    ({ text }) => text.trim(),
  );
  const said = [...printed.values()].flatMap(([line]) =>
    line ? [say(line, { start: 0, end: line.text.length })] : [],
  );
  const output = said.length > 0 ? [{ runs: said.length, said }] : [];
  return [...told.sort((a, b) => b.runs - a.runs), ...output];
}
