/**
 * What a line outside of failures says of how a command or a job ended. `failed`: only that it failed, as it does where
 * tests fail. `tests`: that tests failed. `broke`: something else failed, or it was stopped. `perhaps`: as `broke`, unless
 * it names a failed test.
 */
export type Ending = 'failed' | 'tests' | 'broke' | 'perhaps';

/** Most lines of a log say nothing of an end, and are looked at once. */
const MAY_END =
  /FAIL|ERR|TIME|ABORT|KILL|CRASH|SIG|[Ee]rror|[Ff]ail|\*{3}|\bexit|[Ff]atal|\bdump|[Nn]on-zero|[Kk]illed|[Ss]ignal|[Tt]erminated|[Aa]borted|timed out|\bfault\b|out of memory|OutOfMemory|Timeout|cancel|not (?:found|reached|met)\b|^(?:make|npm|🚨|Bus|Illegal|Too long|Cancelling)|Sanitizer|crashed|down:|not ok/;

/** The number with which a command ended. */
const CODE =
  /(?:\bexit(?:ed(?: with)?)?(?: exit)? (?:code|status|value)|\bexited(?: with)?|\bnon-zero (?:code|exit (?:code|value|status))|^make(?:\[\d+\])?: \*{3} .*\] Error|^npm (?:ERR!|error) errno)[:= ]{0,2}['"(]?(-?\d{1,10})\b/i;
/** From this code on, something stopped the command: `timeout`, a missing program, a signal (128 and its number). */
const STOPPED_FROM = 124;

const FAULTS =
  'Killed|Aborted|Bus error|Segmentation fault|Illegal instruction|Floating point exception|Trace/breakpoint trap';

/** That tests failed, which the failures say better. */
const OF_TESTS: readonly RegExp[] = [
  /^> There were failing tests\b/,
  /^error: (?:tests? |\d+ targets? )/i,
  /maven-(?:surefire|failsafe)-plugin:\S+(?: \(\S+\) on project \S+)?:?(?: There (?:are|were) (?:some )?test failures.*)?$/,
  /^npm (?:ERR!|error) Test failed|\bELIFECYCLE\b.*Test failed/,
];

const BROKE: readonly RegExp[] = [
  // Compilers and build tools.
  /^Execution failed for task '(?!\S*test\S*')/i,
  /^error(?:\[\w+\])?: |^\[ERROR\] (?:COMPILATION ERROR|Failed to execute goal )|: (?:fatal )?error(?: \w+)?: |: command not found$/i,
  /^make(?:\[\d+\])?: (?:\*{3} |\S+: No such file)|^ninja: (?:build stopped|error|fatal)|^\S*sh: (?:line )?\d+: \S+: not found$/,
  /^npm (?:ERR!|error) code (?!ELIFECYCLE)[A-Z]|^==+ Compilation error|^An error occurred (?:while loading|in an? )/,
  // Crashes.
  new RegExp(String.raw`^(?:${FAULTS}|Terminated)$|\(core dumped\)|: +\d+ (?:${FAULTS})\b`),
  /\bsignal[: ]+(?:code )?["'(]?(?:\d+|killed|(?:SIG)?(?:KILL|SEGV|ABRT|BUS|ILL|FPE))\b|["'](?:killed|SIGKILL)["'] signal|\bunexpected (?:exit|signal)\b/i,
  /\bfatal (?:\w+ )?error\b|OutOfMemoryError|\bout of memory\b|\w+Sanitizer: |^INTERNALERROR> |\bnode down: |\bterminated (?:unexpectedly|without properly)/i,
  /\b(?:run|host process|build|job)\b.{0,40}\b(?:aborted|crashed|timed out|cancel+ed)\b|\bdependency failed to start\b|^\++ Timeout \++$/i,
  // Jobs.
  /^(?:ERROR: Job failed|🚨 |Finished: ABORTED|Too long with no output|Cancelling nested steps|Sending interrupt signal|# Received cancellation)/,
  // What counts errors that are no failures of tests.
  /(?:^\W*(?:Errors?\s+)?|\b(?:found|caught|interrupted:) |\()[1-9]\d{0,5} (?:unhandled |previous )?errors?\b(?:[.,)]?$|[,.]| (?:in|generated|during|found|occurred|emitted)\b)/i,
  /\bcoverage\b.*\bnot (?:met|reached)\b/i,
];

/** A word for an end that tools set in capitals. */
const VERDICT =
  /(?<![\w="']|<<< )(?:FAIL(?:ED|URE)?|TIMEOUT|TIMED OUT|ABORTED|CRASHED|KILLED)(?![\w=]|:? *\d)/;
/** Failures beside other counts, as tools sum up whose failures nobody cuts out. */
const COUNTED =
  /^(?=.*(?:pass|\bok\b|tests?\b|total|spec|scenario|step|case|success|assert|feature|module)).*(?:\b[1-9]\d{0,5} (?:\w+ )?(?:fail(?:ed|ures?)?|not ok)\b|\bfail(?:ed|ures?)?[:=]? *[1-9]\d{0,5}\b)|^[^\w#]*(?:[1-9]\d{0,5} fail|fail:? +[1-9]\d{0,5})\s*$/i;
/** A command, a script, a warning or a logger, or a count of parts: none of them tells how something ended. */
const NO_END =
  /^(?:INFO: Build |(?:Test Suites|Snapshots): |\s{1,2}Test Files |\d+ tests?, \d+ passed|Summarizing |(?:\[\w+\] )?Tests run: | ?\d+ FAILED TESTS?$|\*{3} \d+ TESTS? FAILED|\$ |\+{1,3} |\{|##\[|::(?!error)|\[command\]|\s{3}(?! *Errors )|\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE)\b\]?(?: \S*\d| *[[-]| {2}|:\S))/;
/** It is of a build or of all tests, and not of one of them. */
const OF_ALL =
  /^> Task \S+ FAILED$|^(?:[^\p{L}]|(?<!\p{L})(?:fail(?:ed|ures?)?|errors?|build|tests?|suites?|with|an?|exception|the|following|in|m?s|listed|below|result|finished|skipped|expected|unexpected|info|error)(?!\p{L}))*$/iu;

/** @param line without what stands before all lines of the log. @param before the line above it. @param isOfJob the job machine marks it as an error. */
export function endingOf(line: string, before: string, isOfJob: boolean): Ending | undefined {
  // Gradle says why in the next line.
  const isReason = /^> /.test(line) && /^Execution failed for task '/.test(before);
  if (!isOfJob && !isReason && (!MAY_END.test(line) || NO_END.test(line))) return undefined;
  const code = Number(CODE.exec(line)?.[1] ?? 0);
  if (code !== 0) return code > 0 && code < STOPPED_FROM ? 'failed' : 'broke';
  if (OF_TESTS.some((one) => one.test(line))) return 'tests';
  if (isReason || BROKE.some((one) => one.test(line))) return 'broke';
  const isOfAll = OF_ALL.test(line);
  if (isOfJob) return isOfAll ? 'tests' : 'perhaps';
  return (VERDICT.test(line) && !isOfAll) || COUNTED.test(line) ? 'perhaps' : undefined;
}
