import type { RuleTable } from '../../core/rule.ts';
import { didYouMeanOr } from '../../core/text.ts';

const NOT_A_RECORD =
  'rename or move it (records are `book.yaml`, `.md` files in `issues/`, `patterns/` or `suites/`, `.yaml` files in `references/` or `evidence/`, and the run history in `runs/`)';

const UNREADABLE_CURES: Readonly<Record<string, string>> = {
  'permission denied': 'check its permissions',
  'its name is not UTF-8': 'rename it',
  'its name is too long': 'rename it',
};

export const FILE_RULES = {
  'our-mistake': {
    what: 'A file on which Flakebook itself failed.',
    why: 'The file may be right: a mistake in Flakebook kept it from being read. All other files were checked. Report it with the file. To go on meanwhile, take out the part on which it fails.',
    message: ({ problem }: { problem: string }) =>
      `This is our mistake: report it with this file and these words (${problem})`,
  },
  'outside-link': {
    what: 'A symbolic link in the content folder that leads outside it.',
    why: 'Flakebook reads nothing outside the content folder. Otherwise a pull request could publish any file of the machine that builds the site. Replace the link with the file itself.',
    message: ({ target }: { target: string }) =>
      `Link to \`${target}\` leaves the content folder: replace the link with the file itself`,
  },
  'unknown-file': {
    severity: 'warning',
    what: 'A file in the content folder that is not a record.',
    why: 'Flakebook ignores it. Records are `book.yaml`, `issues/<ID>.md`, `patterns/<id>.md`, `suites/<id>.md`, `references/<id>.yaml` and `evidence/<suite>.yaml`, without subfolders. `flakebook ingest` writes the run history to `runs/`. Move everything else out of the folder.',
    message: ({ file, suggestion }: { file: string; suggestion?: string }) => {
      // Where only the folder differs, another record may have the name.
      const folder = suggestion?.replace(/[^/]*$/, '') ?? '';
      const isDeeper = folder !== '' && file.startsWith(folder) && file.slice(folder.length).includes('/');
      const cure = isDeeper ? `move it up into \`${folder}\`, subfolders are not read` : NOT_A_RECORD;
      return `Ignored \`${file}\`: ${didYouMeanOr(isDeeper ? undefined : suggestion, cure)}`;
    },
  },
  'unreadable-file': {
    what: 'A file that the operating system does not let Flakebook read.',
    why: 'Its content would be missing from every page and every figure. Fix its permissions or its name, or put a plain file in its place.',
    message: ({ reason }: { reason: string }) =>
      `Cannot read the file: ${UNREADABLE_CURES[reason] ?? 'replace it with a plain file'} (${reason})`,
  },
  'deleted-record': {
    severity: 'warning',
    what: 'An issue or a suite that was deleted, and whose id is not retired.',
    why: 'Reports, commits and tickets still quote the id: given again, it would mean something else. Add the id to `retired` in `book.yaml`, or bring the file back. Git tells which records the branch had.',
    message: ({ id, path }: { id: string; path: string }) =>
      `\`${path}\` was deleted: add \`${id}\` to \`retired\`, so that nobody gives the id again`,
  },
} satisfies RuleTable;
