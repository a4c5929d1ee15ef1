import { describeXml } from '../known-formats.ts';
import type { FormatReader, ResultsSink } from '../sink.ts';
import { XmlStream } from './xml-stream.ts';

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

/** Reads reports in XML: what is wrong with the XML is told here, and a dialect gets the elements. */
export function xmlReader(sink: ResultsSink, tell: TellXml): FormatReader {
  let format: XmlFormat | undefined;
  let depth = 0;
  let isAtEnd = false;
  let wasCut = false;
  const close = (isComplete: boolean): void => {
    if (depth === 0) return;
    depth -= 1;
    format?.close(isComplete);
  };
  const refuse = (root: string): never => {
    const { isForeign, ...told } = describeXml(root);
    const found = `root element \`${shortened(root)}\``;
    sink.isForeign = isForeign;
    sink.problem('unknown-results', { found, ...told, partial: true });
    return xml.stop();
  };
  const xml: XmlStream = new XmlStream({
    open: (name, attributes) => {
      format ??= tell(name, sink) ?? refuse(name);
      depth += 1;
      format.open(name, attributes, xml.line);
    },
    close: () => close(true),
    text: (text) => format?.text(text),
    doctype: (text) => {
      if (!/<!ENTITY/.test(text) && text.length < MAX_DOCTYPE) return;
      sink.problem('broken-results', {
        found: 'entity declarations',
        expected: 'test results',
        because: 'nothing after them was read',
        partial: true,
      });
      xml.stop();
    },
    error: (problem) => {
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
      const { line } = xml;
      isAtEnd = true;
      xml.end();
      if (wasCut) sink.cutOff(line, 'more XML');
      // What is still open was never ended: a test among it did not pass.
      while (depth > 0) close(false);
      format?.end();
    },
  };
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
