import fc from 'fast-check';
import { YAML_ESCAPES } from './hostile-text.ts';

/** Numbers from 0 to 99 that decide, one after the other, how each part of a document is written. */
const choices = fc.array(fc.nat(99), { minLength: 40, maxLength: 40 });

/** Marks before a value: anchors and tags. */
const MARKS = ['&a ', '&b ', '!!map ', '!!str ', '!x ', '!<tag:x> ', '&a !!seq ', '!!binary '];

/** What stands where a value should: aliases, merge keys, halves of values, nothing. */
const RAW = [
  ...[
    '*a',
    '*b',
    '<<',
    '',
    '~',
    '""',
    '[',
    '{a',
    '? a',
    '- a',
    '!!binary aGk=',
    '|9\n x',
    '>+\n',
    '"open',
    "'open",
  ],
  ...YAML_ESCAPES.map((text) => `"${text}"`),
  `"${YAML_ESCAPES.slice(0, 20).join('')}"`,
];

/** Data as YAML, written in every way that YAML has: in a line or over lines, quoted, escaped, marked, and now and then wrongly. */
export function writtenAsYaml(data: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(data, choices).map(([value, drawn]) => {
    let at = 0;
    const choose = () => {
      at += 1;
      return drawn[at % drawn.length] ?? 0;
    };
    return `${write(value, { choose, indent: 0, inFlow: choose() < 10 })}\n`;
  });
}

interface Pen {
  choose(): number;
  readonly indent: number;
  readonly inFlow: boolean;
}

function write(value: unknown, pen: Pen): string {
  const choice = pen.choose();
  if (choice === 0) return RAW[pen.choose() % RAW.length] ?? '';
  const mark = choice === 1 ? (MARKS[pen.choose() % MARKS.length] ?? '') : '';
  if (typeof value !== 'object' || value === null) return mark + writeText(String(value), pen);
  const inFlow = pen.inFlow || pen.choose() < 20;
  const inner = { ...pen, indent: pen.indent + 2, inFlow };
  const parts = Array.isArray(value)
    ? value.map((item) => (inFlow ? '' : '- ') + write(item, inner))
    : entriesOf(value, pen).map(([key, part]) => `${writeKey(key, pen)}: ${write(part, inner)}`);
  if (inFlow || parts.length === 0)
    return mark + (Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`);
  const start = `\n${' '.repeat(pen.indent)}`;
  return mark + parts.map((part) => start + part).join('');
}

/** Now and then the first key stands twice. */
function entriesOf(value: object, pen: Pen): [string, unknown][] {
  const entries = Object.entries(value);
  return pen.choose() === 0 ? [...entries, ...entries.slice(0, 1)] : entries;
}

function writeKey(key: string, pen: Pen): string {
  const choice = pen.choose();
  if (choice === 0) return '<<';
  return /^[\w-]+$/.test(key) && choice < 80 ? key : writeText(key, { ...pen, inFlow: true });
}

function writeText(text: string, { choose, indent, inFlow }: Pen): string {
  const choice = choose();
  // Without quotes, odd text hides from all that comes after the YAML.
  const isPlain = /^[\w./:,> |-]+$/.test(text);
  if (choice < 50 && isPlain) return text;
  if (choice < 3) return text;
  if (choice < 70) return JSON.stringify(text);
  if (choice < 80) return `'${text.replaceAll("'", "''")}'`;
  if (choice < 90 || inFlow) return `"${Array.from(text, escaped).join('')}"`;
  const start = `\n${' '.repeat(indent + 1)}`;
  return `${choice < 95 ? '|' : '>-'}${start}${text.replaceAll('\n', start)}`;
}

function escaped(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
