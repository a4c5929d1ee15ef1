import { withoutColours } from '../locate/names.ts';

const CLOCK = String.raw`^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;

/**
 * What continuous integration, containers and `gh run view --log` put in front of what a tool printed. A line may have
 * several: each is tried again where another was.
 */
export const PREFIXES: readonly RegExp[] = [
  // `gh run view --log`: job, step, time.
  /^[^\t]{1,200}\t[^\t]{1,200}\t\ufeff?(?=\d{4}-\d\d-\d\dT)/,
  // GitHub Actions, Azure Pipelines; GitLab and Kubernetes add the stream: `00O `, `01E+`, `stdout F `.
  /^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)(?: \d\d[OE][ +]| std(?:out|err) [FP] ?| |$)/,
  // Jenkins, TeamCity and others.
  /^\[(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?\][A-Z]?:? ?/,
  new RegExp(`${CLOCK} {1,2}`),
  // docker compose and build.
  /^[a-z0-9][\w.-]{0,60}(?:[-_]\d{1,3} {0,60}| {2,60})\| ?/,
  /^#\d{1,3} \d+\.\d{1,3}(?: |$)/,
  // Kubernetes: `[pod/till-x/app] `, and the name of a pod with its container.
  /^\[pod\/[^\]]{1,100}\](?: |$)/,
  /^[\w.-]{1,60}-[b-df-hj-np-tv-xz2-9]{8,10}-[b-df-hj-np-tv-xz2-9]{5} [\w.-]{1,60}(?: |$)/,
  // Packages of a workspace: yarn, turbo, lerna.
  /^➤ [A-Z]{2}\d{4}: (?:\[[@\w./-]{1,80}\]: )?/,
  /^@[\w.-]{1,60}\/[\w.-]{1,80}(?::[\w:-]{1,40})?:(?: |$)/,
  // sbt.
  /^\[(?:info|warn|error)\](?: |$)/,
  // GitLab, Travis and Buildkite mark the parts of a job.
  /^section_(?:start|end):\d{1,12}:[\w.[\]=,-]{1,200}/,
  /^(?:\u241b_)?_?bk;t=\d{1,15}[\u2407 ]/,
];

/** A mark that only says how a line is shown; what it says stands behind it. */
export const MARK = /^(?:##\[\w+\]|::(?:error|warning|notice|debug)[^:]{0,300}::)/;

const ONE_BLANK = new RegExp(String.raw`${CLOCK} (?=\S)`);
const CLOCK_AND_BLANK = new RegExp(`${CLOCK} `);

/** Lines of a log, side by side, as their tool printed them. */
export function toolLines(lines: readonly string[]): string[] {
  // One log has one blank behind its times, another two: the second may be the tool's own.
  const hasOneBlank = lines.some((line) => ONE_BLANK.test(line));
  return lines.map((line) => toolLine(hasOneBlank ? line.replace(CLOCK_AND_BLANK, '') : line));
}

/** A line of a log as its tool printed it. */
export function toolLine(line: string): string {
  let text = withoutColours(line);
  // A line that a tool wrote over itself.
  const over = text.trimEnd().lastIndexOf('\r');
  if (over !== -1) text = text.slice(over + 1);
  for (let count = 0; count < 4; count += 1) {
    const prefix = PREFIXES.map((one) => one.exec(text)?.[0]).find((found) => found !== undefined);
    if (prefix === undefined || prefix === '') break;
    text = withoutColours(text.slice(prefix.length));
  }
  return text.trimEnd();
}

/** Whether the machine of the job says that something failed. @returns what it says. */
export function jobError(text: string): string | undefined {
  const mark = MARK.exec(text)?.[0];
  return mark !== undefined && /error/.test(mark) ? text.slice(mark.length) : undefined;
}

/** The machine of the job speaks, and no tool. */
export const OF_THE_JOB =
  /^(?:##\[|::(?:error|group|endgroup)|\[Pipeline\]|Cleaning up project directory|Post job cleanup)/;
