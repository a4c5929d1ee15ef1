import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ROOT } from './book.ts';

const SCHEMA = join(ROOT, 'src/records/issue/issue.ts');
const TEXT = readFileSync(SCHEMA, 'utf8');

/** Files that read issues, and one that makes them. */
const USERS = ['src/pages/blocks/issue-fields.ts', 'test/asof/build.ts'].map((file) => join(ROOT, file));

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  ROOT,
);

let last: ts.Program | undefined;

/** What the compiler says of the users of a schema. */
function errorsWith(schema: string): string[] {
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile;
  const kept = last;
  host.getSourceFile = (file, languageVersion, ...more) =>
    file === SCHEMA
      ? ts.createSourceFile(file, schema, languageVersion)
      : (kept?.getSourceFile(file) ?? readFile(file, languageVersion, ...more));
  const program = ts.createProgram(USERS, { ...options, noEmit: true }, host, kept);
  last = program;
  return USERS.flatMap((file) => [...program.getSemanticDiagnostics(program.getSourceFile(file))]).map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

function changed(from: string, to: string): string {
  expect(TEXT.split(from)).toHaveLength(2);
  return TEXT.replace(from, to);
}

describe('the type of an issue follows its schema', () => {
  test('and suits its users', () => {
    expect(errorsWith(TEXT)).toEqual([]);
  });

  test.each([
    [
      'an owner that is a number',
      'owner: field(text.optional()',
      'owner: field(z.number().optional()',
      'number',
    ],
    ['a list of what it affects', 'affects: field(sentence.optional()', 'affects: field(words', 'string[]'],
    [
      'a key that is new and required',
      'title: field(sentence,',
      "severity: field(text, 'How.', 'x'), title: field(sentence,",
      'severity',
    ],
  ])('%s is an error in them', (_, from, to, word) => {
    expect(errorsWith(changed(from, to)).join('\n')).toContain(word);
  });
});
