import { goSnippets, javaSnippets } from './snippets-compiled.ts';
import { pythonSnippets, tsSnippets } from './snippets-scripted.ts';
import type { Language } from './words.ts';

/** The names and numbers of one issue's code: no two issues have the same block. */
export interface CodeNames {
  /** `orderQueue`, `OrderQueue` and `order_queue`. */
  readonly camel: string;
  readonly pascal: string;
  readonly snake: string;
  readonly entity: string;
  readonly Entity: string;
  readonly count: number;
  readonly timeoutMs: number;
  /** Of the issue, such as `7f3a`. */
  readonly mark: string;
}

export interface Snippets {
  evidence(names: CodeNames): string;
  before(names: CodeNames): string;
  after(names: CodeNames): string;
}

/** Several for each language; an issue takes one. */
export const SNIPPETS: Readonly<Record<Language, readonly Snippets[]>> = {
  go: goSnippets,
  ts: tsSnippets,
  python: pythonSnippets,
  java: javaSnippets,
};

/** How a comment begins. */
export const COMMENT: Readonly<Record<Language, string>> = { go: '//', ts: '//', python: '#', java: '//' };

export function sqlEvidence({ snake, entity, count, mark }: CodeNames): string {
  return `-- Rows that the failing run saw, by the run that wrote them
SELECT run_id, count(*) AS ${entity}s, min(created_at), max(created_at)
FROM ${snake}_${entity}s
WHERE created_at > now() - interval '${count} seconds'
  AND name LIKE 'test-${entity}-%'
GROUP BY run_id
HAVING count(*) <> ${count}
ORDER BY max(created_at) DESC; -- ${mark}`;
}

export function bashCheck({ camel, snake, count, mark }: CodeNames, command: string): string {
  return `# ${count} runs side by side, on two cores
for run in $(seq 1 ${count}); do
  RUN_ID="${mark}-$run" TEST_FILTER="${camel}" ${command} >"/tmp/${snake}-$run.log" 2>&1 &
  if (( run % 2 == 0 )); then wait; fi
done
wait
grep -L "PASS" /tmp/${snake}-*.log | wc -l`;
}
