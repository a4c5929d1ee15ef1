import { z } from 'zod';
import type { Suite } from '../suite/suite.ts';
import { count, keyId, mapOf, present, strict, text, took, url, when, words } from './fields.ts';
import { decision, taskSchema, toDecisions, toTasks, type Vocabulary, withIds } from './issue.ts';

const run = strict({
  date: when,
  after: words,
  of: count.optional(),
  ran: count.optional(),
  passed: count.optional(),
  failed: count.optional(),
  errored: count.optional(),
  pending: count.optional(),
  skipped: count.optional(),
  interrupted: count.optional(),
  flaky: count.optional(),
  took: took.optional(),
  commit: text.optional(),
  url: url.optional(),
  failures: words,
  with: z.record(z.string(), text).default({}),
});

function suiteSchema(vocabulary: Vocabulary) {
  return strict({
    title: text,
    framework: text.optional(),
    command: text.optional(),
    source: strict({ repository: url.optional(), branch: text.optional() }).optional(),
    size: z.array(strict({ date: when, tests: count })).default([]),
    runs: mapOf(run).default({}),
    tasks: mapOf(taskSchema(vocabulary)).default({}),
    decisions: mapOf(decision).default({}),
    references: z.array(keyId).default([]),
  });
}

let built: { vocabulary: Vocabulary; schema: ReturnType<typeof suiteSchema> } | undefined;

export function suiteSchemaFor(vocabulary: Vocabulary): ReturnType<typeof suiteSchema> {
  if (built?.vocabulary !== vocabulary) built = { vocabulary, schema: suiteSchema(vocabulary) };
  return built.schema;
}

export function toSuite(data: z.output<ReturnType<typeof suiteSchema>>, id: string, file: string): Suite {
  const { runs, tasks, decisions, source, ...rest } = data;
  return {
    kind: 'suite',
    id,
    file,
    ...present(rest),
    source: source && present(source),
    runs: withIds(runs),
    tasks: toTasks(tasks),
    decisions: toDecisions(decisions),
  };
}
