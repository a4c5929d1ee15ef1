import type { ResultsSink } from '../sink.ts';
import type { Attributes, XmlFormat } from '../xml/xml-reader.ts';
import { CaseOutcome, outcomeKind, readCase } from './test-case.ts';
import { Suite } from './test-suite.ts';

/**
 * JUnit XML as Ant began it and Surefire, Gradle, pytest, gotestsum, jest, mocha, Playwright, vitest, nextest, Ginkgo and
 * others write it. There is no standard: `testsuite` and `testcase` may stand at any depth, and header counts are often wrong.
 * https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd
 */
export function junit(sink: ResultsSink): XmlFormat {
  sink.format = 'junit';
  const elements: Element[] = [];
  /** Broken XML, or a second root, can leave test cases outside of every suite. */
  const loose = new Suite(sink, undefined, {}, 1, true);
  return {
    open: (name, attributes, line) =>
      void elements.push(openElement(sink, name, attributes, elements.at(-1) ?? { suite: loose }, line)),
    text: (text) => elements.at(-1)?.gathers?.addText(text),
    close(isComplete) {
      const element = elements.pop();
      if (element) closeElement(sink, element, isComplete);
    },
    end: () => loose.close(false),
  };
}

interface Element {
  /** The suite that this element is, or stands in. */
  readonly suite: Suite;
  readonly isSuite?: boolean;
  readonly testCase?: {
    readonly attributes: Attributes;
    readonly line: number;
    readonly outcomes: CaseOutcome[];
    failures: number;
  };
  /** The outcome that its text belongs to. */
  readonly gathers?: CaseOutcome;
  readonly isOutcome?: 'of-case' | 'of-suite';
}

/** Outcomes of one test case whose text is kept. */
const MAX_OUTCOMES = 50;

function openElement(
  sink: ResultsSink,
  name: string,
  attributes: Attributes,
  parent: Element,
  line: number,
): Element {
  const { suite } = parent;
  if (name === 'testsuite' || name === 'testsuites')
    return { suite: new Suite(sink, suite, attributes, line, name === 'testsuites'), isSuite: true };
  if (name === 'testcase') return { suite, testCase: { attributes, line, outcomes: [], failures: 0 } };
  const kind = outcomeKind(name);
  if (kind && parent.testCase) {
    const outcome = new CaseOutcome(kind, attributes.message ?? '');
    keepOutcome(parent.testCase.outcomes, outcome);
    if (kind !== 'skipped' && kind !== 'disabled') parent.testCase.failures += 1;
    return { suite, gathers: outcome, isOutcome: 'of-case' };
  }
  if (parent.isSuite && (kind === 'failure' || kind === 'error'))
    return { suite, gathers: new CaseOutcome(kind, attributes.message ?? ''), isOutcome: 'of-suite' };
  // Surefire puts the stack of a flaky or repeated failure into an element of its own.
  if (name === 'stackTrace' && parent.isOutcome && parent.gathers) return { suite, gathers: parent.gathers };
  return { suite };
}

function keepOutcome(outcomes: CaseOutcome[], outcome: CaseOutcome): void {
  if (outcomes.length < MAX_OUTCOMES) outcomes.push(outcome);
  // A failure or an error decides, however many others came before.
  else if (!outcomes.some(({ kind }) => kind === outcome.kind)) outcomes[MAX_OUTCOMES - 1] = outcome;
}

function closeElement(sink: ResultsSink, element: Element, isComplete: boolean): void {
  const { suite, testCase, gathers } = element;
  if (testCase) {
    const read = readCase(sink, testCase.attributes, testCase.outcomes, isComplete, testCase.line);
    sink.attempt(read.status, read.flaky);
    suite.add(read, testCase.failures);
  } else if (element.isSuite) suite.close(isComplete);
  else if (element.isOutcome === 'of-suite' && gathers) suite.fail(gathers.message);
}
