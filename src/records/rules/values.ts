import { faultOfDate } from '../../core/calendar.ts';
import { nearEffort } from '../../core/effort.ts';
import type { Choice, RuleTable, Texts } from '../../core/rule.ts';
import { aValue, didYouMeanOr, invalidValue, list, useOneOf } from '../../core/text.ts';
import { writeScalar } from '../../text/write.ts';
import { isLocation } from '../fields/fields.ts';

/** How to write what a key needs. */
const SHAPES: Readonly<Record<string, string>> = {
  'a map': ' (`key: value` lines, indented below it)',
  'a list': ' (`[ ]` around it, or a `-` before each item)',
};

export const VALUE_RULES = {
  'invalid-date': {
    what: 'A date that does not exist, or that is written in another way.',
    why: 'Every report is read as of a date, so dates must mean the same to everyone, which `01/04/26` does not. A date-time needs its offset, or its meaning would depend on the reader.',
    message: ({ key, value }: { key: string; value: string }) => {
      const { near, why } = faultOfDate(value);
      const cure = 'write a date such as `2026-01-04`, or `2026-01-04T12:04-05:00` with time and offset';
      return `${invalidValue(key, value)}: ${didYouMeanOr(near, cure)}${why === undefined ? '' : ` (${why})`}`;
    },
  },
  'invalid-effort': {
    what: 'An estimate that is not an amount of work.',
    why: 'Efforts are added up, by horizon and over all issues. Write a number and a unit (`m`, `h`, `d`, `w`), or a range whose second end is not smaller than its first.',
    message: ({ key, value }: { key: string; value: string }) =>
      `${invalidValue(key, value)}: ${didYouMeanOr(nearEffort(value), 'write an amount of work such as `5m`, `2h-4h`, `1d` or `1w`')}`,
  },
  'invalid-location': {
    what: 'A place in the source that is not a path with a line.',
    why: 'It becomes a link into the repository. Write the path from the root with forward slashes, then `:` and the line, or the first and last line.',
    message: ({ key, value }: { key: string; value: string }) => {
      // As pytest prints a test.
      const [path = '', name, ...more] = value.split('::');
      if (name && more.length === 0)
        return `${invalidValue(key, value)}: write \`${key}: ${writeScalar(path)}\`, and \`name: ${writeScalar(name)}\` beside it`;
      const near = value
        .replaceAll('\\', '/')
        .replace(
          /#L(\d+)(-)?L?(\d*)$|(:\d+):\d+$/,
          (_, from, to = '', last, line) => line ?? `:${from}${to}${last}`,
        );
      const cure = `write a path from the root${/\s/.test(value) ? ' without spaces' : ''} and a line, such as \`test/api_test.go:517\` or \`test/a_test.go:5-33\``;
      return `${invalidValue(key, value)}: ${didYouMeanOr(isLocation(near) ? near : undefined, cure)}`;
    },
  },
  'invalid-regex': {
    what: 'A signature that is not a valid regular expression.',
    why: 'It would never match a failure. The syntax is RE2: like JavaScript, but without look-around and backreferences, so that every search ends soon. Escape literal characters, or use `text` for a literal text.',
    message: ({ key, value, problem }: { key: string; value: string; problem?: string }) =>
      `${invalidValue(key, value)}: escape literal characters, or use \`text\`${problem === undefined ? '' : ` (RE2: ${problem})`}`,
  },
  'invalid-url': {
    what: 'An address that is not an `https://` or `http://` URL.',
    why: 'It becomes a link on every page that shows it. Write the whole address, or use `path` for a file in the repository.',
    message: ({ key, value }: { key: string; value: string }) =>
      `${invalidValue(key, value)}: write a whole address such as \`https://example.org/runs/1\``,
  },
  'too-many-values': {
    what: 'A record of more than 100000 words and signs of YAML, or evidence of more than 500000.',
    why: 'Nobody wrote them by hand: something was pasted, or it is not a record. Flakebook would take long over them. Keep what matters, split the record, or put the text into a fence of the body.',
    message: ({ limit }: { limit: number }) =>
      `More than ${limit} words and signs of YAML: keep those that matter, or split the record`,
  },
  'unknown-value': {
    what: 'A word that its field does not know.',
    why: 'Pages count and filter by these fields, so two spellings of one word would make two groups. Correct it, or add the word to `book.yaml`, which declares impacts and horizons.',
    message: ({ key, value, expected, suggestion }: Texts<'key' | 'value'> & Choice) =>
      `Unknown value \`${value}\` in \`${key}\`: ${useOneOf(expected, suggestion)}`,
  },
  'wrong-form': {
    what: 'A name in the wrong form.',
    why: 'Ids become file names, addresses and headings. One form keeps them the same on every system. Use lower-case letters, digits and single hyphens.',
    message: ({ key, value, expected, suggestion }: Texts<'key' | 'value' | 'expected', 'suggestion'>) =>
      `${invalidValue(key, value)}: ${didYouMeanOr(suggestion, `write ${expected}`)}`,
  },
  'wrong-type': {
    what: 'A list where text belongs, text where a list belongs, or nothing at all.',
    why: 'The value does not fit the key. A list has `[` `]` around it or a `-` before each item. A map has its keys indented below. Leave out a key without a value.',
    message: ({
      key,
      expected,
      received,
      example,
      below,
      item = '',
    }: Texts<'key' | 'expected' | 'received', 'example' | 'below' | 'item'>) => {
      const cure =
        below === undefined
          ? `write ${expected}${example === undefined ? (SHAPES[expected] ?? '') : `, such as \`${example}\``}`
          : `indent \`${below}\` and what follows below it`;
      return `${key === '' ? 'All of it' : `${item}\`${key}\``} is ${received === 'nothing' ? 'empty' : aValue(received)}: ${cure}`;
    },
  },
  'wrong-value': {
    what: 'A value in the wrong form, where no other rule says more.',
    why: 'Flakebook cannot compute with it. The finding shows a value that works.',
    message: ({ key, value, expected }: { key: string; value: string; expected?: readonly string[] }) =>
      `${invalidValue(key, value)}: write ${expected === undefined ? 'another value' : `a value such as ${list(expected)}`}`,
  },
} satisfies RuleTable;
