import { addPiece } from '../kept-text.ts';
import type { ResultsSink } from '../sink.ts';
import { MESSAGE_LENGTH, type ResultsFormat } from '../test-result.ts';
import type { Attributes, XmlFormat } from './xml-reader.ts';

/** An element as a whole, with as much of its text as a message keeps. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Attributes;
  /** Where it begins, 1-based. */
  readonly line: number;
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** It has its end; else the file was cut off in it. */
  readonly isComplete: boolean;
}

/** An element that others stand in: its name and attributes. */
export type Around = Pick<XmlElement, 'name' | 'attributes'>;

/** What a dialect takes whole, what it only looks at as a header, and what it passes over. */
export interface XmlTable {
  readonly format: ResultsFormat;
  /** By name; the elements around it come outermost first. */
  readonly takes: Readonly<Record<string, (element: XmlElement, around: readonly Around[]) => void>>;
  /** Called where such an element begins. */
  readonly begins?: (element: Around, line: number, around: readonly Around[]) => void;
  /** Elements that say nothing of tests, with all that is in them. */
  readonly passes: ReadonlySet<string>;
  readonly end?: () => void;
}

/** Elements of one that is taken; what stands behind them in it is not kept. */
const MAX_ELEMENTS = 1000;

interface Open extends XmlElement {
  text: string;
  isComplete: boolean;
  readonly children: XmlElement[];
}

export class TakenElements implements XmlFormat {
  private readonly table: XmlTable;
  private readonly around: Around[] = [];
  /** The taken element and those in it that are open, outermost first. */
  private readonly opened: Open[] = [];
  private count = 0;
  /** How deep it is in an element that is passed over. */
  private passed = 0;

  constructor(sink: ResultsSink, table: XmlTable) {
    sink.format = table.format;
    this.table = table;
  }

  open(name: string, attributes: Attributes, line: number): void {
    const { table, opened } = this;
    const outer = opened.at(-1);
    if (this.passed > 0 || table.passes.has(name) || (outer && this.count >= MAX_ELEMENTS)) {
      this.passed += 1;
      return;
    }
    if (!outer && !Object.hasOwn(table.takes, name)) {
      const element = { name, attributes };
      table.begins?.(element, line, this.around);
      this.around.push(element);
      return;
    }
    const element: Open = { name, attributes, line, text: '', children: [], isComplete: false };
    this.count = outer ? this.count + 1 : 0;
    outer?.children.push(element);
    opened.push(element);
  }

  text(text: string): void {
    const element = this.passed === 0 ? this.opened.at(-1) : undefined;
    if (element) element.text = addPiece(element.text, text, MESSAGE_LENGTH);
  }

  close(isComplete: boolean): void {
    if (this.passed > 0) {
      this.passed -= 1;
      return;
    }
    const element = this.opened.pop();
    if (!element) {
      this.around.pop();
      return;
    }
    element.isComplete = isComplete;
    if (this.opened.length > 0) return;
    const { takes } = this.table;
    if (Object.hasOwn(takes, element.name)) takes[element.name]?.(element, this.around);
  }

  end(): void {
    this.table.end?.();
  }
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** The text of an element on a way of names; empty where there is none. */
export function textAt(element: XmlElement, ...way: readonly string[]): string {
  let at: XmlElement | undefined = element;
  for (const name of way) at = child(at, name);
  return at?.text.trim() ?? '';
}

/** Milliseconds of a number of seconds; undefined for anything else. */
export function fromSeconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d{1,12}(?:\.\d*)?(?:[eE]-?\d{1,3})?\s*$/.test(text)) return undefined;
  return Math.round(Number(text) * 1e6) / 1e3;
}

/** A whole number of an attribute; 0 for anything else. */
export function countOf(text: string | undefined): number {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 0;
}
