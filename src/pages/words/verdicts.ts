import { plural } from '../../core/text.ts';
import type { FailureBlock, TestHistory, Verdict } from '../../runs/verdict/suite-runs.ts';
import { badge, type Inlines, inlines, joined } from '../blocks/tree.ts';
import type { Badge } from '../document.ts';
import { commitCode, type MomentWords, runCode } from './run-format.ts';

/** What runs show of a test. */
export const verdictWords = { badge: badgeOf, reason: reasonOf };

/** What a verdict is called. A suspicion does not look like a proof. */
function badgeOf(verdict: Verdict): Badge {
  switch (verdict.kind) {
    case 'flaky':
      return verdict.because === 'separate-failures'
        ? badge('warn', 'Suspected flaky', 'unsure')
        : badge('bad', 'Flaky', 'cross');
    case 'broken':
      return badge('bad', 'Broken', 'cross');
    case 'regression':
      return verdict.isOver ? badge('calm', 'Past regression', 'ended') : badge('bad', 'Regression', 'cross');
    case 'failed-once':
      return badge('note', 'Failed once', 'unsure');
    case 'infrastructure':
      return badge('calm', 'Set-up', 'ended');
    case 'never-failed':
      return badge('good', 'Never failed', 'tick');
    case 'no-signal':
      return badge('warn', 'No signal', 'unsure');
  }
}

/** Why a test has its verdict, in sentences. */
function reasonOf(history: Pick<TestHistory, 'verdict' | 'runs'>, moments: MomentWords): Inlines {
  const { environments } = history.verdict;
  const reason = reasonAnywhere(history, moments);
  if (!environments) return reason;
  const names = environments.map((name) =>
    name === '' ? 'runs without a named environment' : runCode(name),
  );
  return [...inlines(reason), ' This holds only in ', ...joined(names), '.'];
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
        `It failed in ${verdict.block.length === 1 ? 'its only counted run' : `all of its ${verdict.block.length} counted runs`}, `,
        ...spanWords(verdict.block, moments),
        '. It is broken, not flaky.',
      ];
    case 'regression':
      return [
        `It failed in ${plural(verdict.block.length, 'run')} in a row, `,
        ...spanWords(verdict.block, moments),
        verdict.isOver ? ', and then passed again.' : ', and has passed at no later commit.',
        ' That is a regression, not a flake.',
      ];
    case 'failed-once':
      return [
        `It failed once, on ${moments.day(verdict.at)} at commit `,
        commitCode(verdict.commit),
        '. One failure is too little to judge by.',
      ];
    case 'infrastructure':
      return `This is the set-up of ${plural(verdict.tests, 'test')}, not a test. Its failures count for no test.`;
    case 'never-failed':
      return runs === 1
        ? 'It passed in its only counted run.'
        : `It passed in all of its ${runs} counted runs.`;
    case 'no-signal':
      return 'It was skipped or absent in every counted run, so the runs say nothing about it.';
  }
}

function flakyReason(verdict: Extract<Verdict, { kind: 'flaky' }>): Inlines {
  switch (verdict.because) {
    case 'retry':
      return [
        `It failed and then passed on retry in ${plural(verdict.count, 'run')}`,
        ...onBranches(verdict.branches),
        '. That proves it is flaky.',
      ];
    case 'same-commit':
      return [
        'It both passed and failed at commit ',
        commitCode(verdict.commit),
        ...onBranches(verdict.branches),
        '. That proves it is flaky.',
      ];
    case 'separate-failures':
      return `It failed ${plural(verdict.blocks, 'separate time')} and passed in between, which suggests a flake. A pass on retry, or a pass and a failure at one commit, would prove it.`;
  }
}

/** Proof from elsewhere says so: its runs count in no rate. */
function onBranches(branches: readonly string[] | undefined): Inlines[] {
  if (branches === undefined) return [];
  const [first = '', ...more] = branches;
  const others = more.length === 0 ? '' : ` and ${plural(more.length, 'other branch', 'other branches')}`;
  return [' on branch ', runCode(first), others];
}

/** `from January 4, 2026 (commit 49098edc6) to January 23, 2026 (commit …)`. */
function spanWords(
  { from, to, fromCommit, toCommit, length }: FailureBlock,
  { day }: MomentWords,
): Inlines[] {
  const first = (lead: string) => [`${lead} ${day(from)} (commit `, commitCode(fromCommit), ')'];
  if (length === 1) return first('on');
  return [...first('from'), ` to ${day(to)} (commit `, commitCode(toCommit), ')'];
}
