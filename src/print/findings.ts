import { isAbsolute } from 'node:path';
import type { Log, PhysicalLocation, Result } from 'sarif';
import { compareFindings, type Finding } from '../core/finding.ts';
import { ofLast } from '../core/kept.ts';
import { oneLine } from '../core/rule.ts';
import { plural } from '../core/text.ts';
import { encodePart } from '../core/url.ts';
import { countOf, messageOf, RULES, severityOf } from '../rules/rules.ts';
import { codeFrame } from './code-frame.ts';
import type { Annotation } from './github.ts';
import { type Line, styled, wrapped } from './lines.ts';
import type { Terminal } from './terminal.ts';

export type FindingFormat = 'pretty' | 'unix' | 'json' | 'github' | 'gitlab' | 'sarif';

/** Findings with what a printer needs beside them. */
export interface PrintedFindings {
  readonly findings: readonly Finding[];
  /** A file's path as a reader of the output finds it. */
  pathOf(file: string): string;
  /** The text of a file as places count in it; undefined where it has none at hand. */
  textOf?(file: string): string | undefined;
  /** Also the steps that led to each finding, where the format has a place for them. */
  readonly explain?: boolean;
  /** For people: how many are shown at most, errors first. The sum counts all of them. */
  readonly most?: number;
}

/** @param version of Flakebook, for SARIF. */
export function printFindings(
  terminal: Terminal,
  format: FindingFormat,
  printed: PrintedFindings,
  version: string,
): void {
  if (format === 'pretty') terminal.lines(findingLines(printed, terminal.width));
  else if (format === 'unix') terminal.lines(unixLines(printed));
  else if (format === 'github') terminal.annotate(annotationsOf(printed));
  else if (format === 'gitlab') terminal.data(codeQuality(printed));
  else terminal.data(format === 'json' ? findingsData(printed) : sarifLog(printed, version));
}

/** Columns of what does not go to a terminal. */
const PLAIN_WIDTH = 80;

/** For people: each finding with its place, what it says, the line that it is about, and how many there are. */
export function findingLines(
  { findings, pathOf, textOf, explain = false, most = findings.length }: PrintedFindings,
  width = PLAIN_WIDTH,
): Line[] {
  const sorted = [...findings].sort(compareFindings);
  const shown = [...sorted.filter(isError), ...sorted.filter((finding) => !isError(finding))]
    .slice(0, most)
    .sort(compareFindings);
  const linesOf = ofLast((file: string) => textOf?.(file)?.split('\n') ?? []);
  const lines = shown.flatMap((finding) => [
    headLine(finding, pathOf),
    ...wrapped(spansOf(messageOf(finding)), width, '  '),
    ...codeFrame(finding.place, linesOf(finding.file), width),
    ...noteLines(finding, pathOf, explain),
    '',
  ]);
  const sum = SEVERITIES.flatMap(([severity, mark, style]) => {
    const count = countOf(sorted, severity);
    return count === 0 ? [] : [[styled(style, mark), ` ${plural(count, severity)}`]];
  });
  const [first = [], second] = sum;
  const explained = sorted.find(isError) ?? sorted[0];
  return [
    ...lines,
    second ? [`${sorted.length} messages (`, ...first, ', ', ...second, ')'] : first,
    ...(most < sorted.length ? [`\`flakebook check\` shows all of them.`] : []),
    ...(explained ? [`\`flakebook explain ${explained.ruleId}\` says more.`] : []),
  ];
}

const SEVERITIES = [
  ['error', '✖', 'red'],
  ['warning', '⚠', 'yellow'],
] as const;

function isError(finding: Finding): boolean {
  return severityOf(finding) === 'error';
}

function headLine(finding: Finding, pathOf: PrintedFindings['pathOf']): Line {
  const [style, severity] = isError(finding) ? (['red', 'error'] as const) : (['yellow', 'warning'] as const);
  return [styled('underline', placeOf(finding, pathOf)), ' ', styled(style, severity), ` ${finding.ruleId}`];
}

/** As terminals and editors make links of it. */
function placeOf({ file, place: { start } }: Finding, pathOf: PrintedFindings['pathOf']): string {
  return `${pathOf(file)}:${start.line}:${start.column}`;
}

