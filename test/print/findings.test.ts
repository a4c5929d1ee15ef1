import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { type FindingFormat, type PrintedFindings, printFindings } from '../../src/print/findings.ts';
import { paint, styled, wrapped } from '../../src/print/lines.ts';
import { hasColor } from '../../src/print/terminal.ts';
import { countWords } from '../../src/rules/rules.ts';
import { shownBy } from '../support/shown-by.ts';

const at = (line: number, column: number) => ({ line, column });

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'dangling-id',
    file: 'issues/A-1.md',
    place: { start: at(2, 3), end: at(2, 7) },
    args: { what: 'issue', id: 'A-2' },
    ...changes,
  };
}

function print(format: FindingFormat, findings: Finding[], more: Partial<PrintedFindings> = {}): string {
  const pathOf = (file: string) => `content/${file}`;
  return shownBy((terminal) => printFindings(terminal, format, { findings, pathOf, ...more }, '1.2.3'));
}

describe('github', () => {
  test('escapes data as the toolkit of GitHub does', () => {
    const args = { what: '5%::x, y: z', id: 'A-2' };
    expect(print('github', [finding({ args })])).toBe(
      '::error file=content/issues/A-1.md,line=2,endLine=2,col=3,endColumn=7,title=dangling-id::Unknown 5%25::x, y: z `A-2`: correct the id, or declare it\n',
    );
  });

  test('escapes what ends a property', () => {
    expect(print('github', [finding({ file: 'a,b:c%\r\n.md' })])).toContain(
      'file=content/a%2Cb%3Ac%25%0D%0A.md,line=2',
    );
  });

  test('has no columns for a finding over several lines, which GitHub would refuse', () => {
    const place = { start: at(2, 3), end: at(4, 1) };
    const line = print('github', [finding({ place, severity: 'warning' })]);
    expect(line).toMatch(/^::warning file=[^,]+,line=2,endLine=4,title=/);
  });

  test('is nothing for no findings', () => {
    expect(print('github', [])).toBe('');
  });
});

describe('json', () => {
  test('is a list, also of nothing', () => {
    expect(print('json', [])).toBe('[]\n');
  });

  test('keeps paths relative to the book', () => {
    expect(JSON.parse(print('json', [finding()]))).toEqual([
      {
        ruleId: 'dangling-id',
        severity: 'error',
        file: 'issues/A-1.md',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 7,
        message: 'Unknown issue `A-2`: correct the id, or add `issues/A-2.md`',
      },
    ]);
  });

  test('has the steps that led to a finding when asked', () => {
    const explained = print('json', [finding({ reasoning: ['2 + 2 = 4', 'x\u001by'] })], { explain: true });
    expect(JSON.parse(explained)).toMatchObject([{ explanation: ['2 + 2 = 4', 'x\ufffdy'] }]);
  });
});

describe('pretty', () => {
  test('shows so many at most, errors first, and counts all', () => {
    const on = (line: number) => ({ start: at(line, 1), end: at(line, 2) });
    const findings = [
      finding({ place: on(1), severity: 'warning' }),
      finding({ place: on(2), severity: 'warning' }),
      finding({ place: on(3) }),
    ];
    const shown = print('pretty', findings, { most: 2 });
    expect(shown.match(/A-1\.md:\d/g)).toEqual(['A-1.md:1', 'A-1.md:3']);
    expect(shown).toContain('3 messages (✖ 1 error, ⚠ 2 warnings)\n`flakebook check` shows all of them.\n');
    expect(print('pretty', findings, { most: 3 })).not.toContain('shows all of them');
  });

  test('shows related places under the finding, and the steps that led to it when asked', () => {
    const related = [
      { file: 'issues/A-0.md', place: { start: at(9, 1), end: at(9, 2) }, message: 'the first one' },
    ];
    const one = finding({ related, reasoning: ['2 + 2 = 4'] });
    expect(print('pretty', [one])).toContain('  the first one: content/issues/A-0.md:9:1\n');
    expect(print('pretty', [one])).not.toContain('2 + 2 = 4');
    expect(print('pretty', [one], { explain: true })).toContain(
      '  the first one: content/issues/A-0.md:9:1\n  2 + 2 = 4\n',
    );
  });

  test('shows the line with a mark below its place, as wide as it is shown', () => {
    const framed = (line: string, start: number, end = start + 1) => {
      const place = { start: at(2, start), end: at(2, end) };
      const lines = print('pretty', [finding({ place })], { textOf: () => `first\n${line}\n` }).split('\n');
      return lines.slice(2, 4);
    };
    expect(framed('  name: x', 9)).toEqual(['  2 |   name: x', '    |         ^']);
    expect(framed('\tname: 測試 x', 10, 11)).toEqual(['  2 |  name: 測試 x', '    |            ^']);
    expect(framed('\u001b[2J: x', 7)).toEqual(['  2 | \\u001b[2J: x', '    |            ^']);
    const [text = '', mark = ''] = framed(`${'a '.repeat(500)}here${' b'.repeat(500)}`, 1001, 1005);
    expect(text).toHaveLength(79);
    expect(text.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('here');
  });

  test('has no line for a finding about a whole file', () => {
    const start = { start: at(1, 1), end: at(1, 1) };
    expect(print('pretty', [finding({ place: start })], { textOf: () => 'first' })).not.toContain('|');
  });

  test('wraps what it says to the width, and breaks no word and no code', () => {
    const args = { what: 'word '.repeat(40).trim(), id: 'a b' };
    const lines = print('pretty', [finding({ args })])
      .split('\n')
      .slice(1, -4);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.join(' ')).toContain('`a b`');
  });

  test('never sends control characters or turns of direction to a terminal', () => {
    const bad = '\u001b[2J\u0007\u009b\u202e';
    const related = [{ file: bad, place: { start: at(9, 1), end: at(9, 2) }, message: bad }];
    const args = { what: bad, id: bad };
    const text = print('pretty', [finding({ args, file: `${bad}.md`, related, reasoning: [bad] })], {
      explain: true,
    });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).toContain('\\u001b[2J\\u0007\\u009b\\u202e');
  });
});

