import type { Found } from '../../../core/finding.ts';
import { SECTION_HEADINGS, type SectionKind } from '../../body/section.ts';
import { bodyHeadings } from '../../check/body-headings.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';

const FRONT_MATTER = 'fixes:\n  serial-marker: { kind: mitigation }\n  unique-streams: { kind: fix }';

export const undeclaredSection: Rule = {
  id: 'undeclared-section',
  severity: 'error',
  what: 'A section of the body for a test, fix or run that the front matter does not declare.',
  why: 'Its text would not stand where the test, fix or run is shown. Correct the id behind the colon, or declare it. A section `Fix` names its fix unless there is exactly one.',
  wrong: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: seriel-marker\n\nMark the tests.') },
  right: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: serial-marker\n\nMark the tests.') },
  message: ({ heading, id, what, expected, suggestion }) => {
    const found = id === '' ? `section \`${heading}\` without an id` : `section \`${heading}: ${id}\``;
    const wanted =
      Array.isArray(expected) && expected.length > 0
        ? list(expected)
        : `the ${what} to be declared in the front matter`;
    return `Unexpected ${found}, expected ${wanted}${didYouMean(suggestion)}`;
  },
  *checkFile(context: FileContext): Iterable<Found> {
    for (const { kind, id = '', place } of bodyHeadings(context.body)) {
      const declared = declaredIds(context, kind);
      if (!declared || kind === 'other' || declared.ids.includes(id)) continue;
      if (id === '' && (kind !== 'fix' || declared.ids.length === 1)) continue;
      const near = id === '' || declared.what === 'test' ? undefined : suggest(id, declared.ids);
      const { what, ids } = declared;
      const args = {
        heading: SECTION_HEADINGS[kind],
        id,
        what,
        expected: ids,
        ...(near ? { suggestion: near } : {}),
      };
      yield { ruleId: 'undeclared-section', place, args };
    }
  },
};

/** What the id of a section names; undefined for sections that may have any. */
function declaredIds(
  { record }: FileContext,
  kind: SectionKind,
): { what: string; ids: string[] } | undefined {
  if (record?.kind === 'issue' && (kind === 'symptom' || kind === 'root-cause' || kind === 'evidence')) {
    return { what: 'test', ids: record.tests.map((test) => test.letter) };
  }
  if (record?.kind === 'issue' && kind === 'fix')
    return { what: 'fix', ids: record.fixes.map((fix) => fix.id) };
  if (record?.kind === 'suite' && kind === 'run')
    return { what: 'run', ids: record.runs.map((run) => run.id) };
  return undefined;
}
