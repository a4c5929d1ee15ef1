import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { isSentence } from '../../src/records/fields/fields.ts';
import { schemaAt } from '../../src/records/fields/inside.ts';
import type { DataPath } from '../../src/text/yaml.ts';
import { assemble } from '../support/assemble.ts';
import {
  DOCUMENT_BOOK,
  FILES,
  type KINDS,
  schemaOfKind,
  textFields,
  withValue,
  writeDocument,
} from '../support/documents.ts';

interface Field {
  readonly kind: (typeof KINDS)[number];
  readonly path: DataPath;
}

const FIELDS: readonly Field[] = textFields();
const SENTENCES = FIELDS.filter(({ kind, path }) => isSentence(schemaAt(schemaOfKind(kind), path)));

/** What a file of the kind is found to have where these texts of it are another. */
function foundIn(kind: Field['kind'], paths: readonly DataPath[], value: string): readonly Finding[] {
  const book = { ...DOCUMENT_BOOK, [FILES[kind]]: writeDocument(kind, withValue(kind, paths, value)) };
  const files = Object.entries(book).map(
    ([file, text]) => [file, new TextEncoder().encode(String(text))] as const,
  );
  return assemble(new Map(files)).findings.filter(({ file }) => file === FILES[kind]);
}

/** The fields in which such a text has no finding of the rule. */
function missed(fields: readonly Field[], value: string, rule: string): string[] {
  return [...Map.groupBy(fields, ({ kind }) => kind)].flatMap(([kind, own]) => {
    const paths = own.map(({ path }) => path);
    // All at once first; one by one only to tell which.
    if (countOf(rule, foundIn(kind, paths, value)) === paths.length) return [];
    return paths
      .filter((path) => countOf(rule, foundIn(kind, [path], value)) === 0)
      .map((path) => `${kind} ${path.join('.')}`);
  });
}

function countOf(rule: string, findings: readonly Finding[]): number {
  return findings.filter(({ ruleId }) => ruleId === rule).reduce((sum, { more = 0 }) => sum + 1 + more, 0);
}

describe('every text of every record kind', () => {
  test('is drawn', () => {
    expect(FIELDS.length).toBeGreaterThan(250);
    expect(SENTENCES.length).toBeGreaterThan(70);
  });

  test.each(['a\u001b[31mred', '\u009b31m', 'bell\u0007', 'back\r', '\u0000', 'half \ud800'])(
    'has no control character: %j',
    (value) => {
      expect(missed(FIELDS, value, 'control-character')).toEqual([]);
    },
  );

  test.each(['a \u202e b', '\u2066'])('tells what turns the direction of text: %j', (value) => {
    expect(missed(FIELDS, value, 'text-direction')).toEqual([]);
  });
});

describe('every sentence', () => {
  test.each([
    'see [the log](%6aavascript:alert(2)//)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](&#9;javascript:alert(1))',
    '[x](%0ajavascript:alert(1))',
    '[x](data:text/html,x)',
    '<vbscript:x>',
    '[a][b]\n\n[b]: file:///etc/passwd',
  ])('has no unsafe link: %j', (value) => {
    expect(missed(SENTENCES, value, 'unsafe-link')).toEqual([]);
  });

  test.each(['[gone](../nowhere/x.md)', 'see [x][1]\n\n[1]: ../../x.md', '[x](\\\\evil.example)', '[x](%)'])(
    'has no dangling link: %j',
    (value) => {
      expect(missed(SENTENCES, value, 'dangling-link')).toEqual([]);
    },
  );

  test('has no image, and no figure that nobody knows', () => {
    expect(missed(SENTENCES, 'see ![x](https://x.example/y.png)', 'image')).toEqual([]);
    expect(missed(SENTENCES, 'all {{suite.stabel}} of them', 'unknown-figure')).toEqual([]);
  });

  test('may show braces and links as code', () => {
    expect(foundIn('pattern', [['title']], 'use `{{no.figure}}` and `[x](../gone.md)`')).toEqual([]);
  });
});

test('a text that is no sentence is not read as Markdown', () => {
  const rules = foundIn('issue', [['signatures', 0, 'text']], '{{ .Values }} [x](../gone.md)').map(
    ({ ruleId }) => ruleId,
  );
  expect(rules).not.toContain('unknown-figure');
  expect(rules).not.toContain('dangling-link');
});
