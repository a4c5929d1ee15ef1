import { fillsPlaceholders } from '../runs/names/covered.ts';
import { looksLikeFile } from '../runs/read/locate/file-path.ts';
import type { SourceFile } from './source-tree.ts';

/** A text to look for in the source of a test: what its author typed there of the name that the runner reports. */
export interface NameForm {
  readonly text: string;
  /** A function, not a sentence: it must stand as a whole word. */
  readonly isIdentifier: boolean;
}

/** How runners join the names of containers and tests. */
const SEPARATORS = [' | ', ' > ', ' › ', ' » ', '::'];

/** The whole name as a person reads it, and the names of containers that end with that of the test. */
function stepsOf(name: string): { readonly whole: string; readonly steps: readonly string[] } {
  const whole = tidy(name.replace(/^\[(?:It|DescribeTable|Entry)\]\s+/, ''));
  const separator = SEPARATORS.find((candidate) => whole.includes(candidate));
  return { whole, steps: separator === undefined ? [whole] : whole.split(separator).map(tidy) };
}

/** What to look for, the best first: the leaf as it is, without a runner's additions, then the name as a whole. */
export function nameForms(name: string): NameForm[] {
  const { whole, steps } = stepsOf(name);
  const leaf = steps.at(-1) ?? whole;
  const texts = [
    leaf,
    leaf.replace(/^\[[^\]]*\]\s*/, ''),
    leaf.replace(/\s*\[[^\]]*\]$/, ''),
    ...goForms(leaf),
  ];
  if (!/\s/.test(leaf)) texts.push(leaf.slice(Math.max(leaf.lastIndexOf('.'), leaf.lastIndexOf('#')) + 1));
  texts.push(whole);
  return [...new Set(texts)]
    .filter((text) => /[\p{L}\p{N}]{2}/u.test(text))
    .map((text) => ({ text, isIdentifier: /^[\p{L}\p{N}_$]+$/u.test(text) }));
}

