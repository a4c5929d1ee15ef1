import type { FormatReader, ResultsSink } from '../sink.ts';
import { CaseOutcome, outcomeKind, readCase } from './test-case.ts';
import { Suite } from './test-suite.ts';
import { XmlStream } from './xml-stream.ts';

/**
 * JUnit XML as Ant began it and Surefire, Gradle, pytest, gotestsum, jest, mocha, Playwright, vitest, nextest, Ginkgo and
 * others write it. There is no standard: `testsuite` and `testcase` may stand at any depth, and header counts are often wrong.
 * https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd
 */
export class JunitReader implements FormatReader {
  private readonly sink: ResultsSink;
  private readonly xml: XmlStream;
  private readonly elements: Element[] = [];
  /** Broken XML, or a second root, can leave test cases outside of every suite. */
  private readonly loose: Suite;
  private isAtEnd = false;
  private wasCut = false;

  constructor(sink: ResultsSink) {
    this.sink = sink;
    this.loose = new Suite(sink, undefined, {});
    this.xml = new XmlStream({
      open: (name, attributes) => this.open(name, attributes),
      close: () => {
        const element = this.elements.pop();
        if (element) closeElement(sink, element);
      },
      text: (text) => this.elements.at(-1)?.gathers?.addText(text),
      doctype: (text) => this.refuseEntities(text),
      error: (problem) => {
        if (this.isAtEnd) this.wasCut = true;
        else reportXml(sink, problem, this.xml.line);
      },
    });
  }

  get line(): number {
    return this.xml.line;
  }

  write(text: string): void {
    this.xml.write(text);
  }

  end(): void {
    const { sink, xml, elements } = this;
    const { line } = xml;
    this.isAtEnd = true;
    xml.end();
    if (this.wasCut)
      sink.problem('cut-off-results', {
        found: 'the end of the file',
        line,
        expected: 'more XML',
        because: 'the file was cut off',
        partial: true,
      });
    // What is still open was never ended: a test among it did not pass.
    for (let element = elements.pop(); element; element = elements.pop()) closeElement(sink, element, false);
    this.loose.close();
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    const { sink, elements } = this;
    if (sink.format === 'unknown') this.checkRoot(name);
    elements.push(openElement(sink, name, attributes, elements.at(-1) ?? { suite: this.loose }));
  }

  private checkRoot(name: string): void {
    if (name === 'testsuites' || name === 'testsuite') {
      this.sink.format = 'junit';
      return;
    }
    this.sink.problem('unknown-results', {
      found: `root element \`${shortened(name)}\``,
      expected: '`testsuites` or `testsuite`',
      because: 'this is not JUnit XML',
      partial: true,
    });
    this.xml.stop();
  }

  private refuseEntities(doctype: string): void {
    if (!/<!ENTITY/.test(doctype) && doctype.length < MAX_DOCTYPE) return;
    this.sink.problem('broken-results', {
      found: 'entity declarations',
      expected: 'test results',
      because: 'nothing after them was read',
      partial: true,
    });
    this.xml.stop();
  }
}

/** Entities are only declared in a document type; one that long has no other purpose. */
const MAX_DOCTYPE = 64 * 1024;

interface Element {
  /** The suite that this element is, or stands in. */
  readonly suite: Suite;
  readonly isSuite?: boolean;
  readonly testCase?: { readonly attributes: Readonly<Record<string, string>>; outcomes: CaseOutcome[] };
  /** The outcome that its text belongs to. */
  readonly gathers?: CaseOutcome;
  readonly isOutcome?: 'of-case' | 'of-suite';
}

/** Outcomes of one test case whose text is kept. */
const MAX_OUTCOMES = 50;

function openElement(
  sink: ResultsSink,
  name: string,
  attributes: Readonly<Record<string, string>>,
  parent: Element,
): Element {
  const { suite } = parent;
  if (name === 'testsuite' || name === 'testsuites')
    return { suite: new Suite(sink, suite, name === 'testsuite' ? attributes : {}), isSuite: true };
  if (name === 'testcase') return { suite, testCase: { attributes, outcomes: [] } };
  const kind = outcomeKind(name);
  if (kind && parent.testCase) {
    const outcome = new CaseOutcome(kind, attributes.message ?? '');
    keepOutcome(parent.testCase.outcomes, outcome);
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

function closeElement(sink: ResultsSink, element: Element, isComplete = true): void {
  const { suite, testCase, gathers } = element;
  if (testCase) {
    const read = readCase(sink, testCase.attributes, testCase.outcomes, isComplete);
    sink.attempt(read.status, read.flaky);
    suite.add(read);
  } else if (element.isSuite) suite.close();
  else if (element.isOutcome === 'of-suite' && gathers) sink.suiteFailure(suite.name, gathers.message);
}

/** Problems of single characters and of the frame: every element was read all the same. */
const HARMLESS =
  /^(?:undefined entity|empty entity|disallowed character(?: in entity name)?$|malformed character entity|the string "\]\]>"|duplicate attribute|malformed comment|text data outside|.*\bXML declaration|.*version number|.*encoding value|did not expect any more name|processing instruction)/;

function reportXml(sink: ResultsSink, problem: string, line: number): void {
  if (problem === 'documents may contain only one root')
    sink.problem('broken-results', {
      found: 'a second',
      line,
      expected: 'one root element',
      because: 'all of them were read',
    });
  else
    sink.problem('broken-results', {
      found: 'an error',
      line,
      expected: 'well-formed XML',
      because: shortened(problem),
      partial: !HARMLESS.test(problem),
    });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
