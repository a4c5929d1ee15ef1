import { firstHidden, hasHidden } from '../../../text/hidden.ts';

/** Names that tools give a whole run: they say nothing of where a test stands. */
const RUN_NAME =
  /^(?:(?:mocha|jest|vitest|playwright) tests|root suite|pytest|unittest|nextest-run|rspec|phpunit|cli arguments|test results|undefined)$/i;

export function isRunName(name: string): boolean {
  return RUN_NAME.test(name);
}

const ANSI = /(?:[\u001b\u241b]\[|\u009b)[0-9;?]*[A-Za-z]/g;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u241b\ud800-\udfff]|^\s|\s$/;

const BLANKS = /[ \t\r\n]+/g;

export function withoutColours(text: string): string {
  return text.replace(ANSI, '');
}

/** What a text holds that steers whatever shows it, but for colours and line breaks, such as `U+202E`. */
export function hiddenIn(text: string): string | undefined {
  return hasHidden(text) ? firstHidden(text.replace(ANSI, '').replaceAll('\r', '')) : undefined;
}

/**
 * Without colours; a line break becomes a space. Other control characters, and those that turn the direction of text, become
 * the pictures that Unicode has for them.
 */
export function cleanName(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  const line = text.replace(ANSI, '').replace(BLANKS, (blanks) => (/[\t\r\n]/.test(blanks) ? ' ' : blanks));
  return line.replace(CONTROL, picture).toWellFormed().trim();
}

/** A text of several lines, clean in the same way. */
export function cleanText(text: string): string {
  const lines = text.replace(ANSI, '').replace(/\r\n?/g, '\n');
  return lines
    .replace(CONTROL, (character) =>
      character === '\n' || character === '\t' ? character : picture(character),
    )
    .toWellFormed()
    .trim();
}

function picture(character: string): string {
  if (character >= '\u0080') return '\ufffd';
  return character === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));
}

/** The steps of a name that a tool joined: `orders > race > first`, `Test 1 › Test 1.1`. */
export function stepsOf(text: string): readonly string[] {
  if (!text.includes(' > ') && !text.includes(' › ')) return text === '' ? [] : [text];
  return text
    .split(/ [>›] /)
    .map((step) => step.trim())
    .filter((step) => step !== '');
}

const SEPARATOR = /\s+(?:[>›]\s+)*/y;

/** A name without the containers that it begins with, whatever joins them; as it is where nothing else would be left. */
export function withoutContainers(name: string, containers: readonly string[]): string {
  const [first] = containers;
  if (first === undefined || !name.startsWith(first.split(/\s/, 1)[0] ?? first)) return name;
  let at = 0;
  for (const word of containers.flatMap((container) => container.split(/\s+(?:[>›]\s+)*/))) {
    if (!name.startsWith(word, at)) return name;
    SEPARATOR.lastIndex = at + word.length;
    if (!SEPARATOR.test(name)) return name;
    at = SEPARATOR.lastIndex;
  }
  return at < name.length ? name.slice(at) : name;
}

/** Without what Ginkgo's JUnit report puts around a name: `[It] …` and a list of labels at its end. */
export function withoutGinkgoMarks(name: string): string {
  if (!name.startsWith('[It] ')) return name;
  const inner = name.slice('[It] '.length).trim();
  // A number alone is no label: it counts the entries of a table.
  return inner.replace(/\s+\[(?!\d+\])[^[\]]+\]$/, '');
}

/** What a name may not hold as it is, lest it reads as two steps, or as a scope: the sign gets a `\` before it. */
export function escapeSteps(text: string): string {
  return text.replace(/ (\\*(?:>|›|::))(?= )/g, ' \\$1');
}

export function escapeScope(text: string): string {
  return text.includes(' ::') ? text.replace(/ (\\*::)(?= |$)/g, ' \\$1') : text;
}
