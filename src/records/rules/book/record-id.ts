import type { Found } from '../../../core/finding.ts';
import { FILE_START } from '../../../core/place.ts';
import type { Book } from '../../book/book.ts';
import { issueWith } from '../../check/example-book.ts';
import { sourceKind } from '../../check/parse-source.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';
import { KEY_ID } from '../../fields/fields.ts';
import { MISSING } from '../../fields/pruned.ts';
import { suggest } from '../../fields/suggest.ts';

const ISSUE_ID = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+$/;

export const recordId: Rule = {
  id: 'record-id',
  severity: 'error',
  what: 'A file name that is no id of such a record.',
  why: "The file's name is the record's id: people say it, links carry it, and it becomes an address. An issue begins with a prefix of `book.yaml` that belongs to its suite, followed by digits; other records are lower-case words joined by hyphens.",
  wrong: { 'issues/DS-FLAKE-003.md': issueWith('') },
  right: { 'issues/DS-FLAKY-003.md': issueWith('') },
  message: ({ id, expected, suggestion }) =>
    `Unexpected id \`${id}\`, expected ${expected}${didYouMean(suggestion)}`,
  *checkFile({ source, book, record }: FileContext): Iterable<Found> {
    const { id, kind, file } = source;
    // The run history is named after suites and by machines: a suite that there is not is another finding.
    if (kind === 'book' || kind === 'runs' || kind === 'roster' || !sourceKind(file)) return;
    const at = (expected: string, suggestion?: string, place = FILE_START): Found => ({
      ruleId: 'record-id',
      place,
      args: { id, expected, ...(suggestion === undefined || suggestion === id ? {} : { suggestion }) },
    });
    if (kind !== 'issue') {
      if (!KEY_ID.test(id))
        yield at('lower-case words joined by hyphens as the name of the file', asKeyId(id));
      return;
    }
    const owners = book.prefixes.filter(
      ({ prefix }) => id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)),
    );
    if (book.prefixes.length === 0 ? !ISSUE_ID.test(id) : owners.length === 0) {
      yield at(issueForm(book), nearIssueId(id, book));
    } else if (record?.kind === 'issue' && !record.suite.includes(MISSING)) {
      const suites = owners.flatMap(({ suite }) => suite ?? []);
      if (suites.length === 0 || suites.length < owners.length || suites.includes(record.suite)) return;
      const place = source.yaml?.place(['suite']) ?? FILE_START;
      yield at(
        `the prefix of suite \`${record.suite}\`, as this one belongs to \`${suites.join('`, `')}\``,
        undefined,
        place,
      );
    }
  },
};

function issueForm({ prefixes }: Book): string {
  if (prefixes.length === 0) return 'capitals and a number, such as `DS-FLAKY-001`, as the name of the file';
  return `${prefixes.map(({ prefix }) => `\`${prefix}\``).join(' or ')} followed by digits as the name of the file`;
}

function nearIssueId(id: string, { prefixes }: Book): string | undefined {
  const match = /^(.*?)[-_ ]*(\d+)\D*$/.exec(id);
  if (!match) return undefined;
  const words = `${match[1]?.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-')}-`;
  if (prefixes.length === 0) return ISSUE_ID.test(`${words}${match[2]}`) ? `${words}${match[2]}` : undefined;
  const near = suggest(
    words,
    prefixes.map(({ prefix }) => prefix),
  );
  return near && `${near}${match[2]}`;
}

function asKeyId(id: string): string | undefined {
  const form = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return KEY_ID.test(form) ? form : undefined;
}
