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
export class XmlReader implements FormatReader {
  private readonly sink: ResultsSink;
  private readonly xml: XmlStream;
  private format: XmlFormat | undefined;
  private depth = 0;
  private isAtEnd = false;
  private wasCut = false;

  constructor(sink: ResultsSink, tell: TellXml) {
    this.sink = sink;
    this.xml = new XmlStream({
      open: (name, attributes) => {
        this.format ??= tell(name, sink) ?? this.refuse(name);
        this.depth += 1;
        this.format.open(name, attributes, this.line);
      },
      close: () => this.close(true),
      text: (text) => this.format?.text(text),
      doctype: (text) => this.refuseEntities(text),
      error: (problem) => {
        if (this.isAtEnd) this.wasCut = true;
        else reportXml(sink, problem, this.line);
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
    const { line } = this;
    this.isAtEnd = true;
    this.xml.end();
    if (this.wasCut) this.sink.cutOff(line, 'more XML');
    // What is still open was never ended: a test among it did not pass.
    while (this.depth > 0) this.close(false);
    this.format?.end();
  }

  private close(isComplete: boolean): void {
    if (this.depth === 0) return;
    this.depth -= 1;
    this.format?.close(isComplete);
  }

  private refuse(root: string): never {
    const { isForeign, ...told } = describeXml(root);
    const found = `root element \`${shortened(root)}\``;
    this.sink.isForeign = isForeign;
    this.sink.problem('unknown-results', { found, ...told, partial: true });
    return this.xml.stop();
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
