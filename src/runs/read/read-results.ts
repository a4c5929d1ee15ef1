import { ConflictWatch, newlines } from '../../text/conflict.ts';
import { BytesDecoder, type DecodedPiece } from '../../text/decode-bytes.ts';
import { describeUnknown } from './known-formats.ts';
import { type FormatReader, ResultsSink } from './sink.ts';
import { tellFormat } from './tell-format.ts';
import type { ResultsFile, TestResult } from './test-result.ts';

/**
 * Reads one test-result file, whose bytes come in pieces of any size, in bounded memory; its format is told from its
 * content. Never throws: what is wrong is among the findings of the result.
 */
export class ResultsReader {
  private readonly sink: ResultsSink;
  private readonly decoder = new BytesDecoder();
  private readonly conflict = new ConflictWatch();
  private reader: FormatReader | undefined;
  /** The first text, until it says the format; nothing from then on. */
  private start: string | undefined = '';
  private readonly readsLogs: boolean;

  /** @param onTest called once for each test, as soon as no attempt at it can follow. @param readsLogs text of no known format is a log. */
  constructor(onTest: (test: TestResult) => void, readsLogs = false) {
    this.readsLogs = readsLogs;
    this.sink = new ResultsSink(onTest);
  }

  /** Nobody can read this file: nothing that follows is looked at. */
  get isOver(): boolean {
    return this.start === undefined && !this.reader;
  }

  write(bytes: Uint8Array): void {
    this.read(this.decoder.write(bytes), false);
  }

  /** The file is over. To be called once. */
  end(): ResultsFile {
    this.read(this.decoder.end(), true);
    const { unknownEncoding } = this.decoder;
    if (unknownEncoding !== undefined)
      this.sink.problem('garbled-results', {
        found: `\`${unknownEncoding}\``,
        expected: 'a known encoding',
        because: 'the file was read as UTF-8',
      });
    this.reader?.end();
    const [first, , last] = this.conflict.lines;
    if (this.reader && first !== undefined && last !== undefined) this.sink.conflict(first, last);
    return this.sink.result();
  }

  private read({ text, badAt }: DecodedPiece, isLast: boolean): void {
    const { sink, start, reader } = this;
    const line = reader?.line ?? 1 + newlines(start ?? '', start?.length ?? 0);
    this.conflict.write(text, line);
    if (badAt !== -1)
      sink.problem('garbled-results', {
        found: 'other bytes',
        line: line + newlines(text, badAt),
        expected: `text in ${this.decoder.encoding.toUpperCase()}`,
        because: 'they were read as \ufffd',
      });
    if (reader) reader.write(pictured(sink, text, line));
    else if (start !== undefined) this.begin(start + pictured(sink, text, line), isLast);
  }

  private begin(text: string, isLast: boolean): void {
    const makeReader = tellFormat(text, isLast, this.readsLogs);
    this.start = makeReader === 'more' ? text : undefined;
    if (makeReader === 'more') return;
    if (makeReader === undefined) {
      const { isForeign, ...told } = describeUnknown(text);
      this.sink.isForeign = isForeign;
      this.sink.problem('unknown-results', { ...told, partial: true });
      return;
    }
    this.reader = makeReader(this.sink);
    this.reader.write(text);
  }
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** No format may hold control characters as they are. They get the pictures that Unicode has for them. */
function pictured(sink: ResultsSink, text: string, line: number): string {
  const first = text.search(CONTROL);
  if (first === -1) return text;
  sink.problem('garbled-results', {
    found: 'a control character',
    line: line + newlines(text, first),
    expected: 'text',
    because: 'such characters appear as ␀, ␛ and the like',
  });
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}
