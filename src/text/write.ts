import { asEscape } from '../core/text.ts';

/**
 * JSON, in which what JSON leaves as it is and no record may hold is escaped. YAML reads a text of it the same.
 * @param indent spaces of each level; without it, all is one line.
 */
export function writeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(REFUSED, asEscape);
}

/** Control characters, ends of lines that no editor shows, and marks that turn the order of text around. */
const REFUSED = /[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** A text as one line of YAML: a plain word as it is, anything else as a JSON string, which YAML reads the same. */
export function writeScalar(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(text) ? text : writeJson(text);
}

/** Data in one line of YAML, as it stands behind a key. */
export function writeFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return writeScalar(String(value));
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${key}: ${writeFlow(part)}`)
    .join(', ')} }`;
}
