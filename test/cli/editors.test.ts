import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flakebook, ROOT } from './run.ts';

interface Tasks {
  readonly tasks: readonly {
    readonly command: string;
    readonly problemMatcher: { readonly pattern: Readonly<Record<string, string | number>> };
  }[];
}

test('the problem matcher in docs/editors.md finds each problem at its line', async () => {
  const text = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
  const { tasks }: Tasks = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
  const [task] = tasks;
  if (!task) throw new Error('There is no task in docs/editors.md.');
  const { regexp, ...groups } = task.problemMatcher.pattern;
  const args = ['--content', 'test/golden/faulty'];
  const typed = task.command.replace('npx flakebook ', '').split(' ');
  const { stdout } = await flakebook([...typed, ...args], { cwd: ROOT });
  const found = await flakebook(['check', '--format', 'json', ...args], { cwd: ROOT });
  const problems: Readonly<Record<string, unknown>>[] = JSON.parse(found.stdout);
  const matched = stdout
    .trimEnd()
    .split('\n')
    .map((line) => new RegExp(String(regexp)).exec(line) ?? []);
  expect(problems.length).toBeGreaterThan(10);
  expect(
    matched.map((match) =>
      Object.fromEntries(Object.entries(groups).map(([name, at]) => [name, match[Number(at)]])),
    ),
  ).toEqual(
    problems.map(({ file, line, column, message, ruleId }) => ({
      file: `test/golden/faulty/${String(file).replace(/^test\/golden\/faulty\//, '')}`,
      line: String(line),
      column: String(column),
      message,
      code: ruleId,
    })),
  );
});
