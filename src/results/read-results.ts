import { createBytesDecoder, type DecodedPiece } from './decode-bytes.ts';
import { createGoTestReader } from './go/read-go-test.ts';
import { createCtrfReader } from './json/read-ctrf.ts';
import { createGinkgoReader } from './json/read-ginkgo.ts';
import { createJunitReader } from './junit/read-junit.ts';
import { type FormatReader, ResultsSink } from './sink.ts';
import { describeUnknown, type Likeness, tellFormat } from './tell-format.ts';
import type { ResultsFile, TestResult } from './test-result.ts';

export interface ReadOptions {
  /** Called once for each test, as soon as no attempt at it can follow; the tests are not kept then. */
  readonly onTest?: (test: TestResult) => void;
}

/** Takes the bytes of one file in pieces of any size. Never throws: what is wrong is in the messages of the result. */
export interface ResultsReader {
  /** Nobody can read this file: nothing that follows is looked at. */
  readonly isOver: boolean;
  write(bytes: Uint8Array): void;
  /** The file is over. To be called once. */
  end(): ResultsFile;
}

const READERS: Readonly<Record<Likeness, (sink: ResultsSink) => FormatReader>> = {
  xml: createJunitReader,
  'json-object': createCtrfReader,
  'json-list': createGinkgoReader,
  'go-json': createGoTestReader,
};

/** Reads a test-result file in bounded memory; its format is told from its content. */
export function createResultsReader({ onTest }: ReadOptions = {}): ResultsReader {
  const sink = new ResultsSink(onTest);
  const decoder = createBytesDecoder();
  let reader: FormatReader | undefined;
  /** The first text, until it says the format; nothing once nobody can read it. */
  let start: string | undefined = '';

  const read = (piece: DecodedPiece, isLast: boolean) => {
    const line = reader?.line ?? 1 + newlines(start ?? '', start?.length ?? 0);
    if (piece.badAt !== -1)
      sink.problem(
        `Unexpected bytes in {line} that are no text in ${decoder.encoding.toUpperCase()}: they were read as \ufffd.`,
        {
          line: line + newlines(piece.text, piece.badAt),
        },
      );
    if (reader) reader.write(visible(sink, piece.text, line));
    else if (start !== undefined) begin(start + visible(sink, piece.text, line), isLast);
  };

  const begin = (text: string, isLast: boolean) => {
    const likeness = tellFormat(text, isLast);
    start = likeness === 'more' ? text : undefined;
    if (likeness === 'more') return;
    if (likeness === undefined) {
      sink.problem(describeUnknown(text), { partial: true });
      return;
    }
    reader = READERS[likeness](sink);
    reader.write(text);
  };

  return {
    get isOver() {
      return start === undefined && !reader;
    },
    write: (bytes) => read(decoder.write(bytes), false),
    end() {
      read(decoder.end(), true);
      if (decoder.unknownEncoding !== undefined)
        sink.problem(
          `Unexpected encoding \`${decoder.unknownEncoding}\`, expected one that is known: read as UTF-8.`,
        );
      reader?.end();
      return sink.result();
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** No format may hold control characters as they are. They get the pictures that Unicode has for them. */
function visible(sink: ResultsSink, text: string, line: number): string {
  const first = text.search(CONTROL);
  if (first === -1) return text;
  sink.problem('Unexpected control character in {line}, expected text: shown as ␀, ␛ and the like.', {
    line: line + newlines(text, first),
  });
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

function newlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
