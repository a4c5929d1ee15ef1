import { z } from 'zod';
import { STATUS_WORDS } from '../../core/status.ts';
import { LOCI } from '../issue/issue.ts';

const when = z.string().describe('A date, or a date with time and offset.');
const page = z.string().describe('The page of it, relative to the root of the site.');
const share = z.number().min(0).max(1);
const group = z.enum(['unresolved', 'resolved', 'closed']);
const names = z.array(z.string());

/** A signature without its specimens. */
const clue = z.object({
  text: z.string().optional().describe('Fixed text.'),
  regex: z.string().optional().describe('A regular expression, as RE2 reads it.'),
  only: z
    .object({ tests: names, suite: z.string().optional(), environment: z.string().optional() })
    .optional()
    .describe('Where it counts; without it, in all tests.'),
});

/** An issue as failures are held against it. */
const failing = z.object({
  id: z.string(),
  title: z.string(),
  suite: z.string(),
  status: z.enum(STATUS_WORDS),
  label: z.string().describe("The status in the book's words."),
  group,
  page,
  locus: z.enum(LOCI).optional().describe('Where the defect lies.'),
  tests: z.array(
    z.object({ letter: z.string(), name: z.string().optional(), aliases: names, at: z.string().optional() }),
  ),
  signatures: z.array(clue),
  symptoms: z
    .array(z.object({ letter: z.string().optional(), text: z.string() }))
    .describe('What a failure printed.'),
  timeline: z
    .array(
      z.object({
        word: z.enum(['renamed', 'reopened', 'superseded']),
        tests: names.describe('Letters; empty for all.'),
        to: z.string().optional(),
        by: z.string().optional(),
      }),
    )
    .describe('What gives a test a new name, or its failures to another issue.'),
  workarounds: z.array(
    z.object({
      fix: z.string(),
      title: z.string(),
      does: z.string().optional(),
      planned: z.boolean().describe('Nobody has applied it yet.'),
    }),
  ),
});

/** Columns of the list of issues: in the JSON, in the CSV, and in its schema. */
const CELLS = {
  id: z.string(),
  title: z.string(),
  suite: z.string(),
  status: z.enum(STATUS_WORDS),
  group,
  impact: z.string().nullable(),
  cause: z
    .string()
    .nullable()
    .describe('The pattern of the leading cause; empty while it is not classified.'),
  owner: z.string().nullable(),
  opened: when,
  updated: when,
  rate: share.nullable().describe('The highest flake rate of its unresolved tests.'),
  contradicted: z.boolean().describe('It claims to be mended, and runs since say that it is not.'),
  page,
} as const;
export const ISSUE_COLUMNS = Object.keys(CELLS) as (keyof typeof CELLS)[];

/** A row has its cells in the order of the columns. */
const row = z.tuple([
  CELLS.id,
  CELLS.title,
  CELLS.suite,
  CELLS.status,
  CELLS.group,
  CELLS.impact,
  CELLS.cause,
  CELLS.owner,
  CELLS.opened,
  CELLS.updated,
  CELLS.rate,
  CELLS.contradicted,
  CELLS.page,
]);

/** A value of each issue, the most pressing issue first. */
const column = <Cell extends z.ZodType>(cell: Cell) => z.array(cell);

const asOf = when.describe('The date at which the book was read; 1970-01-01 where no entry has a date yet.');

/** What each file of data holds. */
export const DATA_SCHEMAS = {
  issues: z.object({ asOf, columns: z.array(z.enum(ISSUE_COLUMNS)), rows: z.array(row) }),
  'issue-columns': z.object({
    asOf,
    id: column(z.string()),
    title: column(z.string()),
    opened: column(when),
    updated: column(when),
    rate: column(CELLS.rate),
    contradicted: column(CELLS.contradicted),
    lines: column(z.array(z.string())).describe('Names and places of its tests, and what its symptoms say.'),
    facets: z.array(
      z.object({
        key: z.string().describe('The word for it in a query.'),
        values: z.array(
          z.object({
            value: z.string(),
            label: z.string(),
            tone: z.string().optional(),
            mark: z.string().optional(),
          }),
        ),
        of: column(z.int().min(0)).describe('Which of these values each issue has, counted from 0.'),
      }),
    ),
  }),
  suites: z.object({
    asOf,
    suites: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        page,
        tests: z.number().nullable().describe('Tests of the suite, where that is known.'),
        stable: z.number().nullable(),
        unresolved: z.number().describe('Tests that an unresolved issue names.'),
        runs: z.number().describe('Measured runs.'),
      }),
    ),
  }),
  patterns: z.object({
    patterns: z.array(z.object({ id: z.string(), title: z.string(), page, issues: z.array(z.string()) })),
  }),
  figures: z.object({
    asOf,
    figures: z.record(
      z.string(),
      z.object({
        unit: z.string(),
        value: z.number(),
        of: z.number().optional(),
        high: z.number().optional(),
        unestimated: z.number().optional().describe('Pieces of work that are not in the sum.'),
        suites: z
          .object({ known: z.number(), all: z.number() })
          .optional()
          .describe('Of a sum over a part of the suites: of how many it is known, and how many there are.'),
      }),
    ),
  }),
  signatures: z.object({
    asOf,
    suites: z.array(z.string()).describe('All suites of the book.'),
    issues: z.array(failing),
    seen: z
      .array(z.object({ text: z.string(), tests: names }))
      .describe('Failures of stored runs: what other tests say too tells no issue.'),
  }),
  page: z
    .object({
      kind: z.string(),
      title: z.string(),
      description: z.string(),
      asOf: asOf.optional(),
      page,
      markdown: z.string().describe('The same page as Markdown, relative to the root of the site.'),
      facets: z.record(z.string(), names).describe('What the search finds it by.'),
      text: z.string().optional().describe('What a page that the search finds says before its first part.'),
      parts: z.array(
        z.object({
          title: z.string(),
          level: z.number(),
          anchor: z.string(),
          text: z.string().optional().describe('What a page that the search finds says there.'),
        }),
      ),
      above: z.array(page).describe('The pages above it, from the top.'),
      previous: page.optional(),
      next: page.optional(),
    })
    .describe('A page and its plain text. It lies beside the page: `issues/ds-flaky-003.json`.'),
  badge: z.object({ schemaVersion: z.literal(1), label: z.string(), message: z.string(), color: z.string() }),
};

export type DataKind = keyof typeof DATA_SCHEMAS;
export type DataOf<Kind extends DataKind> = z.output<(typeof DATA_SCHEMAS)[Kind]>;

/** The same as JSON Schemas, by kind. */
export function dataJsonSchemas(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(DATA_SCHEMAS).map(([kind, schema]) => [kind, z.toJSONSchema(schema)]),
  );
}
