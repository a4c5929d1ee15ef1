import { FILE_START, type Finding } from '../../core/finding.ts';
import type { Book } from '../../records/book/book.ts';
import { finding } from '../../records/rules.ts';
import { BOOK_FILE, listContent } from '../content-files.ts';
import { pathsEver, repositoryAround } from './git.ts';

/** Records whose ids people quote: patterns come back from the catalogue, and all else belongs to one of these. */
const FOLDERS = ['issues', 'suites'];

/**
 * Records that the branch once had, and that neither the folder nor the list of retired ids has: none where there is no
 * repository, or a clone without its history.
 * @param content the real path of the content folder.
 */
export function findDeletedRecords(content: string, { retired }: Pick<Book, 'retired'>): Finding[] {
  const around = repositoryAround(content);
  if (!around) return [];
  const known = new Set(retired.map((id) => id.toLowerCase()));
  const here = new Set(listContent(content).files.map(({ file }) => file.toLowerCase()));
  return pathsEver(around.repository, around.inside, FOLDERS)
    .sort()
    .flatMap((path) => {
      const id = /^[^/]+\/([^/]+)\.md$/.exec(path)?.[1];
      if (id === undefined || here.has(path.toLowerCase()) || known.has(id.toLowerCase())) return [];
      return [{ ...finding('deleted-record', FILE_START, { id, path }), file: BOOK_FILE }];
    });
}
