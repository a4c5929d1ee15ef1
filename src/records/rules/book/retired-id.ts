import type { Finding } from '../../../core/finding.ts';
import { FILE_START } from '../../../core/place.ts';
import type { BookContext, Rule } from '../../check/rule.ts';

const book = (id: string) => ({
  'book.yaml': `title: Example\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\nretired: [${id}]\n`,
});

export const retiredId: Rule = {
  id: 'retired-id',
  severity: 'error',
  what: 'A record with the id of one that was deleted.',
  why: 'Old reports, commits and tickets still name the deleted record by it. Take the next free id; or take the id off the `retired` list of `book.yaml` when the record is the old one, back again.',
  wrong: book('DS-FLAKY-002'),
  right: book('DS-FLAKY-007'),
  message: ({ id }) =>
    `Unexpected record \`${id}\`, expected an id that is not in the \`retired\` list of \`book.yaml\`; take the next free one`,
  *checkBook({ facts, book }: BookContext): Iterable<Finding> {
    const retired = new Set(book.retired.map((id) => id.toLowerCase()));
    for (const { kind, id, file } of facts) {
      if (kind === 'book' || !retired.has(id.toLowerCase())) continue;
      yield { ruleId: 'retired-id', file, place: FILE_START, args: { id } };
    }
  },
};