test('unix has one line for each finding', () => {
  expect(print('unix', [finding()])).toBe(
    'content/issues/A-1.md:2:3: Unknown issue `A-2`: correct the id, or add `issues/A-2.md` [dangling-id]\n',
  );
});

test('shows people as many findings as there are', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => finding({ file: `issues/${i}.md` }));
  expect(print('pretty', many)).toMatch(/\n✖ 50000 errors\n.*\n$/);
});

describe('sarif', () => {
  test('describes the rules that found something, and points at them', () => {
    const image = finding({ ruleId: 'image', args: {} });
    const [run] = JSON.parse(print('sarif', [image, finding()])).runs;
    expect(run.tool.driver).toMatchObject({
      semanticVersion: '1.2.3',
      rules: [{ id: 'dangling-id' }, { id: 'image' }],
    });
    expect(run.results).toMatchObject([
      { ruleId: 'image', ruleIndex: 1, level: 'warning' },
      { ruleId: 'dangling-id', ruleIndex: 0, level: 'error' },
    ]);
  });

  test('has related places', () => {
    const related = [
      { file: 'issues/A-0.md', place: { start: at(9, 1), end: at(9, 2) }, message: 'the first one' },
    ];
    const [result] = JSON.parse(print('sarif', [finding({ related })])).runs[0].results;
    expect(result.relatedLocations).toMatchObject([
      {
        message: { text: 'the first one' },
        physicalLocation: {
          artifactLocation: { uri: 'content/issues/A-0.md' },
          region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 2 },
        },
      },
    ]);
  });

  test('writes a path as a URI', () => {
    const uriOf = (path: string) => {
      const text = print('sarif', [finding()], { pathOf: () => path });
      return JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    };
    expect(uriOf('content/a b#?%.md')).toBe('content/a%20b%23%3F%25.md');
    expect(uriOf('/home/x/ä.md')).toBe('file:///home/x/%C3%A4.md');
  });
});

test('countWords counts each severity', () => {
  const warning = finding({ severity: 'warning' });
  expect(countWords([])).toBe('no findings');
  expect(countWords([warning])).toBe('1 warning');
  expect(countWords([finding(), warning, finding()])).toBe('2 errors, 1 warning');
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
  [true, { FORCE_COLOR: '0' }, false],
])('a terminal (%s) with %j has colours: %s', (isTTY, env, expected) => {
  expect(hasColor({ isTTY }, env)).toBe(expected);
});

describe('gitlab', () => {
  test('has what a code quality report needs, and a fingerprint that is of one finding only', () => {
    const [first, second, third] = JSON.parse(
      print('gitlab', [finding({}), finding({}), finding({ file: 'issues/A-3.md' })]),
    ) as Record<string, unknown>[];
    expect(first).toMatchObject({
      check_name: 'dangling-id',
      severity: 'major',
      location: { path: 'content/issues/A-1.md', lines: { begin: 2 } },
    });
    expect(new Set([first, second, third].map((one) => one?.fingerprint)).size).toBe(3);
  });
});

test('a line in colours ends without a blank, which a terminal of 80 columns would put on a line of its own', () => {
  const words = styled('bold', `${'a'.repeat(70)} to of not ${'b'.repeat(70)}`);
  const ends = wrapped([words], 80, '  ').map((line) => stripVTControlCharacters(paint([line], true)));
  expect(ends).toEqual([`  ${'a'.repeat(70)} to of\n`, `  not ${'b'.repeat(70)}\n`]);
});
