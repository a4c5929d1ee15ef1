import type { Found } from '../../../core/finding.ts';
import { SECTION_HEADINGS } from '../../body/section.ts';
import { bodyHeadings } from '../../check/body-headings.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';

export const misspeltSection: Rule = {
  id: 'misspelt-section',
  severity: 'warning',
  what: 'A heading that is nearly one of those that mean something.',
  why: 'An unknown heading is kept as a note, below the sections that readers look for. Correct it, or choose words that are less like a known heading.',
  wrong: { [ISSUE_FILE]: issueWith('', '## Symptons\n\nIt times out.') },
  right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\nIt times out.') },
  message: ({ heading, suggestion }) =>
    `Unexpected heading \`${heading}\`, expected a known one, or words of its own${didYouMean(suggestion)}`,
  *checkFile({ source, body }: FileContext): Iterable<Found> {
    if (source.kind === 'pattern') return;
    for (const { kind, text, place } of bodyHeadings(body)) {
      const near = kind === 'other' ? nearHeading(text.split(':', 1)[0] ?? '') : undefined;
      if (near) yield { ruleId: 'misspelt-section', place, args: { heading: text, suggestion: near } };
    }
  },
};

/** A slip of one letter in four, a plural, or another way of joining two words. */
function nearHeading(text: string): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ');
  const known = Object.values(SECTION_HEADINGS);
  return (
    known.find((heading) =>
      [`${heading}s`, `${heading}es`].some((plural) => plural.toLowerCase() === words),
    ) ?? suggest(words, known, Math.floor(words.length / 4))
  );
}
