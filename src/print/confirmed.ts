import type { ConfirmedBook, ConfirmedIssue, ConfirmedSuite, Edit } from '../confirm/confirmed.ts';
import type { Standing } from '../confirm/measure-fixes.ts';
import { visible } from '../core/text.ts';
import { type MomentWords, momentWords } from '../pages/words/run-format.ts';
import { words as all } from '../pages/words/words.ts';
import { columns, createStyle, type Format, type Style, toJson } from './terminal.ts';

const words = all.confirm;

export interface PresentedFixes extends ConfirmedBook {
  /** In place of proposals, what became of them. */
  readonly edits?: readonly Edit[];
}

const STYLES: Readonly<Record<Standing, Format>> = {
  contradicted: 'red',
  supported: 'green',
  gathering: 'yellow',
  unmeasured: 'dim',
  'no-signal': 'yellow',
};

/** For people: a table for each suite, what to know and to do about each claim, then what would be added to the records. */
export function presentFixes(
  { asOf, snapshot, suites, edits }: PresentedFixes,
  { pathOf, color }: { pathOf(file: string): string; color: boolean },
): string {
  const claimed = suites.filter(({ claims }) => claims > 0);
  if (claimed.length === 0) return `${words.nothingClaimed(asOf)}\n`;
  const moments = momentWords({ settings: snapshot.kb.book });
  const style = createStyle(color);
  const proposing = suites.flatMap(({ issues }) => issues.filter(({ proposals }) => proposals.length > 0));
  const blocks = claimed.map((suite) => suiteLines(suite, moments, style));
  if (suites.some(({ isMeasured }) => isMeasured))
    blocks.push(edits ? editLines(edits, proposing, pathOf) : proposalLines(proposing, pathOf, style));
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function suiteLines(
  { suite, claims, runs, isMeasured, issues }: ConfirmedSuite,
  moments: MomentWords,
  style: Style,
): string[] {
  const title = style('bold', words.suite(suite, claims, isMeasured ? runs : undefined));
  if (!isMeasured) return [title, words.noRuns];
  const fixes = issues.flatMap((issue) => issue.fixes);
  const rows = [
    words.columns.map(([head]) => head),
    ...fixes.map((fix) => words.columns.map(([, show]) => visible(show(fix) ?? '-'))),
  ];
  const [head = '', ...body] = columns(rows, (padded, i, column) => {
    const standing = words.columns[column]?.[0] === 'standing' ? fixes[i - 1]?.standing : undefined;
    return standing === undefined ? padded : style(STYLES[standing], padded);
  });
  const notes = fixes.flatMap((fix) => words.note(fix, moments) ?? []).map(visible);
  return [title, style('dim', head), ...body, ...(notes.length === 0 ? [] : ['', ...notes])];
}

function proposalLines(
  issues: readonly ConfirmedIssue[],
  pathOf: (file: string) => string,
  style: Style,
): string[] {
  if (issues.length === 0) return [words.noProposals];
  const lines = issues.flatMap((issue) => [
    style('bold', visible(words.record(pathOf(issue.file), issue))),
    ...addedLines(issue).map((line) => style('green', line)),
  ]);
  return [words.proposals, ...lines, words.write];
}

function editLines(
  edits: readonly Edit[],
  issues: readonly ConfirmedIssue[],
  pathOf: (file: string) => string,
): string[] {
  if (edits.length === 0) return [words.nothingWritten];
  return edits.flatMap(({ file, refused }) => {
    if (refused === undefined) return [words.written(pathOf(file))];
    const issue = issues.find((one) => one.file === file);
    return [visible(words.refused(pathOf(file), refused)), ...(issue ? addedLines(issue) : [])];
  });
}

function addedLines({ proposals }: ConfirmedIssue): string[] {
  return proposals.flatMap(({ lines }) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => `+ ${visible(line)}`),
  );
}

/** For programs: every claimed fix with its figures, what the runs propose, and with `--write` what became of it. */
export function presentFixesJson({ asOf, suites, edits }: PresentedFixes): string {
  const issues = suites.flatMap(({ suite, issues }) => issues.map((issue) => ({ suite, ...issue })));
  return toJson({
    asOf,
    suites: suites
      .filter(({ claims }) => claims > 0)
      .map(({ suite, claims, runs }) => ({ suite, claims, runs })),
    fixes: issues.flatMap(({ suite, issue, fixes }) => fixes.map((fix) => ({ suite, issue, ...fix }))),
    proposals: issues.flatMap(({ file, proposals }) => proposals.map((proposal) => ({ file, ...proposal }))),
    edits,
  });
}
