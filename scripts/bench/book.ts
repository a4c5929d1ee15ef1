import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Files = ReadonlyMap<string, string>;

/** A made book: its files by path, and the tests that its issues are about. */
export interface MadeBook {
  readonly files: Files;
  readonly tests: readonly KnownTest[];
}

export interface KnownTest {
  readonly suite: string;
  readonly issueFile: string;
  readonly file: string;
  readonly group: string;
  readonly name: string;
  /** What the test prints when it fails, as the issue's signature has it. */
  readonly message: string;
}

type Values = Readonly<Record<string, string>>;
type Texts = string | readonly string[];

interface Corpus {
  readonly services: string;
  readonly layers: string;
  /** Test frameworks by language. */
  readonly framework: Values;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly does: string }[];
  readonly templates: Readonly<
    Record<'book' | 'references' | 'reference' | 'suite' | 'run' | 'issue', string>
  >;
  readonly texts: Readonly<Record<string, Texts>>;
  /** Snippets by language. */
  readonly code: Readonly<Record<string, Values>>;
  readonly faults: Readonly<Record<'warning' | 'error', readonly { find: string; put: string }[]>>;
}

const HERE = new URL('./', import.meta.url);
const PATTERNS = new URL('../../content/patterns/', HERE);
const CORPUS: Corpus = parse(readFileSync(new URL('corpus.yaml', HERE), 'utf8'));

/** The fewest records that make a book: the patterns, a suite, its references and some issues. */
export const FEWEST_RECORDS = 40;
const ISSUES_PER_SUITE = 200;
const REFERENCES_PER_SUITE = 12;
const RUNS_PER_SUITE = 8;
const FAULTY_EVERY = 20;
const SAME_EVERY = 9;
/** Days from 2024-01-01 within which an issue is opened; it may go on for 120 more. */
const OPENED_DAYS = 540;

/**
 * Makes a book of `count` records (and `book.yaml`) modelled on the shipped one; the same every time.
 * @param faults what one issue in twenty has. A book with errors is only checked: nothing is built of it.
 */
export function makeBook(count: number, faults: 'warnings' | 'errors'): MadeBook {
  const names = readdirSync(PATTERNS).sort();
  const files = new Map(
    names.map((name) => [`patterns/${name}`, readFileSync(new URL(name, PATTERNS), 'utf8')]),
  );
  const patterns = names.map((name) => name.replace('.md', ''));
  const suites = planSuites(count - names.length);
  const prefixes = suites.map(({ id, prefix }) => `  - { prefix: ${prefix}, suite: ${id} }`).join('\n');
  files.set('book.yaml', fillIn('book', createRandom(0), { prefixes }));
  const tests: KnownTest[] = [];
  for (const suite of suites) {
    for (const [file, text] of suiteFiles(suite)) files.set(file, text);
    for (let n = 0; n < suite.issues; n += 1) {
      const { text, ...issue } = makeIssue(suite, n, patterns, faults);
      files.set(issue.issueFile, text);
      tests.push(issue, { ...issue, name: `${issue.name} twice` });
    }
  }
  return { files, tests };
}

interface Suite {
  readonly index: number;
  readonly id: string;
  readonly prefix: string;
  readonly language: string;
  readonly issues: number;
  readonly size: number;
}

function planSuites(records: number): Suite[] {
  const count = Math.max(1, Math.round(records / (ISSUES_PER_SUITE + 2)));
  const issues = records - 2 * count;
  const services = listOf(CORPUS.services);
  const layers = listOf(CORPUS.layers);
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / (services.length * layers.length));
    const layer = at(layers, Math.floor(index / services.length));
    const id = `${at(services, index)}-${layer}${round === 0 ? '' : round + 1}`;
    const own = Math.floor(((index + 1) * issues) / count) - Math.floor((index * issues) / count);
    const language = at(Object.keys(CORPUS.code), index);
    return { index, id, prefix: `${id.toUpperCase()}-`, language, issues: own, size: 3 * own + 40 };
  });
}

function suiteFiles(suite: Suite): Map<string, string> {
  const { id, size, issues, language } = suite;
  const random = createRandom(1_000_000 + suite.index);
  const given = {
    suite: id,
    title: `${capital(id.replace('-', ' '))} tests`,
    framework: CORPUS.framework[language] ?? '',
    size: String(size),
    oldSize: String(size - 40),
    issues: String(issues),
    first: issueId(suite, 0),
    second: issueId(suite, 1),
  };
  const runs = Array.from({ length: RUNS_PER_SUITE }, (_, i) => {
    const failed = random.below(6);
    const counts = { passed: String(size - failed), failed: String(failed) };
    return fillIn('run', random, { ...given, ...counts, number: String(i + 1), date: dayOf(366 + 40 * i) });
  });
  const items = Array.from({ length: REFERENCES_PER_SUITE }, (_, i) =>
    fillIn('reference', random, { ...given, number: String(i + 1) }),
  );
  return new Map([
    [`suites/${id}.md`, fillIn('suite', random, { ...given, runs: runs.join('\n') })],
    [`references/${id}-documents.yaml`, fillIn('references', random, { ...given, items: items.join('\n') })],
  ]);
}

