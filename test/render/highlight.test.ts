import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { describe, expect, it } from 'vitest';
import { fragment } from '../../src/render/hast.ts';
import { createHighlighter } from '../../src/render/highlight.ts';
import { writeHtml } from '../../src/render/write-html.ts';

const GO = 'func a() {\n\ttime.Sleep(1) // "wait"\n}';

function htmlOf(lines: ElementContent[][]): string[] {
  return lines.map((children) => writeHtml(fragment(children)));
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

  it('shows a block after others as it shows it alone', async () => {
    const lines = ['func a() {', '/* a', 'b */ return', '`', 'x := "a`', '', '}', '// x', 'return `a` + "b"'];
    const warm = createHighlighter();
    await warm.load(['go']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 8 }), async (drawn) => {
        const cold = createHighlighter();
        await cold.load(['go']);
        const code = drawn.join('\n');
        expect(htmlOf(warm.lines(code, 'go'))).toEqual(htmlOf(cold.lines(code, 'go')));
      }),
      { numRuns: 30 },
    );
  });
});
