import type { ElementContent } from 'hast';
import type { Token, Tokenizer } from './grammars.ts';
import { element, text } from './page.ts';

/** Beyond so many lines no word or line is an element of its own: a page must stay light enough for a phone. */
export const MOST_MARKED_LINES = 300;
/** Longer code stays plain, and so does a longer line: grammars take the square of a length for what somebody wrote to harm. */
const LONGEST_CODE_CHARACTERS = 15_000;
const LONGEST_LINE_CHARACTERS = 500;

const PLAIN: ReadonlySet<string> = new Set(['', 'text', 'txt', 'plain', 'plaintext']);

/** The lines of a block of code with their tokens, without line ends. */
export type Highlighter = (code: string, lang: string) => ElementContent[][];

/**
 * Highlights code in these languages, as info strings name them; a language without a grammar is shown plain. What a block looks
 * like depends on nothing else. The grammars are loaded only for a language that may have one.
 */
export async function highlighterFor(languages: ReadonlySet<string>): Promise<Highlighter> {
  const tokenizers = new Map<string, Tokenizer>();
  for (const name of [...languages].map(normalise).filter((lang) => !PLAIN.has(lang))) {
    const { tokenizerOf } = await import('./grammars.ts');
    const tokenizer = await tokenizerOf(name);
    if (tokenizer) tokenizers.set(name, tokenizer);
  }
  return (code, lang) => {
    const lines = splitLines(code);
    const isLong = code.length > LONGEST_CODE_CHARACTERS || lines.length > MOST_MARKED_LINES;
    // A carriage return within a line is no sign of any language: grammars lose it, or take long over many.
    const shown = lines.map((line) =>
      line.length > LONGEST_LINE_CHARACTERS || line.includes('\r') ? '' : line,
    );
    const tokens = isLong ? undefined : tokenizers.get(normalise(lang))?.(shown.join('\n'));
    return lines.map((line, at) => {
      const known = tokens?.[at] ?? [];
      let said = '';
      for (const { value } of known) said += value;
      // Else a grammar has lost a sign, which must not be lost to a reader.
      return said === line ? known.map(toHast) : [text(line)];
    });
  };
}

function toHast({ value, kind }: Token): ElementContent {
  return kind ? element('span', { className: [`tok-${kind}`] }, [value]) : text(value);
}

export function splitLines(code: string): string[] {
  return code.split(/\r?\n/);
}

/** Only the first word of an info string names the language. */
function normalise(lang: string): string {
  return lang.trim().split(/\s/)[0]?.toLowerCase() ?? '';
}