/** `TestShop/empties_the_basket`: go writes `_` for the blanks of a subtest. */
function goForms(leaf: string): string[] {
  if (!/^(?:Test|Example|Benchmark|Fuzz)\w*\//.test(leaf)) return [];
  const last = leaf.slice(leaf.lastIndexOf('/') + 1);
  return [last, last.replaceAll('_', ' ')];
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** In any language: a test in a comment does not run. */
const COMMENT = /^\s*(?:\/\/|#|\*|--)/;

export interface NameHit {
  readonly line: number;
  /** The text is a whole literal or word, not a part of one. */
  readonly isWhole: boolean;
}

/** Lines that have one of the forms; of the best form only. */
export function findName(forms: readonly NameForm[], { lines }: SourceFile): NameHit[] {
  const tidied = lines.map((line) => (COMMENT.test(line) ? '' : unescaped(tidy(line))));
  for (const form of forms) {
    const hits = tidied.flatMap((line, i): NameHit[] => {
      const isWhole = hitOf(line, form);
      return isWhole === undefined ? [] : [{ line: i + 1, isWhole }];
    });
    const whole = hits.filter((hit) => hit.isWhole);
    if (hits.length > 0) return whole.length > 0 ? whole : hits;
  }
  return [];
}

/**
 * What the name says that the test stands in, where nothing of its file says so: the innermost class, block or parent test.
 * Other containers may be a package, or come from elsewhere.
 */
export function missingContainer(name: string, path: string, { lines }: SourceFile): string | undefined {
  const steps = stepsOf(name).steps.map((step) => step.replace(/(?<=\S)\s*[[(<{].*$/, ''));
  const [leaf = ''] = steps.slice(-1);
  const inLeaf = /\s/.test(leaf) ? [] : leaf.split(/[./#$\\]/).slice(0, -1);
  const step = inLeaf.at(-1) ?? steps.at(-2) ?? '';
  const isPackage = inLeaf.length === 0 && steps.length === 2 && /^[\p{Ll}\d_.-]+$/u.test(step);
  if (step === '' || isPackage || looksLikeFile(step)) return undefined;
  const wanted = /\s/.test(step) ? step : (step.split(/[./$\\]/).at(-1) ?? step);
  if (path.toLowerCase().includes(wanted.toLowerCase())) return undefined;
  return lines.some((line) => unescaped(tidy(line)).includes(wanted)) ? undefined : wanted;
}

/** A literal with places for values that may make the end of the name: `removes %i items`, `adds ${n}`. */
export function findTemplate(
  name: string,
  path: string,
  file: SourceFile,
): { line: number; text: string } | undefined {
  if (missingContainer(name, path, file) !== undefined) return undefined;
  const leaf = stepsOf(name).steps.at(-1) ?? name;
  for (const [i, line] of file.lines.entries())
    for (const [, , text = ''] of COMMENT.test(line) ? [] : unescaped(line).matchAll(/(["'`])(.{3,200}?)\1/g))
      if (text !== leaf && fillsPlaceholders(text, leaf)) return { line: i + 1, text };
  return undefined;
}

/** Whether a line has the text as a whole literal or word; undefined where it does not have it. */
function hitOf(line: string, { text, isIdentifier }: NameForm): boolean | undefined {
  let found: boolean | undefined;
  for (let at = line.indexOf(text); at !== -1; at = line.indexOf(text, at + 1)) {
    const around = [line.charAt(at - 1), line.charAt(at + text.length)];
    if (isIdentifier ? around.every((c) => !/[\p{L}\p{N}_$]/u.test(c)) : around.every((c) => /["'`]/.test(c)))
      return true;
    if (!isIdentifier) found = false;
  }
  return found;
}

/** Quotes and letters that a literal has by their code. */
function unescaped(line: string): string {
  if (!line.includes('\\')) return line;
  return line
    .replace(/\\(["'`])/g, '$1')
    .replace(/\\u(?:\{([\da-f]{1,6})\}|([\da-f]{4}))/gi, (_, long, short) =>
      String.fromCodePoint(Math.min(Number.parseInt(long ?? short, 16), 0x10ffff)),
    );
}

/**
 * The line of a literal that the name ends with, for runners that join names by a blank: `Shop basket empties itself`
 * is `it('empties itself')` within others.
 */
export function findNameEnd(name: string, { lines }: SourceFile): NameHit[] {
  const whole = tidy(name.replace(/\s*\[[^\]]*\]$/, ''));
  return lines.flatMap((line, i): NameHit[] => {
    if (COMMENT.test(line)) return [];
    const literals = unescaped(line).matchAll(/(["'`])(.{6,}?)\1/g);
    const isEnd = [...literals].some(([, , text = '']) => whole.endsWith(` ${tidy(text)}`));
    return isEnd ? [{ line: i + 1, isWhole: true }] : [];
  });
}

/** Whether a line lies within the block that another line opens: everything between is indented deeper. */
export function isWithinBlock(lines: readonly string[], opening: number, line: number): boolean {
  if (line <= opening) return false;
  const depth = indent(lines[opening - 1] ?? '');
  return lines.slice(opening, line).every((text) => text.trim() === '' || indent(text) > depth);
}

const OPENING =
  /^\s*(?:(?:\w+\.)?[FPX]?(?:It|Entry|Specify|it|test|specify|Run|scenario)\w*(?:\.\w+)*(?:\(.*\))?\(\s*(["'`])(?<text>.+?)\1|(?:func|def|fn|fun)\s+(?:\([^)]*\)\s*)?(?<name>(?:Test|test)\w*|`[^`]+`)|.*\bvoid\s+(?<method>\w+)\()/;

/** The name of the innermost test whose block has the line; a test may begin on it. */
export function enclosingTest({ lines }: SourceFile, line: number): string | undefined {
  for (let opening = line; opening > 0; opening -= 1) {
    const { text, name, method } = OPENING.exec(lines[opening - 1] ?? '')?.groups ?? {};
    const found = text ?? name ?? method;
    if (found !== undefined && (opening === line || isWithinBlock(lines, opening, line))) return found;
  }
  return undefined;
}

function indent(line: string): number {
  return line.replaceAll('\t', '    ').search(/\S|$/);
}
