import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { describe, expect, it } from 'vitest';
import { createHighlighter } from '../../src/render/highlight.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';

const GO = 'func a() {\n\ttime.Sleep(1) // "wait"\n}';

function htmlOf(lines: ElementContent[][]): string[] {
  return lines.map((children) => writeHtml(fragment(children)));
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
    const highlighter = createHighlighter();
    await highlighter.load(['go']);
    expect(htmlOf(highlighter.lines(GO, 'go'))).toEqual([
      '<span class="tok-keyword">func </span><span class="tok-function">a</span>() {',
      '\ttime.<span class="tok-function">Sleep</span>(<span class="tok-constant">1</span>) <span class="tok-comment">// "wait"</span>',
      '}',
    ]);
  });

  it('shows unknown languages, plain text and no language at all as they are', async () => {
    const highlighter = createHighlighter();
    await highlighter.load(['brainfudge', '__proto__', 'constructor']);
    for (const lang of ['brainfudge', '__proto__', 'constructor', 'text', '']) {
      expect(htmlOf(highlighter.lines('a <b>\n\n', lang))).toEqual(['a &#x3C;b>', '', '']);
    }
  });

  it('shows code the same whatever languages came before it, and before those that it may embed', async () => {
    const blocks = [
      ['markdown', '---\ntitle: a\n---\n\n## Symptom\n\n```text\na\n```'],
      ['sql', 'SELECT a FROM b'],
      ['markdown', '## Fix\n\n```sql\nSELECT a FROM b\n```'],
      ['markdown', '## Symptom\n\n```text\na\n```'],
    ] as const;
    const alone = await Promise.all(
      blocks.map(async ([lang, code]) => {
        const highlighter = createHighlighter();
        await highlighter.load([lang]);
        return htmlOf(highlighter.lines(code, lang));
      }),
    );
    const shared = createHighlighter();
    const together: string[][] = [];
    for (const [lang, code] of blocks) {
      await shared.load([lang]);
      together.push(htmlOf(shared.lines(code, lang)));
    }
    expect(together).toEqual(alone);
  });

  it('knows aliases, and the first word of an info string', async () => {
    const highlighter = createHighlighter();
    await highlighter.load(['YML', 'sh title=x']);
    expect(htmlOf(highlighter.lines('a: 1', 'yml'))[0]).toContain('tok-');
    expect(htmlOf(highlighter.lines('echo "a"', 'sh title=x'))[0]).toContain('tok-');
  });

  it('refuses a language that nobody loaded, instead of leaving its colours out in silence', () => {
    expect(() => createHighlighter().lines('a', 'go')).toThrow(
      'Unexpected language "go", expected it to be loaded',
    );
  });

  it('gives the same from the cache, and then needs no grammar', async () => {
    const cache = createCache();
    const cold = createHighlighter({ cache });
    await cold.prepare([{ lang: 'go', code: GO }]);
    const lines = cold.lines(GO, 'go');
    expect(cache.store.size).toBe(1);
    const warm = createHighlighter({ cache });
    await warm.prepare([{ lang: 'go', code: GO }]);
    expect(warm.lines(GO, 'go')).toEqual(lines);
    expect(() => warm.lines('other', 'go')).toThrow('expected it to be loaded');
  });

  it.each(['{', '{}', '[["a"]]', '[[["a","\\" onclick=x"]]]', '[[[1]]]'])(
    'takes no damaged value %s',
    async (value) => {
      const cache = { get: () => value, set: () => undefined };
      const highlighter = createHighlighter({ cache });
      await highlighter.load(['go']);
      expect(htmlOf(highlighter.lines('return', 'go'))).toEqual(['<span class="tok-keyword">return</span>']);
    },
  );

  it('leaves very long code and very long lines plain', async () => {
    const highlighter = createHighlighter();
    await highlighter.load(['go']);
    expect(htmlOf(highlighter.lines('return '.repeat(20_000), 'go'))[0]).not.toContain('tok-');
    expect(htmlOf(highlighter.lines(`${'return '.repeat(400)}\nreturn`, 'go'))).toEqual([
      'return '.repeat(400),
      '<span class="tok-keyword">return</span>',
    ]);
  });

  it('shows a block after others as Shiki shows it whole', async () => {
    const lines = ['func a() {', '/* a', 'b */ return', '`', 'x := "a`', '', '}', '// x', 'return `a` + "b"'];
    const warm = createHighlighter();
    await warm.load(['go']);
    const shiki = await createHighlighterCore({
      themes: [createCssVariablesTheme({ variablePrefix: '--', fontStyle: false })],
      langs: [import('shiki/langs/go.mjs')],
      engine: createJavaScriptRegexEngine({ forgiving: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 8 }), (drawn) => {
        const code = drawn.join('\n');
        const whole = shiki.codeToTokensBase(code, { lang: 'go', theme: 'css-variables' });
        const kinds = whole.map((line) =>
          line.flatMap(({ content, color }) =>
            signs(content, /^var\(--token-(.*)\)$/.exec(color ?? '')?.[1]),
          ),
        );
        expect(warm.lines(code, 'go').map((line) => line.flatMap(kindsOf))).toEqual(kinds);
      }),
      { numRuns: 200 },
    );
  });
});
