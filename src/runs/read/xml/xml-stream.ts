import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { own } from '../kept-text.ts';

export interface XmlHandlers {
  /** Names come without a namespace prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(): void;
  text(text: string): void;
  /** What stands between `<!DOCTYPE` and its `>`. */
  doctype(text: string): void;
  /** The XML is not well-formed here, in the parser's words. */
  error(problem: string): void;
}

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

/** Reads XML of any size in bounded memory. No entity is ever expanded but the five of XML, and nothing is fetched. */
export class XmlStream {
  private readonly handlers: XmlHandlers;
  private readonly parser = new LenientParser();
  private depth = 0;
  private isStopped = false;

  constructor(handlers: XmlHandlers) {
    const { parser } = this;
    this.handlers = handlers;
    parser.report = (problem) => {
      // saxes never leaves `<!` with an unknown word, and has one more problem for each character then.
      if (problem === 'incorrect syntax') this.giveUp('a declaration that is none');
      handlers.error(problem);
    };
    parser.on('opentag', (tag) => this.open(tag));
    parser.on('closetag', () => {
      this.depth -= 1;
      handlers.close();
    });
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
    parser.on('doctype', handlers.doctype);
  }

  get line(): number {
    return this.parser.line;
  }

  write(text: string): void {
    this.guard(() => {
      for (let start = 0; start < text.length; start += PIECE) {
        this.parser.write(text.slice(start, start + PIECE));
        this.bound();
      }
    });
  }

  end(): void {
    this.guard(() => this.parser.close());
  }

  /** Ends the reading at once; to be called from a handler. */
  stop(): never {
    this.isStopped = true;
    throw new StopReading();
  }

  private open({ name, attributes }: SaxesTagPlain): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.giveUp(`more than ${MAX_DEPTH} elements within each other`);
    this.handlers.open(name.slice(name.indexOf(':') + 1), attributes);
  }

  /** Cuts what saxes gathers, or ends the reading where that would change what is read. */
  private bound(): void {
    const { parser } = this;
    const text = gathered(parser, 'text');
    if (text.length > MAX_TEXT) Reflect.set(parser, 'text', own(String(text).slice(0, CUT_TEXT)));
    const names = ['name', 'entity', 'piTarget'].map((field) => gathered(parser, field).length);
    if (Math.max(...names) > CUT_TEXT) this.giveUp(`a name of more than ${CUT_TEXT} characters`);
    if (gathered(parser, 'attribList').length > MAX_ATTRIBUTES)
      this.giveUp(`more than ${MAX_ATTRIBUTES} attributes`);
  }

  private giveUp(problem: string): never {
    this.handlers.error(problem);
    return this.stop();
  }

  private guard(read: () => void): void {
    if (this.isStopped) return;
    try {
      read();
    } catch (error) {
      if (!(error instanceof StopReading)) throw error;
    }
  }
}

/** What saxes gathers and has not given out yet, unbounded, in a private field. */
function gathered(parser: SaxesParser, field: string): string | readonly unknown[] {
  const value: unknown = Reflect.get(parser, field);
  return typeof value === 'string' || Array.isArray(value) ? value : '';
}
