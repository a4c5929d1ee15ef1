import { FILE_START, type FileFinding, type Finding } from '../../core/finding.ts';
import { parseQualifiedId } from '../../core/ids.ts';
import type { Book } from '../book/book.ts';
import { KEY_ID } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { finding } from '../rules.ts';
import type { Declaration } from './book-index.ts';
import type { BookContext, FileContext } from './facts.ts';
import { formOf, hasPrefix } from './issue-ids.ts';
import { sourceKind } from './parse-source.ts';

const ISSUE_ID = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+$/;

/** Whether the name of a file is an id of such a record. */
export function checkRecordId({ source, book, record }: FileContext): FileFinding[] {
  const { id, kind, file } = source;
  // The run history is named after suites and by machines: a suite that there is not is another finding.
  if (kind === 'book' || kind === 'runs' || kind === 'roster' || !sourceKind(file)) return [];
  const wrong = (expected: string, near?: string, place = FILE_START) => [
    finding('record-id', place, { id, expected, suggestion: near === id ? undefined : near }),
  ];
  if (kind !== 'issue')
    return KEY_ID.test(id)
      ? []
      : wrong('lower-case words joined by hyphens as the name of the file', asKeyId(id));
  const owners = book.prefixes.filter((prefix) => hasPrefix(id, prefix));
  if (book.prefixes.length === 0 ? !ISSUE_ID.test(id) : owners.length === 0)
    return wrong(issueForm(book), nearIssueId(id, book));
  if (record?.kind !== 'issue' || record.suite === undefined) return [];
  const suites = owners.flatMap(({ suite }) => suite ?? []);
  if (suites.length === 0 || suites.length < owners.length || suites.includes(record.suite)) return [];
  return wrong(
    `the prefix of suite \`${record.suite}\`, as this one belongs to \`${suites.join('`, `')}\``,
    undefined,
    source.yaml?.place(['suite']),
  );
}

function issueForm({ prefixes }: Book): string {
  if (prefixes.length === 0) return 'capitals and a number, such as `DS-FLAKY-001`, as the name of the file';
  const forms = [...Map.groupBy(prefixes, formOf)].map(
    ([form, own]) => `${own.map(({ prefix }) => `\`${prefix}\``).join(' or ')} followed by ${form}`,
  );
  return `${forms.join(' or ')} as the name of the file`;
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
  const meant = `${near}${match[2]}`;
  return prefixes.some((prefix) => hasPrefix(meant, prefix)) ? meant : undefined;
}

function asKeyId(id: string): string | undefined {
  const form = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return KEY_ID.test(form) ? form : undefined;
}

/** Ids that two records or references have. */
export function* checkDuplicates({ facts, index }: BookContext): Iterable<Finding> {
  for (const [name, places] of index.declarations) {
    const declared = parseQualifiedId(name);
    if (declared.kind === 'reference') yield* repeats(declared.id, places);
    // A hash may end with a letter, as the id of a test does.
    const issue = declared.kind === 'test' && index.has('issue', declared.id);
    if (issue)
      yield* repeats(declared.id, [{ file: `issues/${declared.id}.md`, place: FILE_START }, ...places]);
  }
  const records = Map.groupBy(
    facts.filter(({ id }) => id !== ''),
    ({ kind, id }) => `${kind}:${id.toLowerCase()}`,
  );
  for (const same of records.values()) {
    const id = same.at(-1)?.file.replace(/^.*\/|\.[a-z]+$/g, '') ?? '';
    yield* repeats(
      id,
      same.map(({ file }) => ({ file, place: FILE_START })),
    );
  }
}

function* repeats(id: string, [first, ...others]: readonly Declaration[]): Iterable<Finding> {
  if (!first) return;
  const related = [{ file: first.file, place: first.place, message: 'the first one' }];
  for (const { file, place } of others)
    yield { ...finding('duplicate-id', place, { id, first: `\`${first.file}\`` }), file, related };
}

/** Names under which folders show their own page. */
const INDEX_NAMES = new Set(['index', 'readme']);

/** Ids that are taken otherwise: by a deleted record, or by the page that lists the folder. */
export function* checkTakenIds({ facts, book }: BookContext): Iterable<Finding> {
  const retired = new Set(book.retired.map((id) => id.toLowerCase()));
  for (const { kind, id, file } of facts) {
    if (kind === 'book') continue;
    // A pattern of the catalogue is back when a book deletes its own form of it.
    if (kind !== 'pattern' && retired.has(id.toLowerCase()))
      yield { ...finding('retired-id', FILE_START, { id }), file };
    if (!INDEX_NAMES.has(id.toLowerCase())) continue;
    const route = `${file.slice(0, file.indexOf('/'))}/${id.toLowerCase()}`;
    yield { ...finding('duplicate-route', FILE_START, { id, route }), file };
  }
}
