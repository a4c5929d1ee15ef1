import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { pairSnippets } from '../../src/pages/blocks/snippets.ts';
import { parseMarkdown } from '../../src/text/body.ts';

const OLD = 'await page.click("save");\nawait sleep(500);\nexpect(await page.text()).toBe("saved");';
const NEW = 'await page.click("save");\nawait expect(page.text()).toBecome("saved");';
const fence = (code: string, info = 'ts') => `\`\`\`${info}\n${code}\n\`\`\``;
const two = (above: string, between: string, info = 'ts') =>
  [above, fence(OLD, info), between, fence(NEW, info)].filter((part) => part !== '').join('\n\n');
const pairsOf = (markdown: string, isFix = true) =>
  pairSnippets(parseMarkdown(markdown).children, isFix).filter((node) => node.type === 'snippetPair');

it('takes captions that say no more than ours for ours', () => {
  const kinds = (markdown: string) =>
    pairSnippets(parseMarkdown(markdown).children, true).map(({ type }) => type);
  expect(kinds(two('**Before:**', '✅ After'))).toEqual(['snippetPair']);
  expect(pairsOf(two('Before:', 'After:'))).toMatchObject([{ told: 'marked', between: [] }]);
  expect(kinds(two('Before, on a slow machine:', 'After:'))).toEqual(['paragraph', 'snippetPair']);
});

describe('two fences of a fix are a pair, however a person says so', () => {
  it.each([
    ['words behind the language', [fence(OLD, 'ts before'), fence(NEW, 'ts after')].join('\n\n')],
    ['words of a title', [fence(OLD, 'ts title="Before"'), fence(NEW, 'ts title="After"')].join('\n\n')],
    ['captions', two('Before:', 'After:')],
    ['captions in bold', two('**Before**', '**After**')],
    ['captions with a reason', two('Before (flaky):', 'After (waits for the text):')],
    ['headings', two('### Before', '### After')],
    ['headings of more words', two('#### Before the fix', '#### After the fix')],
    ['old and new', two('Old code', 'New code')],
    ['wrong and right', two('WRONG:', 'RIGHT:')],
    ['signs', two('❌ It sleeps', '✅ It waits for the text')],
    ['current and proposed', two('Current code:', 'Proposed code:')],
    ['replace and with', two('Replace', 'with')],
    ['instead of and use', two('Instead of', 'use:')],
    ['from and to', two('From:', 'to:')],
    ['previously and now', two('Previously the test slept:', 'Now it waits:')],
    ['comments in capitals', [fence(`// BEFORE\n${OLD}`), fence(`// AFTER\n${NEW}`)].join('\n\n')],
    [
      'a sentence, then a caption',
      two('The test slept half a second. Before:', 'It waits for the text now. After:'),
    ],
    ['a word for one of them', two('The racy version', 'Wait for what the test is about')],
    [
      'items of a list',
      `- Before:\n\n  ${fence(OLD).replaceAll('\n', '\n  ')}\n- After:\n\n  ${fence(NEW).replaceAll('\n', '\n  ')}`,
    ],
    ['no language', two('Before', 'After', '')],
    ['a language once', [fence(OLD), 'After:', fence(NEW, '')].join('\n\n')],
    ['what is said in between', two('Before:', 'It sleeps, which is too short on a slow machine.\n\nAfter:')],
    ['another language', two('Vorher', 'Nachher')],
    ['nothing', two('', '')],
  ])('%s', (_, markdown) => {
    expect(pairsOf(markdown)).toMatchObject([
      { before: expect.stringContaining('sleep'), after: expect.stringContaining('toBecome') },
    ]);
  });

  it.each([
    ['BEFORE and AFTER', '// BEFORE\na();\n// AFTER\nb();'],
    ['other signs of comments', '# Before: it sleeps\na()\n\n# After: it waits\nb()'],
    ['OLD and NEW', '-- OLD\nselect 1\n-- NEW\nselect 2'],
    ['wrong and right', '/* Wrong */\na();\n/* Right */\nb();'],
    ['signs', '// ❌ bad\na();\n// ✅ good\nb();'],
  ])('one fence with comments: %s', (_, code) => {
    expect(pairsOf(fence(code))).toMatchObject([{ told: 'written', whole: code }]);
  });
});

describe('no pair', () => {
  it.each([
    [
      'steps of a fix',
      `Add a helper:\n\n${fence('function until(check) { return poll(check); }')}\n\nCall it:\n\n${fence('await until(() => page.text() === "saved");')}`,
      true,
    ],
    ['the same twice', [fence(OLD), fence(OLD)].join('\n\n'), true],
    ['two languages', [fence(OLD), fence(NEW, 'go')].join('\n\n'), true],
    ['the wrong way round', two('After:', 'Before:'), true],
    ['two failures', two('On Linux:', 'On macOS:', 'text'), false],
    ['alike outside of a fix', two('', ''), false],
    [
      'shell and code',
      two('From the shell:', 'To see it:', 'bash').replace(OLD, 'make a').replace(NEW, 'make b'),
      false,
    ],
    ['another section between', two('Before', '## Notes\n\nAfter'), true],
  ])('%s', (_, markdown, isFix) => {
    expect(pairsOf(markdown, isFix)).toEqual([]);
  });
});

it('says nothing of the order of two versions that nobody named', () => {
  expect(pairsOf(two('Option A', 'Option B'))).toMatchObject([{ type: 'snippetPair', between: [{}] }]);
  expect(pairsOf(two('Option A', 'Option B'))[0]).not.toHaveProperty('told');
});

it('keeps every block', () => {
  const blocks = parseMarkdown(`First.\n\n${two('Before', 'And then.\n\nAfter')}\n\nLast.`).children;
  const kept = pairSnippets(blocks, true).flatMap((node): RootContent[] =>
    node.type === 'snippetPair' ? [...(node.between ?? [])] : [node],
  );
  expect(kept).toEqual(blocks.filter(({ type }) => type !== 'code'));
});
