import { printLocator, type TestLocator } from '../../core/test-locator.ts';
import { shortHash } from '../../core/text.ts';
import { isAbsolute, isSameFile, looksLikeFile, tidyPath } from './locate/file-path.ts';
import {
  cleanName,
  escapeScope,
  escapeSteps,
  isRunName,
  stepsOf,
  withoutContainers,
  withoutGinkgoMarks,
} from './locate/names.ts';
import type { TestResult } from './test-result.ts';

/** What a file says of which test it is. */
export type TestNames = Pick<TestResult, 'suite' | 'classname' | 'name' | 'file'>;

/**
 * Where a test stands: the same for the same test in every run and on every machine, as far as one result can tell. Its
 * scope is the file, else a class or package, else the outermost suite; what repeats the scope or a container is left out.
 * Two tests of one file may come out alike (`Cart` has both `Cart adds` and `adds`): `spellTest` tells them apart.
 * @param root the checkout in which the tests ran: an absolute file inside becomes relative to it. Empty where it is not known.
 */
export function locateTest(named: TestNames, root = ''): TestLocator {
  const test = shortened(named);
  const name = withoutGinkgoMarks(cleanName(test.name));
  const suites = suitesOf(test, root);
  const classname = classOf(test, name, suites);
  const file = fileOf(test, classname, suites, root);
  const around = containersOf(classname, suites, file);
  const [outermost = '', ...inner] = around;
  const scope = file === '' ? outermost : file;
  const containers = file === '' ? inner : around;
  const own = ownName(name, around, classname);
  const steps = isGoName(own, file, scope)
    ? own.split('/').filter((step) => step !== '')
    : stepsOfName(own, cleanName(test.classname));
  const path = [...containers, ...withoutFile(steps, file)];
  if (path.length === 0) path.push(test.name.trim() === '' ? '(no name)' : name);
  return bounded({ scope: escapeScope(scope), path: path.map(escapeScope) });
}

/** Where a test stands by everything that its file says of it, each word as it is: for tests that `locateTest` cannot tell apart. */
export function spellTest(named: TestNames): TestLocator {
  const { suite, classname, name, file } = shortened(named);
  const around = [...suite, ...(classname === '' || suite.includes(classname) ? [] : [classname])];
  const [outermost = '', ...inner] = around.map(cleanName).filter((step) => step !== '');
  const scope = file === '' ? outermost : file.replaceAll('\\', '/');
  const containers = file === '' || outermost === '' ? inner : [outermost, ...inner];
  const path = [...containers, cleanName(name)].map(escapeSteps);
  return bounded({ scope: escapeScope(cleanName(scope)), path });
}

function suitesOf({ suite }: TestNames, root: string): string[] {
  const steps = suite.length === 1 ? stepsOf(cleanName(suite[0] ?? '')) : suite.map(cleanName);
  return steps
    .filter((step) => step !== '' && !isRunName(step))
    .map((step) => (isAbsolute(step) ? tidyPath(step, root) : step));
}

/** The class of a test; empty where that attribute only says the test's own name once more (jest, mocha). */
function classOf(test: TestNames, name: string, suites: readonly string[]): string {
  const classname = cleanName(test.classname);
  if (classname === '' || isRunName(classname)) return '';
  const isOwnName = classname === name || (suites.length > 0 && name.endsWith(` ${classname}`));
  if (isOwnName) return '';
  return classname.endsWith(` ${name}`) && name !== ''
    ? classname.slice(0, -name.length).replace(/[\s>›]+$/, '')
    : classname;
}

function fileOf({ file }: TestNames, classname: string, suites: readonly string[], root: string): string {
  const said = cleanName(file);
  if (said !== '') return tidyPath(said, root);
  const named = looksLikeFile(classname) ? classname : suites.find(looksLikeFile);
  return named === undefined ? '' : tidyPath(named, root);
}

/** What stands around a test, outermost first, without its file. A class says more than the suites that a tool puts around it. */
function containersOf(classname: string, suites: readonly string[], file: string): readonly string[] {
  if (classname === '' || looksLikeFile(classname)) return withoutFile(suites, file);
  const steps = stepsOf(classname);
  const [first = '', ...rest] = steps;
  return file === '' ? steps : [...withoutModule(first, file), ...rest];
}

function withoutFile(steps: readonly string[], file: string): readonly string[] {
  if (file === '') return steps;
  return steps.filter((step) => !looksLikeFile(step) || !isSameFile(tidyPath(step, ''), file));
}

/** `tests.test_cart.TestCart` in `tests/test_cart.py` is `TestCart`. */
function withoutModule(classname: string, file: string): readonly string[] {
  if (/\s/.test(classname)) return [classname];
  const folders = file
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .split('/');
  const parts = classname.split(/[.$\\]/);
  for (let count = parts.length; count > 0; count -= 1) {
    const module = parts.slice(0, count).map((part) => part.toLowerCase());
    if (module.join('/') === folders.slice(-count).join('/')) return parts.slice(count).filter(Boolean);
  }
  return [classname];
}

function ownName(name: string, around: readonly string[], classname: string): string {
  const inClass = classname !== '' && name.startsWith(`${classname}.`) && name.length > classname.length + 1;
  return withoutContainers(inClass ? name.slice(classname.length + 1) : name, around);
}

/** A class that is the end of the name tells where the containers end, which mocha joins by blanks. */
function stepsOfName(name: string, classname: string): readonly string[] {
  if (classname === '' || !name.endsWith(` ${classname}`)) return stepsOf(name);
  return [...stepsOf(name.slice(0, -classname.length).trim()), ...stepsOf(classname)];
}

/** A test of Go's: its subtests are told by `/`. */
function isGoName(name: string, file: string, scope: string): boolean {
  return (
    (file === '' || file.endsWith('.go')) &&
    scope !== '' &&
    /^(?:Test|Fuzz|Example|Benchmark)(?![a-z])\S*$/.test(name)
  );
}

/** Characters of a printed locator. */
const LOCATOR_LENGTH = 2000;

/** Characters of any one name that are looked at. */
const NAME_LENGTH = 2 * LOCATOR_LENGTH;

/** Of names that no locator can hold the end is not worth the time, which grows with the square of their length. */
function shortened({ suite, classname, name, file }: TestNames): TestNames {
  return {
    suite: suite.map((step) => cut(step, NAME_LENGTH)),
    classname: cut(classname, NAME_LENGTH),
    name: cut(name, NAME_LENGTH),
    file: cut(file, NAME_LENGTH),
  };
}

/** Nobody writes names that long: what is cut off stays in them as a hash. */
function bounded(locator: TestLocator): TestLocator {
  if (printLocator(locator).length <= LOCATOR_LENGTH) return locator;
  const { scope, path } = locator;
  return { scope: cut(scope, LOCATOR_LENGTH / 4), path: [cut(path.join(' > '), LOCATOR_LENGTH / 2)] };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…${shortHash(text)}`;
}
