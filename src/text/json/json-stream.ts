import { newlines } from '../conflict.ts';
import { type JsonKind, kindOf, ValueReader } from './json-value.ts';

/** The way to a value: keys, and positions in arrays. Reused: copy it to keep it. */
export type JsonPath = readonly (string | number)[];

/** `enter` gives the values inside, `take` the parsed value, `skip` nothing. */
export type JsonPlan = 'enter' | 'take' | 'skip';

/** What stands in the text, what should, and what became of it. */
interface JsonProblem {
  readonly found: string;
  readonly expected: string;
  readonly because: string;
  /** Something could not be read. */
  readonly isLost: boolean;
  /** The text ended too soon. */
  readonly isEnd?: boolean;
}

export interface JsonHandlers {
  plan(path: JsonPath, kind: JsonKind): JsonPlan;
  take(path: JsonPath, value: unknown): void;
  problem(problem: JsonProblem): void;
  /** A further document is none too many. */
  readonly isList?: boolean | undefined;
}

/** Characters of one value that is taken; a longer one is left out, and said to be. */
const MAX_VALUE = 64 * 1024 * 1024;
const MAX_KEY = 64 * 1024;

type State = 'value' | 'key' | 'colon' | 'after' | 'over';

/** An entered array or object. */
interface Frame {
  readonly close: ']' | '}';
  /** Nothing stands in it yet, so that it may end here. */
  isEmpty: boolean;
}

/**
 * Reads JSON documents of any size piece by piece: entered values one by one, taken ones parsed, the rest passed over.
 * What is passed over is only looked at for where it ends.
 */
export class JsonStream {
  private readonly handlers: JsonHandlers;
  private readonly path: (string | number)[] = [];
  private readonly frames: Frame[] = [];
  private state: State = 'value';
  private reader: ValueReader | undefined;
  private text = '';
  private at = 0;
  /** The line at this offset of the text: whoever asks for lines again and again counts each of them once. */
  private counted = { line: 1, at: 0 };
  private documents = 0;

  constructor(handlers: JsonHandlers) {
    this.handlers = handlers;
  }

  get line(): number {
    const { line, at } = this.counted;
    this.counted = { line: line + newlines(this.text, this.at, at), at: this.at };
    return this.counted.line;
  }

  write(text: string): void {
    this.text = text;
    this.at = 0;
    while (this.at < text.length && this.state !== 'over') {
      if (this.reader) this.readOn(this.reader);
      else this.readMark(text.charAt(this.at));
    }
    this.at = text.length;
    this.counted = { line: this.line, at: 0 };
    this.text = '';
    this.at = 0;
  }

  end(): void {
    if (this.state === 'over') return;
    if (this.reader?.kind === 'other') this.endValue(this.reader);
    if (this.frames.length > 0 || this.reader)
      this.handlers.problem({
        found: 'the end of the file',
        expected: 'more JSON',
        because: 'the file was cut off',
        isLost: true,
        isEnd: true,
      });
  }

  private readMark(mark: string): void {
    if (mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t') {
      this.at += 1;
      return;
    }
    const frame = this.frames.at(-1);
    const kind = kindOf(mark);
    if (frame && mark === frame.close && (this.state === 'after' || frame.isEmpty)) this.leave();
    else if (this.state === 'value' && kind) this.beginValue(kind, frame);
    else if (this.state === 'key' && kind === 'string') this.begin(new ValueReader('string', true, MAX_KEY));
    else if (this.state === 'after' && mark === ',' && frame) this.goOn(frame);
    else if (this.state === 'colon' && mark === ':') {
      this.state = 'value';
      this.at += 1;
    } else this.unexpected(mark);
  }

  /** Behind a comma. */
  private goOn(frame: Frame): void {
    if (frame.close === ']') this.path.push(Number(this.path.pop()) + 1);
    this.state = frame.close === ']' ? 'value' : 'key';
    this.at += 1;
  }

  private beginValue(kind: JsonKind, frame: Frame | undefined): void {
    if (frame) frame.isEmpty = false;
    else {
      this.documents += 1;
      if (this.documents > 1 && !this.handlers.isList)
        this.handlers.problem({
          found: 'a second',
          expected: 'one document',
          because: 'all of them were read',
          isLost: false,
        });
    }
    const plan = this.handlers.plan(this.path, kind);
    if (plan !== 'enter' || kind === 'string' || kind === 'other') {
      this.begin(new ValueReader(kind, plan === 'take', MAX_VALUE));
      return;
    }
    this.frames.push({ close: kind === 'array' ? ']' : '}', isEmpty: true });
    this.path.push(kind === 'array' ? 0 : '');
    this.state = kind === 'array' ? 'value' : 'key';
    this.at += 1;
  }

  private begin(reader: ValueReader): void {
    this.reader = reader;
    this.readOn(reader);
  }

  private readOn(reader: ValueReader): void {
    this.at = reader.read(this.text, this.at);
    if (reader.isOver) this.endValue(reader);
  }

  private endValue(reader: ValueReader): void {
    this.reader = undefined;
    if (this.state === 'key') {
      const frame = this.frames.at(-1);
      if (frame) frame.isEmpty = false;
      this.path[this.path.length - 1] = String(reader.parse()?.value ?? '');
      this.state = 'colon';
      return;
    }
    this.state = this.frames.length === 0 ? 'value' : 'after';
    const leftOut = (found: string, expected: string) =>
      this.handlers.problem({ found, expected, because: 'it was left out', isLost: true });
    if (reader.isTooLong) leftOut('a longer one', 'a value of at most 64 MB');
    else if (reader.keeps) {
      const parsed = reader.parse();
      if (parsed) this.handlers.take(this.path, parsed.value);
      else leftOut('a value that is not JSON', 'JSON');
    }
  }

  private leave(): void {
    this.frames.pop();
    this.path.pop();
    this.state = this.frames.length === 0 ? 'value' : 'after';
    this.at += 1;
  }

  private unexpected(mark: string): void {
    this.handlers.problem({
      found: JSON.stringify(mark),
      expected: EXPECTED[this.state],
      because: 'nothing after it was read',
      isLost: true,
    });
    this.state = 'over';
  }
}

const EXPECTED: Readonly<Record<State, string>> = {
  value: 'a JSON value',
  key: 'a key',
  colon: 'a colon',
  after: 'a comma or the end of the list',
  over: 'nothing',
};
