import type { FailureBlock, TestHistory, Verdict } from '../../runs/verdict/suite-runs.ts';
import { badge, type Inlines, inlines, joined, text } from '../blocks/tree.ts';
import type { Badge } from '../document.ts';
import { plural } from '../words/format.ts';
import { commitCode, type MomentWords, runCode } from './moments.ts';

/** What a verdict is called. A suspicion does not look like a proof. */
export function verdictBadge(verdict: Verdict): Badge {
  switch (verdict.kind) {
    case 'flaky':
      return verdict.because === 'separate-failures'
        ? badge('warn', 'Suspected flaky', '❓')
        : badge('bad', 'Flaky', '❌');
    case 'broken':
      return badge('bad', 'Broken', '❌');
    case 'regression':
      return verdict.isOver ? badge('calm', 'Past regression', '⏹') : badge('bad', 'Regression', '❌');
    case 'failed-once':
      return badge('note', 'Failed once', '❓');
    case 'infrastructure':
      return badge('calm', 'Set-up', '⏹');
    case 'never-failed':
      return badge('good', 'Never failed', '✅');
    case 'no-signal':
      return badge('warn', 'No signal', '❓');
  }
}

/** Why, in sentences. */
export function verdictReason(history: Pick<TestHistory, 'verdict' | 'runs'>, moments: MomentWords): Inlines {
  const { environments } = history.verdict;
  const reason = reasonAnywhere(history, moments);
  if (!environments) return reason;
  const names = environments.map((name) =>
    name === '' ? text('runs of no named environment') : runCode(name),
  );
  return [...inlines(reason), text(' This is so only in '), ...joined(names), text('.')];
}

function reasonAnywhere(
  { verdict, runs }: Pick<TestHistory, 'verdict' | 'runs'>,
  moments: MomentWords,
): Inlines {
  switch (verdict.kind) {
    case 'flaky':
      return flakyReason(verdict);
    case 'broken':
      return [
        text(
          `It never passed in ${plural(verdict.block.length, 'counted run')}: broken, not flaky. It failed `,
        ),
        ...spanWords(verdict.block, moments),
        text('.'),
      ];
    case 'regression':
      return [
        text(`It failed in ${plural(verdict.block.length, 'run')} in a row, `),
        ...spanWords(verdict.block, moments),
        text(verdict.isOver ? ', and passed after that: ' : ', and no later commit has passed: '),
        text('a regression, not a flake.'),
      ];
    case 'failed-once':
      return [
        text(`Too little to tell: one failure, on ${moments.day(verdict.at)} at commit `),
        commitCode(verdict.commit),
        text('.'),
      ];
    case 'infrastructure':
      return `No test but the set-up of ${plural(verdict.tests, 'test')}: its failures are those of its surroundings and count for no test.`;
    case 'never-failed':
      return runs === 1 ? 'It passed in its only counted run.' : `It passed in all of ${runs} counted runs.`;
    case 'no-signal':
      return 'It was skipped or absent in every counted run, so the runs say nothing of it.';
  }
}

function flakyReason(verdict: Extract<Verdict, { kind: 'flaky' }>): Inlines {
  switch (verdict.because) {
    case 'retry':
      return `It failed and then passed on retry in ${plural(verdict.count, 'run')}, which proves it.`;
    case 'same-commit':
      return [
        text('It both passed and failed at commit '),
        commitCode(verdict.commit),
        text(', which proves it.'),
      ];
    case 'separate-failures':
      return `It failed ${plural(verdict.blocks, 'separate time')} with passes between: a suspicion. A pass on retry, or a pass and a failure at one commit, would prove it.`;
  }
}

/** `from January 4, 2026 (commit 49098edc6) to January 23, 2026 (commit …)`. */
function spanWords({ from, to, fromCommit, toCommit, length }: FailureBlock, { day }: MomentWords) {
  const first = (lead: string) => [text(`${lead} ${day(from)} (commit `), commitCode(fromCommit), text(')')];
  if (length === 1) return first('on');
  return [...first('from'), text(` to ${day(to)} (commit `), commitCode(toCommit), text(')')];
}
