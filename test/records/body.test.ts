import { describe, expect, test } from 'vitest';
import { ISSUE_FILE, issueWith } from '../support/example-book.ts';
import { checkBody, checkIssue, checkSuite, messages } from './book.ts';

const FIXES = 'fixes:\n  one: {}\n  two: {}';

test.each([
  ['~~~~text', 'close it with a line `~~~~`'],
  ['````text', 'close it with a line “````”'],
])('a block that begins with %s ends with the same', (opening, cure) => {
  const found = messages({ [ISSUE_FILE]: issueWith('', `## Notes\n\n${opening}\nx\n\`\`\`\n`) });
  expect(found).toEqual([expect.stringContaining(cure)]);
});

describe('HTML', () => {
  test.each([
    ['inline', 'A <b>bold</b> word.', ['10:3 raw-html']],
    ['block', '<div>\nx\n</div>', ['10:1 raw-html']],
    ['comment', 'x\n\n<!-- later -->', ['12:1 raw-html']],
    [
      'of a tracker, once',
      '<details><summary>long dump</summary>\n\nx<br>y\n\n</details>',
      ['10:1 raw-html'],
    ],
    ['in a list', '- a\n- <br>', ['11:3 raw-html']],
    ['in a table', '| a |\n| --- |\n| <br> |', ['12:3 raw-html']],
  ])('%s', (_, body, expected) => expect(checkBody(body)).toEqual(expected));

  test('is fine as code, and as an address', () => {
    expect(checkBody('`<b>` and <https://example.org> and a < b > c\n\n```html\n<b>\n```')).toEqual([]);
  });
});

describe('fences', () => {
  test.each([
    ['no language', '```\nx\n```', ['10:1 fence-language']],
    ['tildes', '~~~\nx\n~~~', ['10:1 fence-language']],
    ['indented', 'x\n\n    code\n    code', ['12:1 fence-language']],
    ['within a list', '- a\n\n  ```\n  x\n  ```', ['12:3 fence-language']],
    ['unclosed', '```go\nx', ['10:1 unclosed-fence']],
    ['unclosed and without a language', '```', ['10:1 fence-language', '10:1 unclosed-fence']],
  ])('%s', (_, body, expected) => expect(checkBody(body)).toEqual(expected));

  test('are told apart from indented code', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('', 'x\n\n    code') })[0]).toMatch(/^Indented code block: /);
    expect(messages({ [ISSUE_FILE]: issueWith('', '```\ncode\n```') })[0]).toMatch(
      /^Code block without a language: /,
    );
  });

  test('may be empty, and end with blank lines', () => {
    expect(checkBody('```go\n```\n\n```go\n\n```\n\n```go\nx\n\n\n```')).toEqual([]);
  });
});

describe('snippets', () => {
  const before = '```go before\na\n```';
  const after = '```go after\nb\n```';

  test.each([
    ['before alone', before, ['10:1 unpaired-snippet']],
    ['after alone', after, ['10:1 unpaired-snippet']],
    ['the wrong way round', `${after}\n\n${before}`, ['10:1 unpaired-snippet', '14:1 unpaired-snippet']],
    [
      'a list between',
      `${before}\n\n- Then:\n\n${after}`,
      ['10:1 unpaired-snippet', '16:1 unpaired-snippet'],
    ],
    [
      'two languages',
      `${before}\n\n${after.replace('go', 'ts')}`,
      ['10:1 unpaired-snippet', '14:1 unpaired-snippet'],
    ],
    ['one block without AFTER', '```go before after\na\nb\n```', ['10:1 unpaired-snippet']],
    [
      'one block with a sentence',
      '```go before after\na\n// After that, new streams\nb\n```',
      ['10:1 unpaired-snippet'],
    ],
    ['one block that begins with AFTER', '```go before after\n// AFTER\nb\n```', ['10:1 unpaired-snippet']],
  ])('%s', (_, body, expected) => expect(checkBody(body)).toEqual(expected));

  test.each([
    ['a caption between', `${before}\n\nThen:\n\n${after}`],
    ['capitals', `${before.replace('before', 'BEFORE')}\n\n${after.replace('after', 'AFTER')}`],
    ['old and new', '```go OLD\na\n```\n\n```go NEW\nb\n```'],
    ['one block of spoken words', '```go before after\n// Before (flaky):\na\n// After (fixed):\nb\n```'],
    ['one block of right and wrong', '```go before after\n// WRONG\na\n// RIGHT\nb\n```'],
    ['one block with rules', '```py before after\na\n# --- fixed ---\nb\n```'],
    ['a pair', `${before}\n\n${after}`],
    ['two pairs', `${before}\n${after}\n${before}\n${after}`],
    ['one block', '```go before after\n// BEFORE: a\na\n\n// AFTER: b\nb\n```'],
    ['one block of another language', '```py before after\na\n# AFTER\nb\n```'],
    ['a pair in a list', `- x\n\n${`${before}\n\n${after}`.replaceAll(/^/gm, '  ')}`],
  ])('is fine: %s', (_, body) => expect(checkBody(body)).toEqual([]));
});

