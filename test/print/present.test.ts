import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/finding.ts';
import { presentGithub } from '../../src/print/github.ts';
import { presentJson } from '../../src/print/json.ts';
import { countWords, hasErrors, type Presented } from '../../src/print/present.ts';
import { presentPretty } from '../../src/print/pretty.ts';
import { presentSarif } from '../../src/print/sarif.ts';

const at = (line: number, column: number) => ({ line, column });

function diagnostic(changes: Partial<Diagnostic> = {}): Diagnostic {
  return {
    ruleId: 'dangling-id',
    severity: 'error',
    file: 'issues/A-1.md',
    place: { start: at(2, 3), end: at(2, 7) },
    args: {},
    message: 'Unexpected issue `A-2`, expected one that the book has',
    url: 'docs/rules/dangling-id.md',
    ...changes,
  };
}

function presented(...diagnostics: Diagnostic[]): Presented {
  return { diagnostics, pathOf: (file) => `content/${file}`, color: false };
}

describe('presentGithub', () => {
  test('escapes data as the toolkit of GitHub does', () => {
    const line = presentGithub(presented(diagnostic({ message: '5%\r\n::x, y: z' })));
    expect(line).toBe(
      '::error file=content/issues/A-1.md,line=2,endLine=2,col=3,endColumn=7,title=dangling-id::5%25%0D%0A::x, y: z\n',
    );
  });

  test('escapes what ends a property', () => {
    expect(presentGithub(presented(diagnostic({ file: 'a,b:c%\n.md' })))).toContain(
      'file=content/a%2Cb%3Ac%25%0A.md,line=2',
    );
  });

  test('has no columns for a finding over several lines, which GitHub would refuse', () => {
    const place = { start: at(2, 3), end: at(4, 1) };
    const line = presentGithub(presented(diagnostic({ place, severity: 'warning' })));
    expect(line).toMatch(/^::warning file=[^,]+,line=2,endLine=4,title=/);
  });

  test('is nothing for no findings', () => {
    expect(presentGithub(presented())).toBe('');
  });
});

describe('presentJson', () => {
  test('is a list, also of nothing', () => {
    expect(presentJson(presented())).toBe('[]\n');
  });

  test('keeps paths relative to the book', () => {
    expect(JSON.parse(presentJson(presented(diagnostic())))).toEqual([
      {
        ruleId: 'dangling-id',
        severity: 'error',
        file: 'issues/A-1.md',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 7,
        message: 'Unexpected issue `A-2`, expected one that the book has',
      },
    ]);
  });
});

describe('presentPretty', () => {
  test('shows related places under the finding', () => {
    const related = [
      { file: 'issues/A-0.md', place: { start: at(9, 1), end: at(9, 2) }, message: 'the first one' },
    ];
    expect(presentPretty(presented(diagnostic({ related })))).toContain(
      'the first one: content/issues/A-0.md:9:1',
    );
  });

  test('never sends control characters or turns of direction to a terminal', () => {
    const bad = '\u001b[2J\u0007\u009b\u202e';
    const related = [{ file: bad, place: { start: at(9, 1), end: at(9, 2) }, message: bad }];
    const text = presentPretty(presented(diagnostic({ message: bad, file: `${bad}.md`, related })));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be absent.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).toContain('\\u001b[2J\\u0007\\u009b\\u202e');
  });
});

describe('presentSarif', () => {
  const rules = ['a-rule', 'dangling-id', 'z-rule'].map((id) => ({
    id,
    what: 'What.',
    why: 'Why.',
    severity: 'error' as const,
  }));

  test('describes the rules that found something, and points at them', () => {
    const log = JSON.parse(presentSarif(presented(diagnostic()), rules, '1.2.3'));
    const [run] = log.runs;
    expect(run.tool.driver).toMatchObject({ semanticVersion: '1.2.3', rules: [{ id: 'dangling-id' }] });
    expect(run.results).toMatchObject([{ ruleId: 'dangling-id', ruleIndex: 0, level: 'error' }]);
  });

  test('writes a path as a URI', () => {
    const uriOf = (path: string) => {
      const text = presentSarif({ ...presented(diagnostic()), pathOf: () => path }, rules, '1.2.3');
      return JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    expect(uriOf('content/a b#?%.md')).toBe('content/a%20b%23%3F%25.md');
    expect(uriOf('/home/x/ä.md')).toBe('file:///home/x/%C3%A4.md');
  });
});

test('countWords counts each severity', () => {
  const warning = diagnostic({ severity: 'warning' });
  expect(countWords([])).toBe('no findings');
  expect(countWords([warning])).toBe('1 warning');
  expect(countWords([diagnostic(), warning, diagnostic()])).toBe('2 errors, 1 warning');
});

test('hasErrors tells errors from warnings', () => {
  expect(hasErrors([diagnostic({ severity: 'warning' })])).toBe(false);
  expect(hasErrors([diagnostic({ severity: 'warning' }), diagnostic()])).toBe(true);
});
