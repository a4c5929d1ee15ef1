import { writeJson } from './json/write-json.ts';

/** A text as one line of YAML: a plain word as it is, anything else as a JSON string, which YAML reads the same. */
export function writeScalar(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(text) ? text : writeJson(text);
}
