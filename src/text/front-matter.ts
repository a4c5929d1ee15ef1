import matter from 'gray-matter';
import { FILE_START, type FileFinding } from '../core/finding.ts';
import { locator } from './locator.ts';
import { finding } from './rules.ts';

export interface FrontMatter {
  /** The YAML between the fences; undefined where there is none that may be read. */
  readonly yaml?: string;
  /** Where the YAML begins in the text, in UTF-16 code units. */
  readonly yamlOffset: number;
  /** Where the body begins. */
  readonly bodyOffset: number;
  readonly findings: readonly FileFinding[];
}

class RefusedLanguage extends Error {}

const refuse = (): never => {
  throw new RefusedLanguage();
};
const REFUSING = { parse: refuse, stringify: refuse };

/** gray-matter only splits here: places need a YAML parser that keeps them, and JavaScript is never evaluated. */
const OPTIONS = {
  language: 'yaml',
  engines: {
    yaml: { parse: () => ({}), stringify: refuse },
    js: REFUSING,
    javascript: REFUSING,
    json: REFUSING,
    coffee: REFUSING,
    coffeescript: REFUSING,
    toml: REFUSING,
  },
};

/** Splits a Markdown record into front matter and body. */
export function splitFrontMatter(text: string): FrontMatter {
  const missing = missingFinding(text);
  if (missing) return refused(missing);
  const language = /^---([^\n]*)\n/.exec(text)?.[1]?.trim() ?? '';
  const closing = /\n---[ \t]*(?:\n|$)/.exec(text);
  if (!closing) return refused(finding('unclosed-front-matter', FILE_START));
  if (language !== '' && language !== 'yaml')
    return refused(finding('executable-front-matter', FILE_START, { language }));
  try {
    matter(withoutBlankLines(text.slice(0, closing.index + closing[0].length)), OPTIONS);
    const yamlOffset = text.indexOf('\n') + 1;
    const yaml = text.slice(yamlOffset, Math.max(closing.index + 1, yamlOffset));
    if (yaml.trim() === '') return refused(finding('empty-front-matter', FILE_START));
    return { yaml, yamlOffset, bodyOffset: closing.index + closing[0].length, findings: [] };
  } catch {
    return refused(finding('executable-front-matter', FILE_START, { language }));
  }
}

/** gray-matter looks for comments in a time that grows with the square of blank lines in a row. */
function withoutBlankLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function refused(why: FileFinding): FrontMatter {
  return { yamlOffset: 0, bodyOffset: 0, findings: [why] };
}

/** Front matter must open the file: text without it, and `---` after blank lines, never reach an engine. */
function missingFinding(text: string): FileFinding | undefined {
  if (text.trim() === '') return finding('empty-file', FILE_START);
  if (/^---[^-\n]*\n/.test(text)) return undefined;
  const shifted = /^\s*---[ \t]*\n/.exec(text);
  if (!shifted) return finding('missing-front-matter', FILE_START);
  const offset = text.indexOf('---');
  return finding('shifted-front-matter', locator(text).place(offset, offset + 3));
}
