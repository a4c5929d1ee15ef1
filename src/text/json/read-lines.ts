import { FILE_START, type FileFinding, MAX_OF_RULE, type Place } from '../../core/finding.ts';
import { isConflictMarker } from '../conflict.ts';
import { MAX_LINES_BYTES, utf16Order } from '../decode.ts';
import { locator } from '../locator.ts';
import { finding, type LineProblem } from '../rules.ts';
import { type DataPath, parseYaml, type YamlSource } from '../yaml.ts';

/** A line that holds one JSON object. */
interface JsonLine {
  /** 1-based. */
  readonly line: number;
  readonly value: object;
}

/** A file of JSON Lines, read as far as each line goes: a broken one is a finding and hides no other. */
export interface JsonLines {
  readonly lines: readonly JsonLine[];
  /** The place of a part of a line (1-based); of the line where that would be too dear to find. */
  place(line: number, path: DataPath, part?: 'key' | 'value'): Place;
  readonly findings: readonly FileFinding[];
}

/** Characters of a line, and of a file, in which places within lines are looked for: where all is wrong, lines tell enough. */
const MAX_SOUGHT_LINE = 128 * 1024;
const MAX_SOUGHT = 1024 * 1024;

/** Reads JSON Lines (https://jsonlines.org): UTF-8, an object on each line. Lines may end with `\r\n`, the last one with nothing or with empty lines. */
export function readLines(bytes: Uint8Array): JsonLines {
  const refusal = refusalOf(bytes);
  if (refusal) return { lines: [], place: () => FILE_START, findings: [refusal] };
  const findings = new LineFindings();
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    findings.add(() => [finding('byte-order-mark', FILE_START)]);
  const texts = decodeLines(bytes, findings);
  const end = texts.findLastIndex((text) => text === undefined || text.trim() !== '') + 1;
  const lines: JsonLine[] = [];
  let hasConflict = false;
  for (const [i, text] of texts.slice(0, end).entries()) {
    if (text === undefined) continue;
    if (isConflictMarker(text.trimEnd())) {
      if (!hasConflict) findings.add(() => [finding('conflict-markers', stretch(i + 1, 0, text.length))]);
      hasConflict = true;
      continue;
    }
    const parsed = parseLine(text);
    if ('value' in parsed) lines.push({ line: i + 1, value: parsed.value });
    else findings.add(() => [brokenLine(i + 1, parsed)]);
  }
  return { lines, place: seeker(texts), findings: findings.list() };
}

function refusalOf(bytes: Uint8Array): FileFinding | undefined {
  if (bytes.length > MAX_LINES_BYTES)
    return finding('file-too-large', FILE_START, {
      bytes: bytes.length,
      limit: MAX_LINES_BYTES,
      cure: 'give its runs to several suites',
    });
  const encoding = utf16Order(bytes);
  return encoding === undefined ? undefined : finding('not-utf8', FILE_START, { encoding });
}

/** The lines as text; undefined for one that is not UTF-8, which is a finding. */
function decodeLines(bytes: Uint8Array, findings: LineFindings): (string | undefined)[] {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n');
  } catch {
    return splitBytes(bytes).map((part, i) => {
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(part);
      } catch {
        findings.add(() => [notUtf8(part, i + 1)]);
        return undefined;
      }
    });
  }
}

function notUtf8(bytes: Uint8Array, line: number): FileFinding {
  const column = new TextDecoder('utf-8').decode(bytes).indexOf('\ufffd');
  const place = stretch(line, column, column + 1);
  return finding('not-utf8', place, { encoding: 'bytes that are not UTF-8' });
}

/** At every `\n`: no other character of UTF-8 has that byte in it. */
function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  parts.push(bytes.subarray(start));
  return parts;
}

interface Problem {
  readonly problem: LineProblem;
  /** Offset in the line. */
  readonly start: number;
  readonly end: number;
}

function brokenLine(line: number, { problem, start, end }: Problem): FileFinding {
  return finding('json-line', stretch(line, start, end), { problem });
}

type Parsed = { readonly value: object } | Problem;

/** @returns the object, or what is wrong from which offset of the line to which. */
function parseLine(text: string): Parsed {
  const whole = text.trimEnd().length;
  if (whole === 0) return { problem: 'empty', start: 0, end: 0 };
  if (!/^[ \t\r]*\{/.test(text)) return { problem: 'no-json', start: 0, end: whole };
  try {
    return { value: JSON.parse(text) as object };
  } catch (error) {
    return problemOf(String(error), whole);
  }
}

/** The engine says where it stopped in most cases; where it does not, the line as a whole is the place. */
function problemOf(message: string, whole: number): Parsed {
  const offset = /at position (\d+)/.exec(message)?.[1];
  const start = offset === undefined ? 0 : Math.min(Number(offset), whole);
  if (/Unterminated|Unexpected end/.test(message) || start >= whole)
    return { problem: 'cut-off', start: whole, end: whole };
  if (/after JSON/.test(message)) return { problem: 'second', start, end: whole };
  return { problem: 'no-json', start, end: offset === undefined ? whole : start + 1 };
}

/** JSON is YAML too, whose parser keeps places; it is slow, and asked only where there is something to point at. */
function seeker(texts: readonly (string | undefined)[]): JsonLines['place'] {
  let sought = 0;
  let last: { line: number; yaml: YamlSource } | undefined;
  return (line, path, part) => {
    const text = texts[line - 1] ?? '';
    const isLast = last?.line === line;
    const isTooLong = text.length > MAX_SOUGHT_LINE || sought + text.length > MAX_SOUGHT;
    if (path.length === 0 || (!isLast && isTooLong)) return stretch(line, 0, text.trimEnd().length);
    if (!isLast) {
      sought += text.length;
      last = { line, yaml: parseYaml(text, 0, locator(text)) };
    }
    const { start, end } = (last as { yaml: YamlSource }).yaml.place(path, part);
    return stretch(line, start.column - 1, end.column - 1);
  };
}

/** @param start offset in the line, as is `end`. */
function stretch(line: number, start: number, end: number): Place {
  return { start: { line, column: start + 1 }, end: { line, column: end + 1 } };
}

/** Lines that are wrong in a file that is worth reading on. */
const MAX_WRONG = 1000;

/** The findings of a file's lines, as many as anybody reads; of the lines behind them, how many are wrong. */
export class LineFindings {
  readonly #found: FileFinding[] = [];
  #more = 0;

  /** @param find is not asked once there are enough. */
  add(find: () => readonly FileFinding[]): void {
    if (this.#found.length < MAX_OF_RULE) {
      for (const found of find()) this.#found.push(found);
    } else this.#more += 1;
  }

  /** So many lines are wrong that the rest is not worth the time. */
  get isHopeless(): boolean {
    return this.#more > MAX_WRONG;
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  list(): readonly FileFinding[] {
    const last = this.#found.at(-1);
    return last && this.#more > 0
      ? [...this.#found.slice(0, -1), { ...last, more: this.#more }]
      : this.#found;
  }
}
