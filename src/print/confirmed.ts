import type { Snapshot } from '../asof/snapshot.ts';
import type { FixConfidence, Proposal, Standing } from '../confirm/measure-fixes.ts';
import { firstLine } from '../core/text/first-line.ts';
import { visible } from '../core/text/obeyed.ts';
import { plural } from '../pages/words/format.ts';
import { type MomentWords, momentWords, percent, rateFigure } from '../pages/words/run-format.ts';
import { words } from '../pages/words/words.ts';
import { columns, createStyle, type Format, type Style } from './terminal.ts';

export interface PresentedFixes {
  readonly asOf: string;
  readonly snapshot: Snapshot;
  readonly suites: readonly PresentedSuite[];
  /** In place of proposals, what became of them. */
  readonly edits?: readonly { readonly file: string; readonly refused?: string }[];
}

interface PresentedSuite {
  readonly suite: string;
  readonly claims: number;
  readonly runs: number;
  readonly isMeasured: boolean;
  readonly issues: readonly PresentedIssue[];
}

interface PresentedIssue {
  readonly issue: string;
  readonly title: string;
  readonly file: string;
  readonly fixes: readonly FixConfidence[];
  readonly proposals: readonly (Proposal & { readonly lines: string })[];
}

const STYLES: Readonly<Record<Standing, Format>> = {
  contradicted: 'red',
  supported: 'green',
  gathering: 'yellow',
  unmeasured: 'dim',
  'no-signal': 'yellow',
};

/** What a person can do about a claim; nothing where the proposals say it, or only time helps. */
const CURES: Readonly<Partial<Record<Standing, string>>> = {
  'no-signal':
    'Run it again; or, if it is gone, close the issue with `test-removed`; if it was renamed, give it its new name.',
  unmeasured: 'Ingest runs of the time before with `flakebook ingest`, or judge the fix by other means.',
};

const HEAD = ['test', 'claim', 'standing', 'failed before', 'since', 'luck', 'still needed', 'holds'];

/** Messages of no more than this are not cut. */
const MAX_SHOWN = 100;

/** For people: a table for each suite, what to know and to do about each claim, then what would be added to the records. */
export function presentFixes(
  { asOf, snapshot, suites, edits }: PresentedFixes,
  { pathOf, color }: { pathOf(file: string): string; color: boolean },
): string {
  const moments = momentWords({ book: snapshot.kb.book });
  const style = createStyle(color);
  const claims = suites.reduce((sum, suite) => sum + suite.claims, 0);
  const blocks = suites.filter((suite) => suite.claims > 0).map((suite) => suiteLines(suite, moments, style));
  const proposing = suites.flatMap(({ issues }) => issues.filter(({ proposals }) => proposals.length > 0));
  if (suites.some(({ isMeasured }) => isMeasured))
    blocks.push(edits ? editLines(edits, proposing, pathOf) : proposalLines(proposing, pathOf, style));
  const text = blocks.flatMap((lines) => (lines.length === 0 ? [] : [`${lines.join('\n')}\n`])).join('\n');
  return claims === 0 ? `No fix is claimed as of ${asOf}: there is nothing to confirm.\n` : text;
}

