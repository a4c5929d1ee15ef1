import type { ConfirmedFix } from '../../confirm/confirmed.ts';
import type { Standing } from '../../confirm/measure-fixes.ts';
import { plural } from '../../core/text.ts';
import { headlineOf } from '../../match/headline.ts';
import { claimWords } from './claims.ts';
import { type MomentWords, passesOnDays, percent, rateFigure } from './run-format.ts';

/** What a person can do about a claim; nothing where the proposals say it, or only time helps. */
const CURES: Readonly<Partial<Record<Standing, string>>> = {
  'no-signal':
    'Run it again. If it is gone, close the issue with `test-removed`. If it was renamed, give it its new name.',
  unmeasured: 'Add earlier runs with `flakebook ingest`, or judge the fix by other means.',
};

/** Messages of no more than this are not cut. */
const MAX_SHOWN = 100;

/** What `confirm` prints of claimed fixes. */
export const confirmWords = {
  nothingClaimed: (asOf: string) => `No fix is claimed as of ${asOf}: there is nothing to confirm.`,
  /** @param runs counted ones; undefined where no run was measured. */
  suite: (suite: string, claims: number, runs: number | undefined) =>
    `${suite}: ${plural(claims, 'claimed fix', 'claimed fixes')}, ${runs === undefined ? 'no measured run' : plural(runs, 'counted run')}.`,
  noRuns: 'No signal: no run supports or contradicts these fixes. Add runs with `flakebook ingest`.',
  onlyByHand: 'No run is measured. Somebody counted runs by hand:',
  byHand: (issue: string, standing: string) => `${issue}, counted by hand: ${standing}`.trimEnd(),
  /** The table: its heads, and what stands below them. A rate stands with its runs, a figure that there is none of as a dash. */
  columns: [
    ['test', ({ testId }) => testId],
    ['claim', ({ word, claimed }) => `${word} ${claimed}`],
    ['standing', ({ standing }) => standing.replaceAll('-', ' ')],
    [
      'failed before',
      ({ before }) => before && `${before.failures} of ${before.runs}: ${rateFigure(before)}`,
    ],
    [
      'with the fix',
      (fix) =>
        [
          passesOnDays(fix),
          ...(fix.relapses.length === 0 ? [] : [plural(fix.relapses.length, 'failure')]),
          ...(fix.otherFailures === 0 ? [] : [plural(fix.otherFailures, 'other failure')]),
        ].join(', '),
    ],
    ['luck', ({ luck, relapses }) => (luck === undefined || relapses.length > 0 ? undefined : percent(luck))],
    ['still needed', stillNeeded],
    ['holds', ({ holds }) => (holds === undefined ? undefined : percent(holds))],
  ] satisfies readonly (readonly [head: string, show: (fix: ConfirmedFix) => string | undefined])[],
  /** Why a claim stands as it does, where a person should know or do something. */
  note(fix: ConfirmedFix, moments: MomentWords): string | undefined {
    const cure = CURES[fix.standing] ?? stressed(fix);
    const [first] = fix.relapses;
    if (cure === undefined && first === undefined) return undefined;
    const line = first && headlineOf(first.message, MAX_SHOWN);
    const failure = first && `Run ${first.run}: ${line === '' ? 'no message' : `\`${line}\``}.`;
    const sentences = [`${fix.testId}: ${claimWords.reason(fix, moments)}`, failure, cure];
    return sentences.filter((sentence) => sentence !== undefined).join(' ');
  },
  proposals: 'The runs suggest these entries for the timelines:',
  noProposals: 'Nothing to change: the runs suggest no entry.',
  write: 'Add them with `flakebook confirm --write`.',
  record: (path: string, { issue, title }: { readonly issue: string; readonly title: string }) =>
    `${path} (${issue}: ${title})`,
  nothingWritten: 'Nothing was written: the runs suggest no entry.',
  written: (path: string) => `Written: ${path}`,
  refused: (path: string, reason: string) => `Not written: ${path}: ${reason}. Add by hand:`,
};

/** The fastest proof: nobody waits for the next runs. Undefined where passes are not what is missing. */
function stressed({ standing, needed = 0, passes, stress }: ConfirmedFix): string | undefined {
  if (standing !== 'gathering' || needed <= passes) return undefined;
  const command = stress === undefined ? '' : ` (\`${stress}\`)`;
  return `To settle it sooner, repeat the test ${plural(needed - passes, 'time')} on the commit of the fix${command}, and note the count under \`observed\`.`;
}

function stillNeeded({ needed, passes, relapses }: ConfirmedFix): string | undefined {
  return needed === undefined || relapses.length > 0 ? undefined : String(Math.max(0, needed - passes));
}
