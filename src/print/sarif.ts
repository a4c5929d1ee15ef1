import { isAbsolute } from 'node:path';
import type { Diagnostic } from '../core/finding.ts';
import type { Presented } from './present.ts';
import type { AnyRule } from './rules.ts';

/** What a SARIF log says of a rule. */
type RuleSummary = Omit<AnyRule, 'describe'>;

/** SARIF 2.1.0, the exchange format of static analysis tools. Columns count UTF-16 code units, as our places do. */
export function presentSarif(
  { diagnostics, pathOf }: Presented,
  rules: readonly RuleSummary[],
  version: string,
): string {
  const used = rules.filter(({ id }) => diagnostics.some(({ ruleId }) => ruleId === id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Flakebook',
            semanticVersion: version,
            rules: used.map(({ id, what, why, severity }) => ({
              id,
              shortDescription: { text: what },
              help: { text: why, markdown: why },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => toResult(diagnostic, pathOf, used)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toResult(
  diagnostic: Diagnostic,
  pathOf: Presented['pathOf'],
  rules: readonly RuleSummary[],
): object {
  const { ruleId, severity, message, related = [] } = diagnostic;
  return {
    ruleId,
    ruleIndex: rules.findIndex(({ id }) => id === ruleId),
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: locate(diagnostic, pathOf) }],
    relatedLocations:
      related.length === 0
        ? undefined
        : related.map((other) => ({
            physicalLocation: locate(other, pathOf),
            message: { text: other.message },
          })),
  };
}

function locate(
  { file, place: { start, end } }: Pick<Diagnostic, 'file' | 'place'>,
  pathOf: Presented['pathOf'],
): object {
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
