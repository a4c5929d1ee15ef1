import { SaxesParser } from 'saxes';
import { judgeMarkdown } from './judge-markdown.ts';
import { isOwnAddress, unsafeCharacter } from './unsafe.ts';

/** What in a file for programs its reader would act on: a feed reader, a browser, a spreadsheet, a renderer of Markdown. */
export function judgeData(path: string, text: string): string[] {
  const end = path.slice(path.lastIndexOf('.') + 1);
  const judge = JUDGES[end];
  if (!judge) return [`nobody judges .${end}`];
  const raw = unsafeCharacter(text.replaceAll('\r\n', '\n'));
  return [...(raw === undefined ? [] : [`a raw ${raw}`]), ...judge(text)];
}

const JUDGES: Readonly<Record<string, (text: string) => string[]>> = {
  json: judgeJson,
  csv: judgeCsv,
  xml: judgeXml,
  svg: judgeXml,
  txt: judgeMarkdown,
  md: judgeMarkdown,
};

function judgeJson(text: string): string[] {
  JSON.parse(text);
  return [];
}

/** A cell that a spreadsheet computes, whether it cuts cells at commas, at semicolons or at tabs. */
function judgeCsv(text: string): string[] {
  const cells = [
    ...Array.from(text.matchAll(/(?<=^|,|\r\n)(?:"(?:[^"]|"")*"|[^",\r\n]*)/g), ([cell]) => cell),
    ...text.split(/[;\t\r\n]/),
  ];
  return cells
    .filter((cell) => /^[ "]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell))
    .map((cell) => `a formula: ${cell.slice(0, 40)}`);
}

const ELEMENTS: ReadonlySet<string> = new Set(
  'feed entry id title link updated summary author name svg rect text urlset url loc'.split(' '),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  'xmlns href rel width height role aria-label x y fill text-anchor font-family font-size'.split(' '),
);

function judgeXml(text: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => found.push(`no XML: ${message.slice(0, 100)}`));
  parser.on('opentag', ({ name, attributes }) => {
    if (!ELEMENTS.has(name)) found.push(`<${name}>`);
    for (const [key, value] of Object.entries(attributes)) {
      if (!ATTRIBUTES.has(key)) found.push(`<${name} ${key}>`);
      if (key === 'href' && !isOwnAddress(value)) found.push(`a link to ${value}`);
    }
  });
  parser.on('processinginstruction', ({ target }) => found.push(`<?${target}?>`));
  parser.on('comment', () => found.push('a comment'));
  parser.on('cdata', () => found.push('CDATA'));
  parser.write(text).close();
  return found;
}
