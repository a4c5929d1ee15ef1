import type { Evidence } from '../evidence/evidence.ts';
import type { Draft } from '../fields/draft.ts';
import type { Suite } from '../suite/suite.ts';
import { collectIssue } from './collect-issue.ts';
import { collectProse } from './collect-prose.ts';
import { collectRoster, collectRuns } from './collect-runs.ts';
import { type Collected, createCollector } from './collector.ts';
import type { FileContext } from './context.ts';
import type { Facts } from './facts.ts';
import { newestDate } from './newest-date.ts';
import type { SourceKind } from './parse-source.ts';

const QUOTING: ReadonlySet<SourceKind> = new Set(['evidence', 'runs', 'roster']);

/** What a file declares and uses. A file that no record could be made of still declares its own id. */
export function collectFacts(context: FileContext): Facts {
  const { source, record, calendar } = context;
  const collected = createCollector(context);
  // Evidence and the run history quote code and names of tests: an id in them is nobody's sentence.
  if (!QUOTING.has(source.kind)) collectProse(context, collected);
  const more = collectRecord(context, collected);
  const newest = newestDate(record, calendar);
  return {
    kind: source.kind,
    id: source.id,
    file: source.file,
    title: (record && 'title' in record ? record.title : undefined) ?? source.id,
    fixKinds: {},
    claims: [],
    untils: [],
    isUnread: record ? undefined : true,
    newest,
    ...more,
    uses: collected.uses,
    declares: collected.declares,
    sames: collected.sames,
  };
}

function collectRecord({ source, record, book }: FileContext, collected: Collected): Partial<Facts> {
  switch (record?.kind) {
    case 'issue':
      return collectIssue(record, source, book, collected);
    case 'suite':
      collectSuite(record, collected);
      break;
    case 'pattern':
      collected.useAll('pattern', record.related, ['related']);
      break;
    case 'references':
      for (const { id } of record.items) collected.declare('reference', id, ['items', id]);
      break;
    case 'runs':
      return collectRuns(record, collected);
    case 'roster':
      return collectRoster(record, source, collected);
    case 'evidence':
      collectEvidence(record, collected);
      break;
    case 'book':
      for (const [i, { suite }] of record.prefixes.entries()) {
        if (suite !== undefined) collected.use('suite', suite, ['prefixes', i, 'suite']);
      }
  }
  return {};
}

/** The file is named after its suite, and its maps after the records whose claims were checked. */
function collectEvidence({ id, claims }: Draft<Evidence>, collected: Collected): void {
  collected.use('suite', id, ['commit'], 'key');
  const records = new Map(claims.map(({ record, kind }) => [record, kind]));
  for (const [record, kind] of records) {
    if (kind === 'reference') collected.use('group', record, ['references', record], 'key');
    else if (kind !== 'run') collected.use('issue', record, ['issues', record], 'key');
  }
}

function collectSuite(suite: Draft<Suite>, collected: Collected): void {
  collected.useAll('group', suite.references, ['references']);
  for (const run of suite.runs) {
    collected.useAll('issue', run.after, ['runs', run.id, 'after']);
    collected.useAll('test', run.failures, ['runs', run.id, 'failures']);
  }
  for (const decision of suite.decisions) collected.decision(decision);
}
