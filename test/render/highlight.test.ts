import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { describe, expect, it } from 'vitest';
import { createHighlighter, type Highlighter } from '../../src/render/highlight.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';

const GO = 'func a() {\n\ttime.Sleep(1) // "wait"\n}';

function htmlOf(lines: ElementContent[][]): string[] {
  return lines.map((children) => writeHtml(fragment(children)));
}

/** One block as a highlighter shows it. */
async function linesOf(highlighter: Highlighter, code: string, lang: string): Promise<string[]> {
  return htmlOf((await highlighter([{ code, lang }]))(code, lang));
}

/** Each sign that shows, with its kind. */
function signs(words: string, kind: string | undefined): string[] {
  return [...words].filter((sign) => sign.trim() !== '').map((sign) => `${sign} ${kind}`);
}

function kindsOf(node: ElementContent): string[] {
  if (node.type === 'text') return signs(node.value, undefined);
  if (node.type !== 'element') return [];
  const [name] = [node.properties.className].flat();
  return node.children.flatMap((child) =>
    child.type === 'text' ? signs(child.value, String(name).replace('tok-', '')) : [],
  );
}

function createCache() {
  const store = new Map<string, string>();
  return {
    store,
    get: (key: string) => store.get(key),
    set: (key: string, value: string) => void store.set(key, value),
  };
}

describe('createHighlighter', () => {
  it('marks tokens by class, without style attributes, merged', async () => {
    expect(await linesOf(createHighlighter(), GO, 'go')).toEqual([
      '<span class="tok-keyword">func </span><span class="tok-function">a</span>() {',
      '\ttime.<span class="tok-function">Sleep</span>(<span class="tok-constant">1</span>) <span class="tok-comment">// "wait"</span>',
      '}',
    ]);
  });

  it('shows unknown languages, plain text and no language at all as they are', async () => {
    const highlighter = createHighlighter();
    for (const lang of ['brainfudge', '__proto__', 'constructor', 'text', ''])
      expect(await linesOf(highlighter, 'a <b>\n\n', lang)).toEqual(['a &#x3C;b>', '', '']);
  });

  it('shows code the same whatever languages came before it, and before those that it may embed', async () => {
    const blocks = [
      ['markdown', '---\ntitle: a\n---\n\n## Symptom\n\n```text\na\n```'],
      ['sql', 'SELECT a FROM b'],
      ['markdown', '## Fix\n\n```sql\nSELECT a FROM b\n```'],
      ['markdown', '## Symptom\n\n```text\na\n```'],
    ] as const;
    const alone = await Promise.all(blocks.map(([lang, code]) => linesOf(createHighlighter(), code, lang)));
    const shared = createHighlighter();
    const together: string[][] = [];
    for (const [lang, code] of blocks) together.push(await linesOf(shared, code, lang));
    expect(together).toEqual(alone);
  });

  it('knows aliases, and the first word of an info string', async () => {
    const highlighter = createHighlighter();
    for (const lang of ['YML', 'yml'])
      expect((await linesOf(highlighter, 'a: 1', lang))[0]).toContain('tok-');
    expect((await linesOf(highlighter, 'echo "a"', 'sh title=x'))[0]).toContain('tok-');
  });

  it('refuses a block that nobody told of, instead of leaving its colours out in silence', async () => {
    const highlighted = await createHighlighter()([{ lang: 'go', code: 'b' }]);
    expect(() => highlighted('a', 'go')).toThrow('Unexpected code in "go": it is none of the blocks');
  });

  it('gives the same from the cache, and then needs no grammar', async () => {
    const cache = createCache();
    const lines = await linesOf(createHighlighter(cache), GO, 'go');
    const [[key, value] = ['', '']] = cache.store;
    expect(cache.store.size).toBe(1);
    expect(await linesOf(createHighlighter(cache), GO, 'go')).toEqual(lines);
    cache.store.set(key, value.replace('Sleep', 'Kept'));
    expect(await linesOf(createHighlighter(cache), GO, 'go')).toEqual(
      lines.map((line) => line.replace('Sleep', 'Kept')),
    );
  });

  it.each(['{', '{}', '[["a"]]', '[[["a","\\" onclick=x"]]]', '[[[1]]]'])(
    'takes no damaged value %s',
    async (value) => {
      const cache = { get: () => value, set: () => undefined };
      expect(await linesOf(createHighlighter(cache), 'return', 'go')).toEqual([
        '<span class="tok-keyword">return</span>',
      ]);
    },
  );

  it('leaves very long code and very long lines plain', async () => {
    const highlighter = createHighlighter();
    expect((await linesOf(highlighter, 'return '.repeat(20_000), 'go'))[0]).not.toContain('tok-');
    expect(await linesOf(highlighter, `${'return '.repeat(400)}\nreturn`, 'go')).toEqual([
      'return '.repeat(400),
      '<span class="tok-keyword">return</span>',
    ]);
  });

  it('shows a block after others as Shiki shows it whole', async () => {
    const lines = ['func a() {', '/* a', 'b */ return', '`', 'x := "a`', '', '}', '// x', 'return `a` + "b"'];
    const warm = createHighlighter();
    const shiki = await createHighlighterCore({
      themes: [createCssVariablesTheme({ variablePrefix: '--', fontStyle: false })],
      langs: [import('shiki/langs/go.mjs')],
      engine: createJavaScriptRegexEngine({ forgiving: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 8 }), async (drawn) => {
        const code = drawn.join('\n');
        const whole = shiki.codeToTokensBase(code, { lang: 'go', theme: 'css-variables' });
        const kinds = whole.map((line) =>
          line.flatMap(({ content, color }) =>
            signs(content, /^var\(--token-(.*)\)$/.exec(color ?? '')?.[1]),
          ),
        );
        const highlighted = await warm([{ lang: 'go', code }]);
        expect(highlighted(code, 'go').map((line) => line.flatMap(kindsOf))).toEqual(kinds);
      }),
      { numRuns: 200 },
    );
  });
});
