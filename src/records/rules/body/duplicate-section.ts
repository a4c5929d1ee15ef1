import type { Found } from '../../../core/finding.ts';
import { bodyHeadings, type PlacedHeading } from '../../check/body-headings.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const duplicateSection: Rule = {
  id: 'duplicate-section',
  severity: 'error',
  what: 'Two sections with the same heading.',
  why: 'Every section is shown at one place, so that the second would be missed; often it is left from a merge. Put the two together.',
  wrong: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12.\n\n## Evidence\n\nRun 14.') },
  right: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12, run 14.') },
  message: ({ heading }) => `Unexpected second section \`${heading}\`, expected one; put the two together`,
  *checkFile({ source, body }: FileContext): Iterable<Found> {
    if (source.kind === 'pattern') return;
    const first = new Map<string, PlacedHeading>();
    for (const heading of bodyHeadings(body)) {
      const { kind, id = '', text, place } = heading;
      if (kind === 'other') continue;
      const known = first.get(`${kind}:${id}`);
      if (!known) first.set(`${kind}:${id}`, heading);
      else {
        const related = [{ file: source.file, place: known.place, message: 'the first one' }];
        yield { ruleId: 'duplicate-section', place, args: { heading: text }, related };
      }
    }
  },
};
