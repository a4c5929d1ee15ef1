import type { ConfirmedBook, ConfirmedIssue, ConfirmedSuite, Edit } from '../confirm/confirmed.ts';
import type { Standing } from '../confirm/measure-fixes.ts';
import { type MomentWords, momentWords } from '../pages/words/run-format.ts';
import { words as all } from '../pages/words/words.ts';
import { columns, type Line, type Style, styled } from './lines.ts';

const words = all.confirm;

export interface PresentedFixes extends ConfirmedBook {
  /** In place of proposals, what became of them. */
  readonly edits?: readonly Edit[];
}

const STYLES: Readonly<Record<Standing, Style>> = {
  contradicted: 'red',
  supported: 'green',
  gathering: 'yellow',
  unmeasured: 'dim',
  'no-signal': 'yellow',
};

/** For people: a table for each suite, what to know and to do about each claim, then what would be added to the records. */
export function fixLines(
  { asOf, snapshot, suites, edits }: PresentedFixes,
  pathOf: (file: string) => string,
): Line[] {
  const claimed = suites.filter(({ claims }) => claims > 0);
  if (claimed.length === 0) return [words.nothingClaimed(asOf)];
  const moments = momentWords({ settings: snapshot.kb.book });
  const proposing = suites.flatMap(({ issues }) => issues.filter(({ proposals }) => proposals.length > 0));
  const blocks = claimed.map((suite) => suiteLines(suite, moments));
  if (suites.some(({ isMeasured }) => isMeasured))
    blocks.push(edits ? editLines(edits, proposing, pathOf) : proposalLines(proposing, pathOf));
  return blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function suiteLines(
  { suite, claims, runs, isMeasured, issues, counted }: ConfirmedSuite,
  moments: MomentWords,
): Line[] {
  const title = styled('bold', words.suite(suite, claims, isMeasured ? runs : undefined));
  const byHand = counted.map((claim) => words.byHand(claim.issue, all.observed.stands(claim)));
  if (!isMeasured) return [title, byHand.length === 0 ? words.noRuns : words.onlyByHand, ...byHand];
  const fixes = issues.flatMap((issue) => issue.fixes);
  const rows = [
    words.columns.map(([head]) => styled('dim', head)),
    ...fixes.map((fix) =>
      words.columns.map(([head, show]) => {
        const cell = show(fix) ?? '-';
        return head === 'standing' ? styled(STYLES[fix.standing], cell) : cell;
      }),
    ),
  ];
  const notes = [...fixes.flatMap((fix) => words.note(fix, moments) ?? []), ...byHand];
  return [title, ...columns(rows), ...(notes.length === 0 ? [] : ['', ...notes])];
}

function proposalLines(issues: readonly ConfirmedIssue[], pathOf: (file: string) => string): Line[] {
  if (issues.length === 0) return [words.noProposals];
  const lines = issues.flatMap((issue) => [
    styled('bold', words.record(pathOf(issue.file), issue)),
    ...addedLines(issue).map((line) => styled('green', line)),
  ]);
  return [words.proposals, ...lines, words.write];
}

function editLines(
  edits: readonly Edit[],
  issues: readonly ConfirmedIssue[],
  pathOf: (file: string) => string,
): Line[] {
  if (edits.length === 0) return [words.nothingWritten];
  return edits.flatMap(({ file, refused }) => {
    if (refused === undefined) return [words.written(pathOf(file))];
    const issue = issues.find((one) => one.file === file);
    return [words.refused(pathOf(file), refused), ...(issue ? addedLines(issue) : [])];
  });
}

function addedLines({ proposals }: ConfirmedIssue): string[] {
  return proposals.flatMap(({ lines }) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => `+ ${line}`),
  );
}

/** For programs: every claimed fix with its figures, what the runs propose, and with `--write` what became of it. */
export function fixData({ asOf, suites, edits }: PresentedFixes): unknown {
  const issues = suites.flatMap(({ suite, issues }) => issues.map((issue) => ({ suite, ...issue })));
  return {
    asOf,
    suites: suites
      .filter(({ claims }) => claims > 0)
      .map(({ suite, claims, runs }) => ({ suite, claims, runs })),
    fixes: issues.flatMap(({ suite, issue, fixes }) => fixes.map((fix) => ({ suite, issue, ...fix }))),
    counted: suites.flatMap(({ suite, counted }) =>
      counted.map(({ issue, luck, before, after, relapse }) => ({
        suite,
        issue,
        luck,
        before: before?.one,
        after: after?.one,
        relapse: relapse?.one,
      })),
    ),
    proposals: issues.flatMap(({ file, proposals }) => proposals.map((proposal) => ({ file, ...proposal }))),
    edits,
  };
}
