import { createHash } from 'node:crypto';

/** Equal text, equal digest. Hexadecimal. */
export function digestText(text: string | Uint8Array): string {
  return createHash('sha1').update(text).digest('hex');
}

/** The same of plain JSON data: for the seals of reports. */
export function digestData(data: unknown): string {
  return digestText(JSON.stringify(data));
}
