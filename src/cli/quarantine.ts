import { quarantineSuite, writeQuarantine } from '../host/quarantine-suite.ts';
import type { Unmuted } from '../quarantine/mutes.ts';
import { writeRunnerFile } from '../quarantine/runner-files.ts';
import type { RunnerName } from '../quarantine/runner-names.ts';
import { hasErrors } from '../rules/rules.ts';
import { type Io, pathOf, shown } from './io.ts';
import { type BookOptions, checkBook, EXIT, warnOf, withWorkspace } from './session.ts';

export interface QuarantineOptions extends BookOptions {
  readonly suite?: string;
  readonly for: RunnerName;
  readonly out: string;
}

const BECAUSE: Readonly<Record<Unmuted['because'], string>> = {
  'no-until': 'give its `quarantined` an `until`: a mute must end',
  over: 'its time is over: extend `until`, or reopen the issue',
  'no-name': 'give the test a `name`: nothing tells what its runner calls it',
  ambiguous: 'give the test its full name: the one that it has fits several tests',
};

/** `flakebook quarantine`: what a test runner obeys, from the issues that are quarantined or mitigated until a date. */
export function quarantine(options: QuarantineOptions, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, { ...options, asOf: options.asOf ?? 'today' });
    if (hasErrors(result.findings)) {
      await warnOf(result.findings, workspace, io);
      io.err.say('Nothing was written: the content has errors.');
      return EXIT.findings;
    }
    const found = await quarantineSuite(workspace, result.asOf, options.suite);
    const { text, foreign } = writeRunnerFile(found, options.for, result.asOf);
    for (const { testId, because } of found.unmuted)
      io.err.complain(`${testId} is not muted: ${BECAUSE[because]}.`);
    for (const { testId } of foreign)
      io.err.complain(`${testId} is not muted: ${options.for} can have no test of that name.`);
    if (options.out === '-') io.out.document(text);
    else {
      writeQuarantine(pathOf(io, options.out), shown(io, options.out), text);
      io.out.say(
        `Wrote ${shown(io, options.out)}: ${found.mutes.length - foreign.length} of ${found.mutes.length + found.unmuted.length} hidden tests are muted.`,
      );
    }
    return EXIT.clean;
  });
}
