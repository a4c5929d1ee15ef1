import type { Root } from 'mdast';
import { FILE_START, type FileFinding, type Place } from '../../core/finding.ts';
import { historyId } from '../../core/ids.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../../text/body.ts';
import { excessIn } from '../../text/bounds.ts';
import { decode } from '../../text/decode.ts';
import { splitFrontMatter } from '../../text/front-matter.ts';
import { type JsonLines, readLines } from '../../text/json/read-lines.ts';
import { type Locator, locator } from '../../text/locator.ts';
import { type DataPath, hasMoreTokens, parseYaml, type YamlSource } from '../../text/yaml.ts';
import { valueAt } from '../fields/pruned.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { finding } from '../rules.ts';
import { RUNS_FOLDER, readRunPath } from '../runs/run-lines.ts';

export type SourceKind = AnyRecord['kind'];

/** One file of the content folder, parsed; whatever could be read is there, and what could not is a finding. */
export interface Source {
  readonly file: string;
  readonly kind: SourceKind;
  /** The file's name without folder and ending: the record's id. Of the run history, the suite with the month or roster. */
  readonly id: string;
  readonly yaml?: YamlSource;
  readonly lines?: JsonLines;
  /** The text of the file; absent of the run history, and where the bytes are none. */
  readonly text?: string;
  /** The Markdown body, positions as in the file. */
  readonly body?: Root;
  readonly findings: readonly FileFinding[];
}

const FOLDERS: Readonly<Record<string, { kind: SourceKind; ending: string }>> = {
  issues: { kind: 'issue', ending: '.md' },
  patterns: { kind: 'pattern', ending: '.md' },
  suites: { kind: 'suite', ending: '.md' },
  references: { kind: 'references', ending: '.yaml' },
  evidence: { kind: 'evidence', ending: '.yaml' },
};

interface Named {
  readonly kind: SourceKind;
  readonly id: string;
}

export const BOOK_FILE = 'book.yaml';

/** What a path below the content folder is a record of; undefined for a path that is none. */
export function sourceKind(file: string): Named | undefined {
  if (file === BOOK_FILE) return { kind: 'book', id: 'book' };
  const run = readRunPath(file);
  if (run) return { kind: run.kind, id: historyId(run.suite, run.kind === 'runs' ? run.month : run.roster) };
  const [folder = '', name = '', ...deeper] = file.split('/');
  const known = Object.hasOwn(FOLDERS, folder) ? FOLDERS[folder] : undefined;
  if (!known || deeper.length > 0 || !name.endsWith(known.ending)) return undefined;
  return { kind: known.kind, id: name.slice(0, -known.ending.length) };
}

/** Parses the bytes of a record. Never throws: what is wrong is a finding. */
export function parseSource(file: string, bytes: Uint8Array): Source {
  const named = sourceKind(file);
  if (!named)
    return {
      file,
      kind: 'issue',
      id: '',
      findings: [finding('unknown-file', FILE_START, { file, suggestion: nearPath(file) })],
    };
  if (named.kind === 'runs' || named.kind === 'roster') return parseLines(file, named, bytes);
  const { text, findings } = decode(bytes);
  if (text === undefined) return { file, ...named, findings };
  const read = file.endsWith('.yaml') ? readPlainYaml(text, named.kind) : readMarkdown(text, named.kind);
  return { file, ...named, ...read, findings: [...findings, ...read.findings] };
}

type ReadText = Pick<Source, 'text' | 'yaml' | 'body' | 'findings'>;

function readPlainYaml(text: string, kind: SourceKind): ReadText {
  if (text.trim() === '') return { findings: [finding('empty-file', FILE_START)] };
  const yaml = readYaml(text, 0, locator(text), kind);
  return 'ruleId' in yaml ? { findings: [yaml] } : { text, yaml, findings: yaml.findings };
}

