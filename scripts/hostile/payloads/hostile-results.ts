import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../test/support/book.ts';

const RESULTS = join(ROOT, 'test/golden/results');
const text = (file: string) => readFileSync(join(RESULTS, file), 'utf8');

/** Keys whose words decide how a file is read. */
const KEPT: ReadonlySet<string> = new Set(
  'status Action State LeafNodeType reportFormat specVersion'.split(' '),
);

/** Result files of each format with a payload in each of their texts, by name. Names of files are payloads, too. */
export function hostileResults(next: () => string): Readonly<Record<string, string>> {
  const json = (file: string) => JSON.stringify(withTexts(JSON.parse(text(file)), next));
  const lines = text('fees.jsonl').trimEnd().split('\n');
  return {
    [fileName(next(), '.xml')]: xmlWithTexts(text('berths.xml'), next),
    [fileName(next(), '.json')]: json('deck.json'),
    [fileName(next(), 'radio.json')]: json('radio.json'),
    [fileName(next(), '.jsonl')]: lines
      .map((line) => JSON.stringify(withTexts(JSON.parse(line), next)))
      .join('\n'),
    [fileName(next(), '.txt')]: next(),
  };
}

/** A payload as the name of a file, as far as file systems allow. */
export function fileName(payload: string, ending: string): string {
  const name = payload.replace(/[/\0]/g, '_').slice(0, 50).toWellFormed();
  return `${/^(?:-|\.*$)/.test(name) ? '_' : ''}${name}${ending}`;
}

function withTexts(data: unknown, next: () => string, key = ''): unknown {
  if (typeof data === 'string') return KEPT.has(key) ? data : `${next()}${data}`;
  if (Array.isArray(data)) return data.map((item) => withTexts(item, next, key));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, withTexts(part, next, name)]));
}

/** Attributes and failures; XML knows no way to write a control character, so that only bytes are left. */
function xmlWithTexts(xml: string, next: () => string): string {
  return xml
    .replace(/ (name|classname|file|message)="/g, (attribute) => attribute + xmlText(next()))
    .replace(/(<failure[^>]*>)/g, (tag) => tag + xmlText(next()));
}

function xmlText(payload: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return payload.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}