function suiteLines(
  { suite, claims, runs, isMeasured, issues }: PresentedSuite,
  moments: MomentWords,
  style: Style,
): string[] {
  const counted = `${plural(claims, 'claimed fix', 'claimed fixes')}`;
  if (!isMeasured) {
    return [
      style('bold', `${suite}: ${counted}, no measured run.`),
      'No signal: nothing speaks for these fixes, or against them. Bring runs in with `flakebook ingest`.',
    ];
  }
  const fixes = issues.flatMap((issue) => issue.fixes);
  const rows = [HEAD, ...fixes.map(cellsOf)];
  const [head = '', ...body] = columns(rows, (padded, i, column) => {
    const standing = HEAD[column] === 'standing' ? fixes[i - 1]?.standing : undefined;
    return standing === undefined ? padded : style(STYLES[standing], padded);
  });
  const notes = fixes.flatMap((fix) => noteOf(fix, moments));
  return [
    style('bold', `${suite}: ${counted}, ${plural(runs, 'counted run')}.`),
    style('dim', head),
    ...body,
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}

/** A rate stands with its runs, and a figure that there is none of as a dash. */
function cellsOf(fix: FixConfidence): string[] {
  const { testId, word, claimed, standing, before, passes, days, relapses, otherFailures, luck, needed } =
    fix;
  const others = otherFailures === 0 ? '' : `, ${plural(otherFailures, 'other failure')}`;
  const failed = relapses.length === 0 ? '' : `, ${plural(relapses.length, 'failure')}`;
  const more = (goal: number) => String(Math.max(0, goal - passes));
  return [
    testId,
    `${word} ${claimed}`,
    standing.replaceAll('-', ' '),
    before === undefined ? '-' : `${before.failures} of ${before.runs}: ${rateFigure(before)}`,
    `${plural(passes, 'pass', 'passes')} on ${plural(days, 'day')}${failed}${others}`,
    luck === undefined ? '-' : percent(luck),
    needed === undefined || relapses.length > 0
      ? '-'
      : `${more(needed.passes)} (${more(needed.atLowRate)} at the low rate)`,
    fix.posterior === undefined ? '-' : percent(fix.posterior),
  ].map(visible);
}

/** Why a claim stands as it does, where a person should know or do something. */
function noteOf(fix: FixConfidence, moments: MomentWords): string[] {
  const cure = CURES[fix.standing];
  const [first] = fix.relapses;
  if (cure === undefined && first === undefined) return [];
  const failure = first === undefined ? '' : ` Run ${first.run}: ${cut(first.message)}`;
  return [
    visible(
      `${fix.testId}: ${words.claims.reason(fix, moments)}${failure}${cure === undefined ? '' : ` ${cure}`}`,
    ),
  ];
}

function cut(message: string): string {
  const line = firstLine(message, MAX_SHOWN);
  return line === '' ? 'no message.' : `\`${line}\`.`;
}

function proposalLines(
  issues: readonly PresentedIssue[],
  pathOf: (file: string) => string,
  style: Style,
): string[] {
  if (issues.length === 0) return ['Nothing to change: the runs propose no entry.'];
  const lines = issues.flatMap(({ issue, title, file, proposals }) => [
    style('bold', visible(`${pathOf(file)} (${issue}: ${title})`)),
    ...proposals.flatMap((proposal) => added(proposal).map((line) => style('green', `+ ${line}`))),
  ]);
  return ['The runs propose for the timelines:', ...lines, 'Add them with `flakebook confirm --write`.'];
}

function editLines(
  edits: NonNullable<PresentedFixes['edits']>,
  issues: readonly PresentedIssue[],
  pathOf: (file: string) => string,
): string[] {
  if (edits.length === 0) return ['Nothing was written: the runs propose no entry.'];
  return edits.flatMap(({ file, refused }) => {
    if (refused === undefined) return [`Written: ${pathOf(file)}`];
    const proposals = issues.find((issue) => issue.file === file)?.proposals ?? [];
    return [
      visible(`Not written: ${pathOf(file)}: ${refused}. To be added by hand:`),
      ...proposals.flatMap((proposal) => added(proposal).map((line) => `+ ${line}`)),
    ];
  });
}

function added({ lines }: { readonly lines: string }): string[] {
  return lines.trimEnd().split('\n').map(visible);
}

/** For programs: every claimed fix with its figures, what the runs propose, and with `--write` what became of it. */
export function presentFixesJson({ asOf, suites, edits }: PresentedFixes): string {
  const data = {
    asOf,
    suites: suites
      .filter(({ claims }) => claims > 0)
      .map(({ suite, claims, runs }) => ({ suite, claims, runs })),
    fixes: suites.flatMap(({ suite, issues }) =>
      issues.flatMap(({ issue, fixes }) => fixes.map((fix) => ({ suite, issue, ...fix }))),
    ),
    proposals: suites.flatMap(({ issues }) =>
      issues.flatMap(({ file, proposals }) => proposals.map((proposal) => ({ file, ...proposal }))),
    ),
    edits,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