function readMarkdown(text: string, kind: SourceKind): ReadText {
  const at = locator(text);
  const front = splitFrontMatter(text);
  if (front.yaml === undefined) return { findings: front.findings };
  const yaml = readYaml(front.yaml, front.yamlOffset, at, kind);
  if ('ruleId' in yaml) return { findings: [...front.findings, yaml] };
  const found = [...front.findings, ...yaml.findings];
  const excess = excessIn(text, front.bodyOffset);
  if (excess) {
    const { offset, ...args } = excess;
    return { text, yaml, findings: [...found, finding('too-much-text', at.place(offset, offset), args)] };
  }
  const deep = deepLine(text, front.bodyOffset);
  const body = deep === undefined ? parseBody(text, front.bodyOffset) : undefined;
  if (body && depthOf(body) <= MAX_DEPTH) return { text, yaml, body, findings: found };
  const place = at.place(deep ?? front.bodyOffset, deep ?? front.bodyOffset);
  return { text, yaml, findings: [...found, finding('nested-too-deep', place, { limit: MAX_DEPTH })] };
}

/** The place of a part of a source; within the run history a path begins with the number of the line. */
export function placeIn({ yaml, lines }: Source, path: DataPath, part?: 'key' | 'value'): Place {
  const [line, ...inLine] = path;
  if (lines && line !== undefined) return lines.place(Number(line), inLine, part);
  return yaml?.place(path, part) ?? FILE_START;
}

/** The place of an entry of a timeline, or of one of its details; of the file where there is none such. */
export function placeOfEntry(source: Source, word: string, at: string, detail = word): Place {
  const entries = valueAt(source.yaml?.data, ['timeline']);
  const i = Array.isArray(entries) ? entries.findIndex((entry) => valueAt(entry, [word]) === at) : -1;
  return i === -1 ? FILE_START : placeIn(source, ['timeline', i, detail]);
}

/** A roster may be empty: of a run in which no test was reached. */
function parseLines(file: string, named: Named, bytes: Uint8Array): Source {
  const lines = readLines(bytes);
  const isEmpty = named.kind === 'runs' && lines.lines.length === 0 && lines.findings.length === 0;
  const findings = isEmpty ? [finding('empty-file', FILE_START)] : lines.findings;
  return { file, ...named, lines, findings };
}

/** Words and signs of YAML in one file: more than anyone writes by hand. `flakebook verify` writes some for every claim. */
const MAX_TOKENS = 100_000;
const MAX_EVIDENCE_TOKENS = 500_000;

/** Reads YAML that can be read in good time, or says why it cannot. */
function readYaml(yaml: string, offset: number, at: Locator, kind: SourceKind): YamlSource | FileFinding {
  const limit = kind === 'evidence' ? MAX_EVIDENCE_TOKENS : MAX_TOKENS;
  const start = at.place(offset, offset);
  if (hasMoreTokens(yaml, limit)) return finding('too-many-values', start, { limit });
  try {
    return parseYaml(yaml, offset, at);
  } catch (error) {
    // The parser calls itself for every level.
    if (error instanceof RangeError) return finding('nested-too-deep', start, { limit: MAX_DEPTH });
    throw error;
  }
}

/** The path that was most likely meant, where the folder or the ending is nearly one that has records. */
function nearPath(file: string): string | undefined {
  const [first = '', ...rest] = file.split('/');
  const name = rest.at(-1)?.replace(/(?:\.(?:md|ya?ml))?(?:\.[^.]*)?$/i, '') ?? '';
  const run = /^runs?\/(?:suite=)?([^/=]+)\/(?:month=)?(\d{4}-\d{2})(?:\/[^/]*|\.\w+)$/i.exec(file);
  const month = run ? `${RUNS_FOLDER}/suite=${run[1]}/month=${run[2]}/runs.jsonl` : '';
  if (readRunPath(month)) return month;
  const folder = Object.keys(FOLDERS).find(
    (known) => known === first.toLowerCase() || known === `${first.toLowerCase()}s`,
  );
  const ending = folder === undefined ? undefined : FOLDERS[folder]?.ending;
  if (/^book\.ya?ml$/i.test(file)) return BOOK_FILE;
  // Notes beside records are none.
  const isText = /\.(?:md|mdx|markdown|mkd|ya?ml)(?:\.txt)?$|\/[^./]+$/i.test(file) || /\d/.test(name);
  return folder === undefined || name === '' || name.startsWith('.') || !isText
    ? undefined
    : `${folder}/${name}${ending}`;
}
