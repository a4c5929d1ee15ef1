import { readName, type TestName } from './test-name.ts';

/** What tools and people put between the parts of a name. */
const BETWEEN = /[\s.:/\\>›»|#]+/g;
/** The values of a parameterised test, at the end of its name; PHPUnit names the row of data. */
export const VALUES = /(?:\s*[[({][^\s].*| with data set ["#].*)$/;

/**
 * A test for whether a name of many tests covers one of them: a whole class or file; a wildcard (`*` for any text); or a
 * parameterised test without its values.
 */
export function covers(name: string, at = ''): (seen: TestName) => boolean {
  if (name.includes('*')) {
    const [first = '', ...rest] = plain(name)
      .split(/\*+/)
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
    const wildcard = new RegExp(`(?:^| )${[first, ...rest].join('.*')}$`, 'su');
    return ({ text }) => wildcard.test(plain(text));
  }
  const wanted = readName(name, at).words;
  return (seen) => {
    if (isIn(seen, wanted)) return true;
    const family = seen.text.replace(VALUES, '');
    return family !== seen.text && family !== '' && endsWith(readName(family), wanted);
  };
}

function plain(text: string): string {
  return text.replace(BETWEEN, ' ').trim();
}

/** Whether the words are those of the file or class that a test is in. What it contains further in may be a set-up. */
function isIn({ words, isStep, start, afterScope }: TestName, wanted: readonly string[]): boolean {
  const end = start > 0 ? start : afterScope;
  return end < words.length && endsWith({ words: words.slice(0, end), isStep }, wanted);
}

function endsWith({ words, isStep }: Pick<TestName, 'words' | 'isStep'>, wanted: readonly string[]): boolean {
  const start = words.length - wanted.length;
  return (start === 0 || isStep[start] === true) && wanted.every((word, k) => words[start + k] === word);
}
