import type { When } from '../core/calendar.ts';
import { parseLocator } from '../core/test-locator.ts';
import { fence } from '../core/text.ts';
import { type DetectedFlake, type FailureKind, placeOf } from '../detect/detect.ts';
import { draftSignatures } from '../match/draft-signature.ts';
import { readFailure } from '../match/reading.ts';
import { describeSignature, readMessage } from '../match/signature.ts';
import type { Signature } from '../records/issue/signature.ts';
import { withoutColours } from '../runs/read/locate/names.ts';
import { writeJson, writeScalar } from '../text/write.ts';
import { words as all } from './words/words.ts';

const words = all.detect.record;

/** Ways to fail that are quoted as symptoms: the most frequent ones, and more that no signature matches. */
const MAX_FREQUENT = 3;
const MAX_SYMPTOMS = 10;
const MAX_LINES = 30;
/** Runs that are listed. */
const MAX_RUNS = 20;

/**
 * The record of a test that failed in measured runs, for a person to complete: everything in it is what the runs show.
 * @param opened the date of its first status: that of the newest evidence. @param files as of `placeOf`.
 */
export function scaffoldIssue(
  flake: DetectedFlake,
  suite: string,
  opened: When,
  files: readonly string[] = [],
): string {
  const { key } = flake.history;
  const at = placeOf(flake, files);
  const signatures = draftSignatures(flake.kinds.map(({ message }) => message));
  return `---
title: ${writeScalar(titleOf(flake.history))}
suite: ${writeScalar(suite)}
tests:
  a:
    name: ${writeScalar(key)}${at === undefined ? '' : `\n    at: ${writeScalar(at)}`}${formerName(flake)}${where(flake)}
${signatures.length === 0 ? '' : `signatures:\n${signatures.map(signatureEntry).join('')}`}timeline:
${[...seenEntries(flake), `  - open: ${opened}`].join('\n')}
---

${[...symptoms(flake.kinds, signatures), ...evidence(flake)].join('\n\n')}
`;
}

/** It counts for this test only: nobody knows yet whether others fail so. */
function signatureEntry({ text, regex, matches }: Signature): string {
  const clue = text === undefined ? `regex: ${writeJson(regex ?? '')}` : `text: ${writeJson(text)}`;
  const specimens = matches.map((line) => `      - ${writeJson(line)}\n`).join('');
  return `  - ${clue}\n    only: { tests: [a] }\n    matches:\n${specimens}`;
}

/** The record of an issue of which nothing was measured: what a person said, and nothing else. */
export function blankIssue({
  title,
  suite,
  test,
  at,
  run,
  symptom,
  date,
}: {
  readonly title: string;
  readonly suite: string;
  readonly test?: string;
  readonly at?: string;
  /** A run in which it failed: its address or its name. */
  readonly run?: string;
  /** What it printed. */
  readonly symptom?: string;
  readonly date: When;
}): string {
  const fields = [
    ...(test === undefined ? [] : [`    name: ${writeScalar(test)}`]),
    ...(at === undefined ? [] : [`    at: ${writeScalar(at)}`]),
  ];
  const body = [
    ...(symptom === undefined ? [] : ['## Symptom', fence('text', withoutControls(symptom))]),
    ...(run === undefined ? [] : ['## Evidence', words.seenIn(cell(run))]),
  ];
  const tests = fields.length === 0 ? 'tests: {}\n' : `tests:\n  a:\n${fields.join('\n')}\n`;
  return `---
title: ${writeScalar(title)}
suite: ${writeScalar(suite)}
${tests}timeline:
  - open: ${date}
---
${body.map((block) => `\n${block}\n`).join('')}`;
}

/** What a name says of figures and of issues is not the book's: it shall neither be filled in nor linked. */
function titleOf({ key, verdict }: DetectedFlake['history']): string {
  const name = withoutControls(parseLocator(key).path.join(' > '));
  const own = name.replaceAll('{{', '{ {').replace(/(?<=[A-Za-z0-9])-(?=\d)/g, '\u2011');
  return words.title(own, verdict.kind === 'flaky');
}

/** A suspicion is for a person to confirm: it is written as a comment. */
function formerName({ formerName: name }: DetectedFlake): string {
  return name === undefined ? '' : `\n    # ${words.formerName}\n    # aliases: [${writeJson(name)}]`;
}

/** The environments that its verdict is true of, where there are others. */
function where({ history: { verdict } }: DetectedFlake): string {
  const names = verdict.environments?.filter((name) => name !== '') ?? [];
  return names.length === 0 ? '' : `\n    where: [${names.map(writeJson).join(', ')}]`;
}

/** When it failed first and last. */
function seenEntries({ failedRuns }: DetectedFlake): string[] {
  const ends = [...new Set([failedRuns.at(-1), failedRuns[0]])];
  return ends.flatMap((failed) =>
    failed ? [`  - seen: ${failed.at}\n    run: ${writeScalar(failed.run)}`] : [],
  );
}

/** Of each kind of failure what failed, without what the tool printed around it. */
function symptoms(kinds: readonly FailureKind[], signatures: readonly Signature[]): string[] {
  const searches = signatures.map(describeSignature);
  const told = new Set<string>();
  for (const [i, { message }] of kinds.entries()) {
    const { said } = readFailure(message);
    const isMatched = searches.some(({ findIn }) => findIn(readMessage(message)) !== undefined);
    if (said.length === 0 || told.size >= MAX_SYMPTOMS || (i >= MAX_FREQUENT && isMatched)) continue;
    const lines = said.slice(0, MAX_LINES).map(({ text }) => withoutControls(text));
    told.add(lines.join('\n'));
  }
  return told.size === 0 ? [] : ['## Symptom', ...[...told].map((text) => fence('text', text))];
}

function evidence({ failedRuns }: DetectedFlake): string[] {
  if (failedRuns.length === 0) return [];
  const rows = failedRuns
    .slice(0, MAX_RUNS)
    .map(
      ({ run, at, commit, outcome }) =>
        `| ${cell(run)} | ${at} | ${cell(commit)} | ${words.outcomes[outcome]} |`,
    );
  const more = failedRuns.length - rows.length;
  return [
    '## Evidence',
    [`| ${words.head.join(' | ')} |`, '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...(more > 0 ? [words.more(more)] : []),
  ];
}

/** Code in a table's cell: neither a backtick nor a bar may end it. */
function cell(text: string): string {
  return `\`${withoutControls(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** Without colours and characters that nobody sees: a record may not hold them. */
function withoutControls(text: string): string {
  return withoutColours(text).replace(/\r\n?/g, '\n').replace(UNSEEN, '');
}

/** Control characters but tab and newline, and marks that turn the order of text around. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