function spansOf(message: string): Line {
  return message.split(/(`[^`]+`)/).map((words, i) => styled(i % 2 === 0 ? 'bold' : ['bold', 'cyan'], words));
}

/** The places that explain a finding, and the steps that led to it. */
function noteLines(
  { related = [], reasoning = [] }: Finding,
  pathOf: PrintedFindings['pathOf'],
  explain: boolean,
): Line[] {
  const notes = [
    ...related.map(
      ({ file, place: { start }, message }) => `${message}: ${pathOf(file)}:${start.line}:${start.column}`,
    ),
    ...(explain ? reasoning : []),
  ];
  return notes.map((note) => `  ${note}`);
}

/** For editors: each finding in one line. */
function unixLines({ findings, pathOf }: PrintedFindings): Line[] {
  return findings.map((finding) => `${placeOf(finding, pathOf)}: ${messageOf(finding)} [${finding.ruleId}]`);
}

/** For programs: a list of findings in the order of file and place, paths as the finding has them. */
export function findingsData({ findings, explain = false }: PrintedFindings) {
  return findings.map((finding) => ({
    ruleId: finding.ruleId,
    severity: severityOf(finding),
    file: finding.file,
    line: finding.place.start.line,
    column: finding.place.start.column,
    endLine: finding.place.end.line,
    endColumn: finding.place.end.column,
    message: messageOf(finding),
    ...(explain ? { explanation: (finding.reasoning ?? []).map(oneLine) } : {}),
  }));
}

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
function annotationsOf({ findings, pathOf }: PrintedFindings): Annotation[] {
  return findings.map((finding) => {
    const { start, end } = finding.place;
    const properties = {
      file: pathOf(finding.file),
      line: start.line,
      endLine: end.line,
      // GitHub takes columns only of findings on one line.
      ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
      title: finding.ruleId,
    };
    return { severity: severityOf(finding), properties, message: messageOf(finding) };
  });
}

/** GitLab shows these beside a merge request: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
function codeQuality({ findings, pathOf }: PrintedFindings): unknown {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const description = messageOf(finding);
    const path = pathOf(finding.file);
    // The same finding has the same fingerprint when lines above it change; GitLab drops all but one of equal ones.
    const same = `${finding.ruleId}:${path}:${description}`;
    const count = seen.get(same) ?? 0;
    seen.set(same, count + 1);
    return {
      description,
      check_name: finding.ruleId,
      fingerprint: count === 0 ? same : `${same}:${count}`,
      severity: severityOf(finding) === 'error' ? 'major' : 'minor',
      location: { path, lines: { begin: finding.place.start.line } },
    };
  });
}

/** SARIF 2.1.0, the exchange format of static analysis tools. Columns count UTF-16 code units, as our places do. */
function sarifLog({ findings, pathOf }: PrintedFindings, version: string): Log {
  const used = Object.entries(RULES)
    .filter(([id]) => findings.some(({ ruleId }) => ruleId === id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const indexes = new Map(used.map(([id], i) => [id, i]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Flakebook',
            semanticVersion: version,
            rules: used.map(([id, { what, why }]) => ({
              id,
              shortDescription: { text: what },
              help: { text: why, markdown: why },
              defaultConfiguration: { level: severityOf({ ruleId: id }) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, pathOf, indexes.get(finding.ruleId) ?? -1)),
      },
    ],
  };
}

function toResult(finding: Finding, pathOf: PrintedFindings['pathOf'], ruleIndex: number): Result {
  const related = finding.related ?? [];
  const relatedLocations = related.map((other) => ({
    physicalLocation: locate(other, pathOf),
    message: { text: oneLine(other.message) },
  }));
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: severityOf(finding),
    message: { text: messageOf(finding) },
    locations: [{ physicalLocation: locate(finding, pathOf) }],
    ...(related.length === 0 ? {} : { relatedLocations }),
  };
}

function locate(
  { file, place: { start, end } }: Pick<Finding, 'file' | 'place'>,
  pathOf: PrintedFindings['pathOf'],
): PhysicalLocation {
  return {
    artifactLocation: { uri: toUri(pathOf(file)) },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** A relative reference, or a `file:` URI for a path that begins at the root. */
function toUri(path: string): string {
  const way = path.replaceAll('\\', '/').split('/').map(encodePart).join('/');
  return isAbsolute(path) ? `file://${way.startsWith('/') ? '' : '/'}${way}` : way;
}
