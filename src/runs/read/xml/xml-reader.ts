import { SaxesParser } from 'saxes';
import { own } from '../kept-text.ts';
import { describeXml } from '../known-formats.ts';
import type { FormatReader, ResultsSink } from '../sink.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a dialect makes of its elements. */
export interface XmlFormat {
  /** @param line where the element begins, 1-based. */
  open(name: string, attributes: Attributes, line: number): void;
  text(text: string): void;
  /** @param isComplete the element has its end; else the file was cut off in it. */
  close(isComplete: boolean): void;
  /** Every element is closed. */
  end(): void;
}

/** Which dialect a file is of, by the name of its root element; undefined where nobody reads it. */
export type TellXml = (root: string, sink: ResultsSink) => XmlFormat | undefined;

/** Text, an attribute value or a comment above this is cut: no message is kept that long. */
const MAX_TEXT = 1024 * 1024;
const CUT_TEXT = 64 * 1024;

/** Elements within each other; far above any report, and far below what would fill the memory. */
const MAX_DEPTH = 10_000;
const MAX_ATTRIBUTES = 10_000;

/** Characters given to the parser at a time, so that what it gathers is looked at often. */
const PIECE = 64 * 1024;

class StopReading extends Error {}

/** saxes makes an `Error` with a stack for each problem, which is slow where a hostile file has millions. */
class LenientParser extends SaxesParser {
  report: (problem: string) => void = () => {};

  override fail(problem: string): this {
    this.report(problem.replace(/\.$/, ''));
    return this;
  }
}

/**
 * Reads reports in XML of any size in bounded memory: what is wrong with the XML is told here, and a dialect gets the
 * elements. No entity is ever expanded but the five of XML, and nothing is fetched.
 */
export function xmlReader(sink: ResultsSink, tell: TellXml): FormatReader {
  const parser = new LenientParser();
  let format: XmlFormat | undefined;
  let depth = 0;
  let isStopped = false;
  let isAtEnd = false;
  let wasCut = false;
  const stop = (): never => {
    isStopped = true;
    throw new StopReading();
  };
  const report = (problem: string): void => {
    if (isAtEnd) wasCut = true;
    else reportXml(sink, problem, parser.line);
  };
  const giveUp = (problem: string): never => {
    report(problem);
    return stop();
  };
  parser.report = (problem) => {
    // saxes never leaves `<!` with an unknown word, and has one more problem for each character then.
    if (problem === 'incorrect syntax') giveUp('a declaration that is none');
    report(problem);
  };
  parser.on('opentag', ({ name: prefixed, attributes }) => {
    if (depth === MAX_DEPTH) giveUp(`more than ${MAX_DEPTH} elements within each other`);
    const name = prefixed.slice(prefixed.indexOf(':') + 1);
    format ??= tell(name, sink);
    if (!format) {
      const { isForeign, ...told } = describeXml(name);
      sink.isForeign = isForeign;
      sink.problem('unknown-results', {
        found: `root element \`${shortened(name)}\``,
        ...told,
        partial: true,
      });
      return stop();
    }
    depth += 1;
    format.open(name, attributes, parser.line);
  });
  const close = (isComplete: boolean): void => {
    if (depth === 0) return;
    depth -= 1;
    format?.close(isComplete);
  };
  parser.on('closetag', () => close(true));
  const takeText = (text: string) => format?.text(text);
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('doctype', (text) => {
    if (!/<!ENTITY/.test(text) && text.length < MAX_DOCTYPE) return;
    sink.problem('broken-results', {
      found: 'entity declarations',
      expected: 'test results',
      because: 'nothing after them was read',
      partial: true,
    });
    stop();
  });
  /** Cuts what saxes gathers, or ends the reading where that would change what is read. */
  const bound = (): void => {
    const text = gathered(parser, 'text');
    if (text.length > MAX_TEXT) Reflect.set(parser, 'text', own(String(text).slice(0, CUT_TEXT)));
    const names = ['name', 'entity', 'piTarget'].map((field) => gathered(parser, field).length);
    if (Math.max(...names) > CUT_TEXT) giveUp(`a name of more than ${CUT_TEXT} characters`);
    if (gathered(parser, 'attribList').length > MAX_ATTRIBUTES)
      giveUp(`more than ${MAX_ATTRIBUTES} attributes`);
  };
  const guard = (read: () => void): void => {
    if (isStopped) return;
    try {
      read();
    } catch (error) {
      if (!(error instanceof StopReading)) throw error;
    }
  };
  return {
    get line() {
      return parser.line;
    },
    write: (text) =>
      guard(() => {
        for (let start = 0; start < text.length; start += PIECE) {
          parser.write(text.slice(start, start + PIECE));
          bound();
        }
      }),
    end() {
      const { line } = parser;
      isAtEnd = true;
      guard(() => parser.close());
      if (wasCut) sink.cutOff(line, 'more XML');
      // What is still open was never ended: a test among it did not pass.
      while (depth > 0) close(false);
      format?.end();
    },
  };
}

/** What saxes gathers and has not given out yet, unbounded, in a private field. */
function gathered(parser: SaxesParser, field: string): string | readonly unknown[] {
  const value: unknown = Reflect.get(parser, field);
  return typeof value === 'string' || Array.isArray(value) ? value : '';
}

/** Entities are only declared in a document type; one that long has no other purpose. */
const MAX_DOCTYPE = 64 * 1024;

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
