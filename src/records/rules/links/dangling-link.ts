import type { Finding } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { relativePath } from '../../check/resolve-link.ts';
import type { BookContext, Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';

export const danglingLink: Rule = {
  id: 'dangling-link',
  severity: 'error',
  what: 'A relative link to a file that the content folder does not have.',
  why: 'The link would lead nowhere, on the site as on GitHub. Correct the path; a file outside the content folder is linked by its `https://` address.',
  wrong: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-sate.md).') },
  right: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-state.md).') },
  message: ({ target, leaves, suggestion }) =>
    leaves === 'yes'
      ? `Unexpected link to \`${target}\` outside the content folder, expected a file within, or a whole \`https://\` address`
      : `Unexpected link to \`${target}\`, expected a file of the content folder${didYouMean(suggestion)}`,
  *checkBook({ facts, index }: BookContext): Iterable<Finding> {
    for (const { file, uses } of facts) {
      for (const { what, id, place } of uses) {
        if (what !== 'file' || index.has('file', id)) continue;
        const near = id.startsWith('../') ? undefined : nearFile(id, index.idsOf('file'));
        const args = {
          target: relativePath(file, id),
          leaves: id.startsWith('../') ? 'yes' : 'no',
          ...(near ? { suggestion: relativePath(file, near) } : {}),
        };
        yield { ruleId: 'dangling-link', file, place, args };
      }
    }
  },
};

/** The file of the same name in another folder, or one of a similar path. */
function nearFile(path: string, files: Iterable<string>): string | undefined {
  const all = [...files];
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '');
  const namesakes = all.filter(
    (file) => file.slice(file.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '') === name,
  );
  return namesakes[0] ?? suggest(path, all);
}
