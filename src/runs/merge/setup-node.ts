import { isFailure } from '../../core/outcome.ts';
import { looksLikeFile } from '../read/locate/file-path.ts';
import { cleanName } from '../read/locate/names.ts';
import type { TestResult } from '../read/test-result.ts';

const GINKGO_NODE =
  /^\[((?:Synchronized)?(?:Before|After)Suite|Report(?:Before|After)(?:Suite|Each)|DeferCleanup[^\]]*)\]/;

/** Mocha, Cypress: `cart "before each" hook for "adds"`. */
const MOCHA_HOOK = /"(?:before|after) (?:all|each)" hook(?:: | for |$)/;

/** What Gradle, JUnit 4 and jest call a class or file that could not be set up. */
const CLASS_NODES: ReadonlySet<string> = new Set([
  'initializationError',
  'executionError',
  'classMethod',
  'Test suite failed to run',
]);

/** `shop.CartIT`: one word, which no sentence is, and no name of a function. */
const JAVA_CLASS = /^(?:[\w$]+\.)+[A-Z][\w$]*$/;

/**
 * What a file lists among its tests and is none: what sets them up or takes them down. @returns what to call it.
 * A tool says so by a name of its own, or by the name of the class or file in the place of a test's.
 */
export function setupNode(test: TestResult): string | undefined {
  const name = cleanName(test.name);
  const node = GINKGO_NODE.exec(name)?.[1];
  if (node !== undefined) return node;
  const classname = cleanName(test.classname);
  // nextest.
  if (test.suite.at(-1)?.startsWith('@setup-script:')) return name;
  if (!isFailure(test.status)) return undefined;
  if (MOCHA_HOOK.test(name) || CLASS_NODES.has(name) || CLASS_NODES.has(classname)) return name;
  // gotestsum, of a package that failed.
  if (name === 'TestMain' && classname === '' && test.suite.length === 1) return name;
  // pytest, of a module that could not be collected.
  if (classname === '' && /^collection (?:failure|error)/.test(test.message ?? '')) return name;
  if (classname === '') return undefined;
  // Surefire, of `@BeforeClass` and extensions: no name, or the class once more. vitest, of a file: its path once more.
  const isItsClass = name === classname && (JAVA_CLASS.test(name) || looksLikeFile(name));
  return name === '' || isItsClass ? 'set-up' : undefined;
}

/** Where it failed: the class or file rather than what a tool puts around all of them. */
export function setupSuite({ suite, classname, name }: TestResult): string {
  const inClass = [classname, name].find((text) => JAVA_CLASS.test(text) || looksLikeFile(text));
  return inClass ?? suite.at(-1) ?? '';
}
