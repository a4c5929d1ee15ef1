import { REPORT_DETAILS } from '../../pages/routes.ts';
import {
  AS_OF,
  BOOK,
  CONTENT,
  type CommandRow,
  formats,
  HAS_ERRORS,
  NO_CACHE,
  ONLY_SUITE,
  OUT,
  PORT,
  REV,
  SUITE,
  UNUSABLE,
} from './row.ts';

/** Commands that show what the records say. */
export const PAGE_COMMANDS = [
  {
    name: 'build',
    purpose: 'Check the content, then write the Markdown docs and the site.',
    options: [
      CONTENT,
      REV,
      {
        ...AS_OF,
        meaning: `${AS_OF.meaning}. Pages agree with the reports of their dates: only a report can use what was known later, with its --known-at`,
      },
      NO_CACHE,
      { flags: '--docs', meaning: 'write only the Markdown docs' },
      { flags: '--site', meaning: 'write only the site' },
      OUT,
      { flags: '--base <path>', meaning: 'the path under which the site is served', default: '/' },
      { flags: '--origin <url>', meaning: 'the address of the site, for canonical links and the sitemap' },
      { flags: '--commit <id>', meaning: 'the commit of the content, to show at the foot of each page' },
    ],
    examples: [
      { line: 'flakebook build --docs', shows: 'dist/docs, to read on GitHub' },
      { line: 'flakebook build --base /flaky/', shows: 'dist/docs and dist/site, for example.org/flaky/' },
    ],
    exitCodes: { 0: 'written', 1: HAS_ERRORS, 2: UNUSABLE },
  },
  {
    name: 'dev',
    purpose: 'Preview the site while you write; the page follows your edits.',
    options: [
      ...BOOK,
      OUT,
      PORT,
      { flags: '--base <path>', meaning: 'the path under which the site is served' },
    ],
    examples: [{ line: 'flakebook dev --port 4400', shows: 'the site at http://localhost:4400' }],
    exitCodes: { 0: 'stopped by you', 2: UNUSABLE },
  },
  {
    name: 'preview',
    purpose: 'Serve the site that `flakebook build` wrote.',
    options: [
      CONTENT,
      OUT,
      PORT,
      { flags: '--base <path>', meaning: 'the path for which the site was built' },
    ],
    examples: [{ line: 'flakebook preview', shows: 'dist/site, on a local address' }],
    exitCodes: { 0: 'stopped by you', 2: 'wrong usage, or no site was built' },
  },
  {
    name: 'report',
    purpose: 'Write the dated report of a suite, or check a written one.',
    options: [
      ...BOOK,
      SUITE,
      {
        flags: '--detail <detail>',
        meaning: 'how much it says: the main points, or all',
        choices: REPORT_DETAILS,
        default: REPORT_DETAILS[0],
      },
      {
        flags: '--since <date>',
        meaning: 'the date of the previous report (default: the newest of `reports` in book.yaml)',
      },
      {
        flags: '--known-at <date>',
        meaning: 'use what was known on this date, or in this commit (default: the date of --as-of)',
      },
      {
        flags: '--out <file>',
        meaning:
          'the file, or `-` for standard output (default: `<date>-<suite>.md` below dist/docs/reports)',
      },
      {
        flags: '--check <file>',
        meaning: 'write nothing; say whether this report still agrees with the records',
      },
    ],
    examples: [
      { line: 'flakebook report', shows: 'a file below dist/docs/reports' },
      { line: 'flakebook report --as-of today --out report.md', shows: 'the state of today' },
    ],
    exitCodes: {
      0: 'written, or the checked report still agrees',
      1: 'the content has errors, or the checked report is out of date',
      2: UNUSABLE,
    },
  },
  {
    name: 'diff',
    purpose: 'List what changed between two dates.',
    options: [
      CONTENT,
      REV,
      NO_CACHE,
      { flags: '--from <date>', meaning: 'the earlier date', isRequired: true },
      { flags: '--to <date>', meaning: 'the later date (default: the newest date of the records)' },
      ONLY_SUITE,
      formats(['pretty', 'markdown', 'json']),
    ],
    examples: [{ line: 'flakebook diff --from 2026-01-01', shows: 'all changes of this year' }],
    exitCodes: { 0: 'done, whether or not anything changed', 1: 'the content has errors', 2: UNUSABLE },
  },
] as const satisfies readonly CommandRow[];
