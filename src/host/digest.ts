import { hash } from 'node:crypto';

/** Equal text, equal digest. Hexadecimal. */
export function digestText(text: string | Uint8Array): string {
  return hash('sha1', text);
}

/** The same in 16 characters (96 bits), for what is kept by the ten thousand. */
export function shortDigest(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 16);
}

/** The digest of plain JSON data: for the seals of reports. */
export function digestData(data: unknown): string {
  return digestText(JSON.stringify(data));
}
