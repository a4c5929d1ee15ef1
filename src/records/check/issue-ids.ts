import { issuesOfTestId } from '../../core/ids.ts';
import { ofLast } from '../../core/kept.ts';
import { everyMatch } from '../../core/text.ts';
import type { Book } from '../book/book.ts';

export interface FoundId {
  /** `issue` for `DS-FLAKY-003`, `test` for `DS-FLAKY-003a`; a hash may end with letters itself. */
  readonly what: 'issue' | 'test' | 'issue-or-test';
  readonly id: string;
  /** The issues that it may be, or be a test of; the first one that there is, is meant. */
  readonly issues: readonly string[];
  readonly index: number;
  readonly length: number;
}

type Prefix = Book['prefixes'][number];

/** What follows a prefix in the ids of issues. */
const FORMS = {
  digits: { pattern: String.raw`\d+`, words: 'digits' },
  hash: { pattern: '[0-9a-f]{2,40}', words: 'a hash, such as `29e9123de4`,' },
};

export function formOf({ id = 'digits' }: Prefix): string {
  return FORMS[id].words;
}

/** Whether the id of an issue is one of a prefix. */
export function hasPrefix(issue: string, { prefix, id = 'digits' }: Prefix): boolean {
  return issue.startsWith(prefix) && new RegExp(`^${FORMS[id].pattern}$`).test(issue.slice(prefix.length));
}

/** Bare issue and test ids in a sentence, by the prefixes of the book. */
export function findIssueIds(text: string, { prefixes }: Pick<Book, 'prefixes'>): FoundId[] {
  // Most texts have none, which is sooner told so.
  if (!prefixes.some(({ prefix }) => text.includes(prefix))) return [];
  return everyMatch(patternOf(prefixes), text).map((match) => {
    const [id, digits, letters] = match;
    const isIssue = letters === undefined;
    const what = digits === undefined ? 'issue-or-test' : isIssue ? 'issue' : 'test';
    const issues = what === 'test' ? [digits ?? ''] : what === 'issue' ? [id] : [id, ...issuesOfTestId(id)];
    return { what, id, issues, index: match.index, length: id.length };
  });
}

const patternOf = ofLast((prefixes: Book['prefixes']) => {
  const anyOf = (form: keyof typeof FORMS) => {
    const own = prefixes.filter(({ id = 'digits' }) => id === form).map(({ prefix }) => prefix);
    return own.length === 0 ? '(?!)' : `(?:${own.join('|')})${FORMS[form].pattern}`;
  };
  return new RegExp(
    `(?<![\\w/-])(?:(${anyOf('digits')})([a-z]{1,2})?|${anyOf('hash')}[a-z]{0,2})(?![\\w-])`,
    'gu',
  );
});
