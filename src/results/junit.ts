import { CaseOutcome, type OutcomeKind, outcomeKind, readCase } from './junit-case.ts';
import { openSuite, type Suite } from './junit-suite.ts';
import type { FormatReader, ResultsSink } from './sink.ts';
import { createXmlStream } from './xml-stream.ts';

/**
 * JUnit XML as Ant began it and Surefire, Gradle, pytest, gotestsum, jest, mocha, Playwright, vitest, nextest, Ginkgo and
 * others write it. There is no standard: `testsuite` and `testcase` may stand at any depth, and header counts are often wrong.
 * https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd
 */
export function createJunitReader(sink: ResultsSink): FormatReader {
  const elements: Element[] = [];
  let isAtEnd = false;
  let wasCut = false;

  const xml = createXmlStream({
    open(name, attributes) {
      const parent = elements.at(-1);
      if (!parent && sink.format === 'unknown') {
        if (name !== 'testsuites' && name !== 'testsuite') {
          sink.problem(
            `Unexpected root element \`${shortened(name)}\`, expected \`testsuites\` or \`testsuite\`: this is no JUnit XML.`,
            { partial: true },
          );
          xml.stop();
        }
        sink.format = 'junit';
      }
      elements.push(openElement(sink, name, attributes, parent));
    },
    close() {
      const element = elements.pop();
      if (element) closeElement(sink, element);
    },
    text(text) {
      elements.at(-1)?.gathers?.addText(text);
    },
    doctype(text) {
      if (!/<!ENTITY/.test(text) && text.length < MAX_DOCTYPE) return;
      sink.problem('Unexpected entity declarations, expected test results: nothing after them was read.', {
        partial: true,
      });
      xml.stop();
    },
    error(problem) {
      if (isAtEnd) wasCut = true;
      else reportXml(sink, problem, xml.line);
    },
  });

  return {
    get line() {
      return xml.line;
    },
    write: (text) => xml.write(text),
    end() {
      const line = xml.line;
      isAtEnd = true;
      xml.end();
      if (wasCut)
        sink.problem('Unexpected end of the file in {line}, expected more XML: the file was cut off.', {
          line,
          partial: true,
        });
      // What is still open was never ended: a test among it did not pass.
      for (let element = elements.pop(); element; element = elements.pop())
        closeElement(sink, element, false);
    },
  };
}

/** Entities are only declared in a document type; one that long has no other purpose. */
const MAX_DOCTYPE = 64 * 1024;

interface Element {
  /** The suite that this element is, or stands in. */
  readonly suite: Suite;
  readonly isSuite?: boolean;
  readonly testCase?: { readonly attributes: Readonly<Record<string, string>>; outcomes: CaseOutcome[] };
  /** An outcome of the parent. */
  readonly outcome?: CaseOutcome;
  /** The outcome that its text belongs to. */
  readonly gathers?: CaseOutcome;
}

/** Outcomes of one test case whose text is kept. */
const MAX_OUTCOMES = 50;

function openElement(
  sink: ResultsSink,
  name: string,
  attributes: Readonly<Record<string, string>>,
  parent: Element | undefined,
): Element {
  const suite = parent?.suite;
  if (name === 'testsuite' || name === 'testsuites' || !suite)
    return { suite: openSuite(sink, suite, name === 'testsuite' ? attributes : {}), isSuite: true };
  if (name === 'testcase') return { suite, testCase: { attributes: { ...attributes }, outcomes: [] } };
  const kind = outcomeKind(name);
  const isOutcome = parent.testCase || (parent.isSuite && (kind === 'failure' || kind === 'error'));
  if (kind && isOutcome) {
    const outcome = openOutcome(kind, attributes, parent);
    return { suite, outcome, gathers: outcome };
  }
  // Surefire puts the stack of a flaky or repeated failure into an element of its own.
  if (name === 'stackTrace' && parent.outcome) return { suite, gathers: parent.outcome };
  return { suite };
}

function openOutcome(
  kind: OutcomeKind,
  attributes: Readonly<Record<string, string>>,
  parent: Element,
): CaseOutcome {
  const outcome = new CaseOutcome(kind, attributes.message ?? '');
  const outcomes = parent.testCase?.outcomes;
  if (!outcomes) return outcome;
  // A failure and an error decide, however many others came before.
  if (outcomes.length < MAX_OUTCOMES) outcomes.push(outcome);
  else if (!outcomes.some((other) => other.kind === kind)) outcomes[MAX_OUTCOMES - 1] = outcome;
  return outcome;
}

function closeElement(sink: ResultsSink, element: Element, isComplete = true): void {
  const { suite, testCase, outcome } = element;
  if (testCase) {
    const read = readCase(sink, testCase.attributes, testCase.outcomes, isComplete);
    sink.attempt(read.status, read.flaky);
    suite.add(read);
  } else if (element.isSuite) suite.close();
  else if (outcome?.isOfSuite) sink.suiteFailure(suite.name, outcome.message);
}

/** Problems of single characters and of the frame: every element was read all the same. */
const HARMLESS =
  /^(?:undefined entity|empty entity|disallowed character(?: in entity name)?$|malformed character entity|the string "\]\]>"|duplicate attribute|malformed comment|text data outside|.*\bXML declaration|.*version number|.*encoding value|did not expect any more name|processing instruction)/;

function reportXml(sink: ResultsSink, problem: string, line: number): void {
  if (problem === 'documents may contain only one root')
    sink.problem('Unexpected second root element in {line}, expected one: all of them were read.', { line });
  else
    sink.problem(`Unexpected XML in {line}, expected well-formed XML: ${shortened(problem)}.`, {
      line,
      partial: !HARMLESS.test(problem),
    });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
