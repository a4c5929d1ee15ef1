import { isAbsolute } from 'node:path';
import type { Log, PhysicalLocation, Result } from 'sarif';
import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { Finding } from '../core/finding.ts';
import { visible } from '../core/text.ts';
import { messageOf, oneLine, RULES, severityOf } from '../rules/rules.ts';
import { toJson } from './terminal.ts';

export type FindingFormat = 'pretty' | 'json' | 'github' | 'sarif';

/** Findings with what a printer needs beside them. */
export interface PrintedFindings {
  readonly findings: readonly Finding[];
  /** A file's path as a reader of the output finds it. */
  pathOf(file: string): string;
  readonly color: boolean;
  /** Also the steps that led to each finding, where the format has a place for them. */
  readonly explain?: boolean;
  /** The version of Flakebook, for SARIF. */
  readonly version: string;
}

const PRINTERS = { pretty: printPretty, json: printJson, github: printGithub, sarif: printSarif };

export function printFindings(format: FindingFormat, printed: PrintedFindings): string {
  return PRINTERS[format](printed);
}

/** For people: findings under their file, as unified's linters print them. Content must not steer the terminal that it is shown on. */
export function printPretty({
  findings,
  pathOf,
  color,
  explain = false,
}: Omit<PrintedFindings, 'version'>): string {
  const files = new Map<string, VFile>();
  for (const finding of findings) {
    const file = files.get(finding.file) ?? new VFile({ path: visible(pathOf(finding.file)) });
    files.set(finding.file, file);
    const { place, ruleId, related = [], reasoning = [] } = finding;
    const message = file.message(visible(messageOf(finding)), { place, ruleId, source: 'flakebook' });
    message.fatal = severityOf(finding) === 'error';
    const notes = [
      ...related.map(
        ({ file: other, place: { start }, message: words }) =>
          `${oneLine(words)}: ${pathOf(other)}:${start.line}:${start.column}`,
      ),
      ...(explain ? reasoning.map(oneLine) : []),
    ];
    if (notes.length > 0) message.note = notes.map(visible).join('\n');
  }
  return `${reporter([...files.values()], { color, quiet: true, verbose: true })}\n`;
}

/** For programs: a list of findings in the order of file and place, paths as the finding has them. */
function printJson({ findings, explain = false }: PrintedFindings): string {
  const rows = findings.map((finding) => ({
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
  return toJson(rows);
}

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
function printGithub({ findings, pathOf }: PrintedFindings): string {
  const commands = findings.map((finding) => {
    const { start, end } = finding.place;
    const properties = {
      file: pathOf(finding.file),
      line: start.line,
      endLine: end.line,
      // GitHub takes columns only of findings on one line.
      ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
      title: finding.ruleId,
    };
    return githubCommand(severityOf(finding), properties, messageOf(finding));
  });
  return commands.map((command) => `${command}\n`).join('');
}

/** One command, whatever stands in its texts: nothing in them ends it or begins another one. */
export function githubCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const words = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${words.join(',')}::${escapeData(message)}`;
}

/** Escapes as GitHub's toolkit does: `%` first, then what would end the command or a property. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** SARIF 2.1.0, the exchange format of static analysis tools. Columns count UTF-16 code units, as our places do. */
function printSarif({ findings, pathOf, version }: PrintedFindings): string {
  const used = Object.entries(RULES)
    .filter(([id]) => findings.some(({ ruleId }) => ruleId === id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const indexes = new Map(used.map(([id], i) => [id, i]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Flakebook',
            semanticVersion: version,
            rules: used.map(([id, { what, why, severity }]) => ({
              id,
              shortDescription: { text: what },
              help: { text: why, markdown: why },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, pathOf, indexes.get(finding.ruleId) ?? -1)),
      },
    ],
  };
  return toJson(log);
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
  const way = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return isAbsolute(path) ? `file://${way.startsWith('/') ? '' : '/'}${way}` : way;
}
