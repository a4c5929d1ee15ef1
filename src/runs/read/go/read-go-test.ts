import { amountOf, type Fields, textOf } from '../json/json-fields.ts';
import { eventLines } from '../lines/event-lines.ts';
import type { LineFormat } from '../lines/line-reader.ts';
import { noCounts, type ResultsSink } from '../sink.ts';
import { type GoTests, goTests } from './go-tests.ts';

/** `go test -json`, one event a line: https://pkg.go.dev/cmd/test2json. */
export function goTest(sink: ResultsSink): LineFormat {
  sink.format = 'go-json';
  sink.leaf = noCounts();
  const tests = goTests(sink);
  return eventLines(
    sink,
    (fields) => readEvent(tests, fields),
    (line) => {
      const open = tests.end();
      if (open !== undefined) sink.cutOff(line, `the end of package \`${open}\``);
    },
  );
}

function readEvent(tests: GoTests, fields: Fields): boolean {
  const action = textOf(fields.Action);
  if (action === undefined) return false;
  for (const key of ['Package', 'Test', 'Output', 'ImportPath'])
    if (fields[key] !== undefined && typeof fields[key] !== 'string') return false;
  tests.read({
    action,
    pkg: textOf(fields.Package) ?? textOf(fields.ImportPath) ?? '',
    test: textOf(fields.Test),
    output: textOf(fields.Output) ?? '',
    failedBuild: textOf(fields.FailedBuild),
    elapsedSeconds: amountOf(fields.Elapsed),
  });
  return true;
}