describe('sections', () => {
  test.each([
    ['a test', '## Symptom: b', ['13:1 undeclared-section']],
    ['a fix', '## Fix: tow', ['13:1 undeclared-section']],
    ['a fix without an id, of several', '## Fix', ['13:1 undeclared-section']],
    ['twice', '## Fix: one\n\n## Fix: one', ['15:1 duplicate-section']],
    [
      'misspelt',
      '## Symptons\n\n## Fixes\n\n## Root-cause: a\n\n## Verifcation',
      ['13:1 misspelt-section', '15:1 misspelt-section', '17:1 misspelt-section', '19:1 misspelt-section'],
    ],
    [
      'by another word',
      '## Error message\n\n## Steps to reproduce',
      ['13:1 misspelt-section', '15:1 misspelt-section'],
    ],
    ['with a word more', '## Root Cause Analysis', ['13:1 misspelt-section']],
    ['at another level', '### Symptom', ['13:1 misspelt-section']],
    [
      'in bold',
      '**Symptom**\n\nLost.\n\n**Root cause:**\nA race.',
      ['13:1 misspelt-section', '17:1 misspelt-section'],
    ],
    ['in a line with a colon', 'Symptom:\n\n```text\nLost.\n```\n\nNote: a race.', ['13:1 misspelt-section']],
    [
      'in another form of the word',
      '## How we fixed it\n\n## Running',
      ['13:1 misspelt-section', '15:1 misspelt-section'],
    ],
    ['by any words of its kind', '## How it fails (CI)\n\n## Failure analysis', ['15:1 misspelt-section']],
    [
      'by its kind with a light word',
      '## Proposed workaround\n\n## Error log',
      ['13:1 misspelt-section', '15:1 misspelt-section'],
    ],
    ['by words of other things', '## Timeline of the error\n\n## What was tried', []],
    ['within another section', '## Symptom\n\n### Error message\n\n### Symptom', []],
    ['by another word, beside the known one', '## Root cause\n\n## Analysis', []],
  ])('%s', (_, body, expected) => {
    expect(checkIssue(FIXES, body)).toEqual(expected);
  });

  test('are fine by their ids, in any case of letters, and as notes', () => {
    expect(
      checkIssue(
        FIXES,
        '## symptom: a\n\n## Evidence\n\n## Fix: two\n\n## Fix: one\n\n## Timeline of the hunt\n\n## FAQ\n\n### Symptom: q',
      ),
    ).toEqual([]);
    expect(checkIssue('fixes:\n  one: {}', '## Fix')).toEqual([]);
    expect(checkBody('## Fix')).toEqual(['10:1 undeclared-section']);
  });

  test('of a suite name its runs', () => {
    const runs = 'runs:\n  nightly: { date: 2026-01-04 }';
    expect(checkSuite(runs, '## Run: nightly\n\n## Run\n\n## Symptom: x')).toEqual([]);
    expect(checkSuite(runs, '## Run: nihgtly')).toEqual(['9:1 undeclared-section']);
  });

  test('name the first of two', () => {
    expect(messages({ [ISSUE_FILE]: issueWith(FIXES, '## Fix: tow') })[0]).toMatch(/did you mean `two`\?$/);
  });
});

