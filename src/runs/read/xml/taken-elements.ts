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

/** Gathers the elements that a table takes. */
export function takenElements(
  sink: ResultsSink,
  { takes, passes, begins, end, format }: XmlTable,
): XmlFormat {
  sink.format = format;
  const around: Around[] = [];
  /** The taken element and those in it that are open, outermost first. */
  const opened: Open[] = [];
  let count = 0;
  /** How deep it is in an element that is passed over. */
  let passed = 0;
  return {
    open(name, attributes, line) {
      const outer = opened.at(-1);
      if (passed > 0 || passes.has(name) || (outer && count >= MAX_ELEMENTS)) {
        passed += 1;
        return;
      }
      if (!outer && !Object.hasOwn(takes, name)) {
        const element = { name, attributes };
        begins?.(element, line, around);
        around.push(element);
        return;
      }
      const element: Open = { name, attributes, line, text: '', children: [], isComplete: false };
      count = outer ? count + 1 : 0;
      outer?.children.push(element);
      opened.push(element);
    },
    text(text) {
      const element = passed === 0 ? opened.at(-1) : undefined;
      if (element) element.text = addPiece(element.text, text, MESSAGE_LENGTH);
    },
    close(isComplete) {
      if (passed > 0) {
        passed -= 1;
        return;
      }
      const element = opened.pop();
      if (!element) {
        around.pop();
        return;
      }
      element.isComplete = isComplete;
      if (opened.length === 0 && Object.hasOwn(takes, element.name)) takes[element.name]?.(element, around);
    },
    end: () => end?.(),
  };
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
