import type { Knowledge } from '../../asof/snapshot.ts';
import { createCalendar, isWhen } from '../../core/calendar.ts';
import { parseAsOf } from '../as-of.ts';
import { UserError } from '../user-error.ts';
import { openGit, readCommit, repositoryAround } from './git.ts';
import { readTreeFolder } from './git-tree.ts';

/**
 * What `--known-at` means: a commit, with the day on which it was made; or a date, with the last commit of the branch up to
 * then, if it has the content. Records without git have their dates alone.
 * @param content the content folder.
 * @throws UserError for what is neither.
 */
export function knowledgeAt(content: string, text: string): Knowledge {
  const isDate = text === 'today' || isWhen(text);
  const around = repositoryAround(content);
  if (!around) return { knownAt: parseAsOf(text, 'UTC') };
  const git = openGit(around.repository);
  if (!isDate) {
    const commit = readCommit(git, text);
    if (commit === undefined || commit === 'ambiguous')
      throw new UserError(
        `\`${text}\` is neither a date nor one commit: give a date such as 2026-01-04, or a commit.`,
      );
    return { knownAt: commit.committed, commit: commit.id };
  }
  const knownAt = parseAsOf(text, 'UTC');
  const until = new Date(createCalendar('UTC').instantMs(knownAt)).toISOString();
  const id = git
    .run(['rev-list', '-1', '--first-parent', `--before=${until}`, 'HEAD'])
    ?.toString('utf8')
    .trim();
  const hasContent = id && readTreeFolder(around.repository, id, around.inside).has('book.yaml');
  return { knownAt, ...(hasContent ? { commit: id } : {}) };
}
