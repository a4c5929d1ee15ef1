import { quarantineSuite, writeQuarantine } from '../host/quarantine-suite.ts';
import { UserError } from '../host/user-error.ts';
import { checkMutes, readMutes } from '../quarantine/check-mutes.ts';
import type { Unmuted } from '../quarantine/mutes.ts';
import { writeRunnerFile } from '../quarantine/runner-files.ts';
import { countWords, hasErrors } from '../rules/rules.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, readText, shown } from './io.ts';
import { checkBook, EXIT, showFindings, warnOf, withWorkspace } from './session.ts';

type QuarantineOptions = Options<'quarantine'>;

const BECAUSE: Readonly<Record<Unmuted['because'], string>> = {
  'no-until': 'give its `quarantined` an `until`: a mute must end',
  over: 'its time is over: extend `until`, or reopen the issue',
  'no-name': 'give the test a `name`: nothing tells what its runner calls it',
  ambiguous: 'give the test its full name: the one that it has fits several tests',
};

/** `flakebook quarantine`: what a test runner obeys, from the issues that are quarantined or mitigated until a date. */
export function quarantine(options: QuarantineOptions, io: Io): Promise<number> {
  const { check, out, for: runner } = options;
  if (check !== undefined) return checkFile(check, options, io);
  if (runner === undefined)
    throw new UserError('Name the test runner with --for, or a file that was written before with --check.');
  return withSuite(options, io, async ({ found }, asOf) => {
    const { text, foreign } = writeRunnerFile(found, runner, asOf);
    for (const { testId, because } of found.unmuted)
      io.err.complain(`${testId} is not muted: ${BECAUSE[because]}.`);
    for (const { testId } of foreign)
      io.err.complain(`${testId} is not muted: ${runner} can have no test of that name.`);
    if (out === '-') io.out.document(text);
    else {
      writeQuarantine(pathOf(io, out), shown(io, out), text);
      io.out.say(
        `Wrote ${shown(io, out)}: ${found.mutes.length - foreign.length} of ${found.mutes.length + found.unmuted.length} hidden tests are muted.`,
      );
    }
    return EXIT.clean;
  });
}

type Suite = Awaited<ReturnType<typeof quarantineSuite>>;

function withSuite(
  options: QuarantineOptions,
  io: Io,
  work: (suite: Suite, asOf: string) => Promise<number>,
): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const result = await checkBook(workspace, { ...options, asOf: options.asOf ?? 'today' });
    if (hasErrors(result.findings)) {
      await warnOf(result.findings, workspace, io);
      io.err.say('Nothing was written: the content has errors.');
      return EXIT.findings;
    }
    return work(await quarantineSuite(workspace, result.asOf, options.suite), result.asOf);
  });
}

/** Holds a written file against the book: in CI, it fails once a mute should go, or one is missing. */
async function checkFile(file: string, options: QuarantineOptions, io: Io): Promise<number> {
  const text = await readText(io, file);
  const written = readMutes(text);
  if (!written) throw new UserError(`${shown(io, file)} was not made by \`flakebook quarantine\`.`);
  return withSuite({ ...options, suite: written.suite }, io, async ({ reading, found }, asOf) => {
    const findings = checkMutes(text, written, reading, found).map((one) => ({ ...one, file }));
    if (findings.length > 0 || options.format !== 'pretty')
      await showFindings(options.format, { findings, pathOf: (path) => path, textOf: () => text }, io.out);
    if (options.format === 'pretty')
      io.out.say(
        findings.length === 0
          ? `${shown(io, file)} mutes what the book hides as of ${asOf}.`
          : `${countWords(findings)}. Make it anew: flakebook quarantine --for ${written.runner} --suite ${written.suite} --out ${shown(io, file)}`,
      );
    return findings.length === 0 ? EXIT.clean : EXIT.findings;
  });
}
