/** One line of JSON, in which what JSON leaves as it is and no record may hold is escaped. YAML reads a text of it the same. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value).replace(REFUSED, asEscape);
}

/** Control characters, ends of lines that no editor shows, and marks that turn the order of text around. */
const REFUSED = /[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/g;

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text as one line of YAML: a plain word as it is, anything else as a JSON string, which YAML reads the same. */
export function writeScalar(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(text) ? text : writeJson(text);
}
