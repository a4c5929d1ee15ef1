import { writeJson } from '../text/write.ts';

/** Data for programs. A CI machine that reads it along obeys nothing in it. @param indent as `writeJson` has it. */
export function toJson(data: unknown, indent?: number): string {
  return writeJson(data, indent)
    .replace(/\[(?<=##\w*\[)/g, '\\u005b')
    .replace(/section_(?=(?:start|end):\d)/g, 'section\\u005f');
}

/** The inside of a list, each item on a line of its own, or of an object: without its brackets. */
export class Inside {
  readonly data: object;

  constructor(data: object) {
    this.data = data;
  }

  toString(): string {
    return Array.isArray(this.data)
      ? this.data.map((item) => toJson(item)).join(',\n  ')
      : toJson(this.data).slice(1, -1);
  }
}

/** A piece of JSON: the template is ours and stands as it is, the values in it are data. */
export function jsonPiece(template: TemplateStringsArray, values: readonly unknown[]): string {
  const written = values.map((value) => (value instanceof Inside ? value : toJson(value)));
  return template.map((ours, i) => `${ours}${written[i] ?? ''}`).join('');
}