describe('links and images', () => {
  test.each([
    ['[x](javascript:alert(1))', ['10:1 unsafe-link']],
    ['[x](JaVaScRiPt:alert(1))', ['10:1 unsafe-link']],
    ['[x](data:text/html,x)', ['10:1 unsafe-link']],
    ['[x](<java\tscript:alert(1)>)', ['10:1 unsafe-link']],
    ['[x](&#106;avascript:alert(1))', ['10:1 unsafe-link']],
    ['[x]\n\n[x]: vbscript:x', ['12:1 unsafe-link']],
    ['<file:///etc/passwd>', ['10:1 unsafe-link']],
    ['![x](x.png)', ['10:1 image']],
    ['![x][y]\n\n[y]: https://example.org/y.png', ['10:1 image']],
  ])('%j', (body, expected) => expect(checkBody(body)).toEqual(expected));

  test('are fine to the web, by e-mail, within the page and within the content', () => {
    expect(
      checkBody(
        '[a](https://example.org) <a@example.org> [b](#symptom) [c](DS-FLAKY-001.md#symptom) [d](../patterns/shared-state.md)\n\n## Symptom',
      ),
    ).toEqual([]);
  });

  test.each([
    ['[x](#gone)', ['10:1 dangling-anchor']],
    ['[x](DS-FLAKY-002.md#gone)', ['10:1 dangling-anchor']],
    ['[x](<./DS-FLAKY-002.md#__proto__>)', ['10:1 dangling-anchor']],
    ['[x]\n\n[x]: #gone', ['12:1 dangling-anchor']],
    ['[x](DS-FLAKY-099.md#gone)', ['10:1 dangling-link']],
    ['[x](#) [y](https://example.org#gone) [z](../book.yaml#L3)', []],
    ['[x](#caf%C3%A9--bar) [y](#notes-1)\n\n### Café & `bar`\n\n## Notes\n\n### Notes', []],
  ])('lead to headings of the record: %j', (body, expected) => expect(checkBody(body)).toEqual(expected));

  test('lead to headings from sentences, too', () => {
    expect(checkIssue('fixes:\n  one: { title: "[x](#gone)" }')).toEqual(['7:17 dangling-anchor']);
    expect(messages({ [ISSUE_FILE]: issueWith('', '[x](#sympton)\n\n## Symptom') })).toEqual([
      'No heading here is `#sympton`: did you mean `symptom`?',
    ]);
  });
});

describe('depth', () => {
  test.each([
    ['quotes', '> '.repeat(41), ['9:1 nested-too-deep']],
    ['thousands of quotes', `x\n\n${'>'.repeat(100_000)}`, ['12:1 nested-too-deep']],
    [
      'lists',
      Array.from({ length: 41 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
      ['9:1 nested-too-deep'],
    ],
    ['a ruled line', '* '.repeat(80), []],
    ['a log', `\`\`\`text\n${'>'.repeat(400)}\n\`\`\``, []],
  ])('%s', (_, body, expected) => expect(checkBody(body)).toEqual(expected));
});

describe('a sentence of the front matter', () => {
  test.each([
    ['an image', 'affects: "a ![x](https://ci.example/x.png)"', 'image'],
    ['a link that runs', 'affects: "a [x](javascript:alert)"', 'unsafe-link'],
  ])('may not have %s', (_, frontMatter, rule) => {
    expect(checkIssue(frontMatter)).toEqual([`6:10 ${rule}`]);
  });
});