function makeIssue(
  suite: Suite,
  n: number,
  patterns: readonly string[],
  faults: 'warnings' | 'errors',
): KnownTest & { readonly text: string } {
  const number = 2 * suite.index * ISSUES_PER_SUITE + n;
  const random = createRandom(number);
  const pick = (name: string): string => random.pick(listOf(CORPUS.texts[name] ?? ''));
  const [component, entity] = [pick('component'), pick('entity')];
  // One in nine repeats the cause and the fix of an issue just before it that repeats none.
  const base = n % SAME_EVERY === SAME_EVERY - 1 ? n - 1 - random.below(SAME_EVERY - 2) : n;
  const same = `same: ${issueId(suite, base)}`;
  const fix = at(CORPUS.fixes, suite.index + base);
  const words = component.split(/[ -]/);
  const pascal = words.map(capital).join('');
  const snake = words.join('_');
  const { ending, ...code } = CORPUS.code[suite.language] ?? {};
  const group = `${capital(component)} ${pick('action')}`;
  const name = `${pick('does')} every ${entity} ${pick('when')} (${n + 1})`;
  const file = `test/${suite.id}/${snake}_${entity}${ending}`;
  const count = String(3 + random.below(197));
  const mark = random
    .below(2 ** 24)
    .toString(16)
    .padStart(6, '0');
  const message = `Expected ${count} ${entity}s in ${snake} ${mark}, found: ${200 + random.below(100)}`;
  const sound = fillIn('issue', random, {
    ...code,
    ...{ language: suite.language, suite: suite.id, size: String(suite.size), file, title: group },
    ...{ component, entity, ENTITY: entity.toUpperCase(), Pascal: pascal, snake, count, mark, message },
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    near: issueId(suite, (n + 1 + random.below(suite.issues - 1)) % suite.issues),
    pattern: at(patterns, suite.index + 7 * base),
    test: `${group} > ${name}`,
    ...{ fix: fix.id, fixTitle: fix.title, fixDoes: fix.does },
    ...(base === n ? {} : { cause: same, remedy: same }),
  });
  const { warning, error } = CORPUS.faults;
  const fault = random.pick(faults === 'errors' ? [...warning, ...error] : warning);
  const text = number % FAULTY_EVERY === FAULTY_EVERY - 1 ? spoil(sound, fault.find, fault.put) : sound;
  return { suite: suite.id, issueFile: `issues/${issueId(suite, n)}.md`, file, group, name, message, text };
}

function issueId({ prefix }: Suite, n: number): string {
  return `${prefix}${String(n + 1).padStart(3, '0')}`;
}

function spoil(text: string, find: string, put: string): string {
  const spoilt = text.replace(new RegExp(find, 'm'), put);
  if (spoilt === text) throw new Error(`No place for the fault ${find}`);
  return spoilt;
}

/** Fills a template in; the top of corpus.yaml says how. */
function fillIn(template: keyof Corpus['templates'], random: Random, given: Values): string {
  const known = new Map(Object.entries(given));
  const picked = new Map<string, number>();
  let day = random.below(OPENED_DAYS);
  const fill = (text: string): string =>
    text.replaceAll(/^«([^»\n]+)»\n|«([^»\n]+)»/gm, (_, line?: string, word?: string) => {
      const value = find(line ?? word ?? '');
      return line === undefined || value === '' ? value : `${value}\n`;
    });
  const find = (name: string): string => {
    const [, low, high] = /^(\d+)-(\d+)$/.exec(name) ?? [];
    if (low) return String(Number(low) + random.below(Number(high) - Number(low) + 1));
    if (name === 'day') {
      day += 1 + random.below(20);
      return dayOf(day);
    }
    const [base = '', nth = '1'] = name.split('#');
    const texts = CORPUS.texts[base];
    const found = known.get(name);
    if (found !== undefined) return fill(found);
    if (texts === undefined) throw new Error(`Unexpected «${name}», expected a name of corpus.yaml`);
    const list = listOf(texts);
    const first = picked.get(base) ?? random.below(list.length);
    picked.set(base, first);
    known.set(name, fill(at(list, first + Number(nth) - 1)));
    return known.get(name) ?? '';
  };
  return fill(CORPUS.templates[template]);
}

function listOf(texts: Texts): readonly string[] {
  return typeof texts === 'string' ? texts.split(', ') : texts;
}

/** A member of a list that is not empty; after the last comes the first. */
function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: numbers that look random, and are the same on every machine and in every run. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (from) => at(from, below(from.length)) };
}

/** The day that many days after 2024-01-01. */
export function dayOf(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
