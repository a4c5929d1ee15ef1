import { PAGE_COMMANDS } from './commands/pages.ts';
import { RECORD_COMMANDS } from './commands/records.ts';
import type { OptionsOf } from './commands/row.ts';
import { RUN_COMMANDS } from './commands/runs.ts';
import type { Io } from './io.ts';

/** Every command. */
export const COMMANDS = [...RECORD_COMMANDS, ...PAGE_COMMANDS, ...RUN_COMMANDS] as const;

type Row = (typeof COMMANDS)[number];
export type Run = (typeof RUN)[Row['name']];

/** The options of a command, by name, as its row declares them. */
export type Options<Name extends Row['name']> = OptionsOf<Extract<Row, { name: Name }>['options'][number]>;

/** What a command is run with. `words` are the arguments that are no options. */
interface Invocation<Name extends Row['name']> {
  readonly words: readonly string[];
  readonly options: Options<Name>;
  readonly io: Io;
}

/** Runs each command. It loads its code then, so that `check` never waits for what `build` needs. */
export const RUN: { readonly [Name in Row['name']]: (given: Invocation<Name>) => Promise<number> } = {
  init: async ({ options, io }) => (await import('./init.ts')).init(options, io),
  demo: async ({ words, options, io }) => (await import('./demo.ts')).demo(words[0], options, io),
  'new issue': async ({ words, options, io }) =>
    (await import('./new-record.ts')).newIssue(words[0], options, io),
  'new suite': async ({ words: [id = ''], options, io }) =>
    (await import('./new-record.ts')).newRecord('suite', id, options, io),
  'new pattern': async ({ words: [id = ''], options, io }) =>
    (await import('./new-record.ts')).newRecord('pattern', id, options, io),
  renumber: async ({ words: [issue = ''], options, io }) =>
    (await import('./renumber.ts')).renumber(issue, options, io),
  check: async ({ options, io }) => (await import('./check.ts')).check(options, io),
  fmt: async ({ options, io }) => (await import('./fmt.ts')).fmt(options, io),
  audit: async ({ words, options, io }) => (await import('./audit.ts')).audit(words, options, io),
  verify: async ({ options, io }) => (await import('./verify.ts')).verify(options, io),
  explain: async ({ words, io }) => (await import('./explain.ts')).explain(words[0], io),
  schema: async ({ words, options, io }) => (await import('./schema.ts')).schema(words[0], options, io),
  build: async ({ options, io }) => (await import('./build.ts')).build(options, io),
  dev: async ({ options, io }) => (await import('./serve.ts')).dev(options, io),
  preview: async ({ options, io }) => (await import('./serve.ts')).preview(options, io),
  report: async ({ options, io }) => (await import('./report.ts')).report(options, io),
  diff: async ({ options, io }) => (await import('./diff.ts')).diff(options, io),
  match: async ({ words, options, io }) => (await import('./match.ts')).match(words, options, io),
  ingest: async ({ words, options, io }) => (await import('./ingest.ts')).ingest(words, options, io),
  results: async ({ words, options, io }) => (await import('./results.ts')).results(words, options, io),
  detect: async ({ options, io }) => (await import('./detect.ts')).detect(options, io),
  confirm: async ({ options, io }) => (await import('./confirm.ts')).confirm(options, io),
  quarantine: async ({ options, io }) => (await import('./quarantine.ts')).quarantine(options, io),
};
