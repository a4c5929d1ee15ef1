import fc from 'fast-check';
import type { ElementContent } from 'hast';
import hljs from 'highlight.js';
import { describe, expect, it } from 'vitest';
import { highlighterFor } from '../../src/render/highlight.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';

const GO = 'func a() {\n\ttime.Sleep(1) // "wait"\n}';

async function nodesOf(code: string, lang: string): Promise<ElementContent[][]> {
  return (await highlighterFor(new Set([lang])))(code, lang);
}

async function linesOf(code: string, lang: string): Promise<string[]> {
  return (await nodesOf(code, lang)).map((children) => writeHtml(fragment(children)));
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}

function classesOf(node: ElementContent): unknown[] {
  return node.type === 'element' ? [node.properties.className].flat() : [];
}

describe('highlighterFor', () => {
  it('marks tokens by class, without style attributes, merged', async () => {
    expect(await linesOf(GO, 'go')).toEqual([
      '<span class="tok-keyword">func </span><span class="tok-function">a</span>() {',
      '\ttime.Sleep(<span class="tok-constant">1</span>) <span class="tok-comment">// "wait"</span>',
      '}',
    ]);
  });

  it('ends a token of many lines at each line', async () => {
    expect(await linesOf('/* a\r\n\r\n< b */ return', 'go')).toEqual([
      '<span class="tok-comment">/* a</span>',
      '',
      '<span class="tok-comment">&#x3C; b */ </span><span class="tok-keyword">return</span>',
    ]);
  });

  it('shows what stands in a string as code, and an escape as its string', async () => {
    expect(await linesOf('a "b\\n#{c(1)}"', 'ruby')).toEqual([
      'a <span class="tok-string">"b\\n</span>#{c(<span class="tok-constant">1</span>)}<span class="tok-string">"</span>',
    ]);
  });

  it('ends what a language within another leaves open', async () => {
    expect(await linesOf('/// *a\nconst b = 1;', 'dart')).toEqual([
      '<span class="tok-comment">/// *a</span>',
      '<span class="tok-keyword">const</span> b = <span class="tok-constant">1</span>;',
    ]);
  });

  it('shows unknown languages, plain text and no language at all as they are', async () => {
    for (const lang of ['brainfudge', '__proto__', 'constructor', 'text', ''])
      expect(await linesOf('a <b>\n\n', lang)).toEqual(['a &#x3C;b>', '', '']);
  });

  it.each([
    ...[
      'YML',
      'yml',
      'sh title=x',
      'ts',
      'tsx',
      'js',
      'mjs',
      'c++',
      'golang',
      'py',
      'rb',
      'rs',
      'kt',
      'cs',
      'ps1',
    ],
    ...[
      'toml',
      'dockerfile',
      'makefile',
      'patch',
      'html',
      'vue',
      'jsonc',
      'jsonl',
      'postgresql',
      'proto',
      'objective-c',
    ],
  ])('knows the name %s', async (lang) => {
    const lines = ['return a: "b" = 1 // 2', '+a', 'FROM b', '<a href="b">', '# a', '[a]', 'a: 1'];
    expect((await linesOf(lines.join('\n'), lang)).join('\n')).toContain('tok-');
  });

  it('shows code the same whatever came before it, and before those that it may embed', async () => {
    const blocks = [
      ['perl', 'print 1;\n__DATA__\n% my $a = 1;'],
      ['markdown', '---\ntitle: a\n---\n\n## Symptom\n\n```sql\nSELECT a FROM b\n```'],
      ['http', 'POST /a HTTP/1.1\nContent-Type: a\n\n{"a": 1}'],
      ['mojolicious', '% my $a = 1;'],
      ['sql', 'SELECT a FROM b'],
    ] as const;
    const first = await Promise.all(blocks.map(([lang, code]) => linesOf(code, lang)));
    expect(await Promise.all(blocks.map(([lang, code]) => linesOf(code, lang)))).toEqual(first);
  });

  it('leaves long code, many lines and long lines plain', async () => {
    for (const code of ['return\n'.repeat(301), `${'return '.repeat(70)}\n`.repeat(31)])
      expect((await linesOf(code, 'go')).join('')).not.toContain('tok-');
    expect(await linesOf(`${'return '.repeat(80)}\nreturn`, 'go')).toEqual([
      'return '.repeat(80),
      '<span class="tok-keyword">return</span>',
    ]);
  });

  it('keeps each sign of the code, in classes that the styles have, in any language', async () => {
    const pieces = [
      ...'()[]{}<>\'"`/\\*#$%&@!?:;,.=+-_|~^ \t\n\r0aé',
      '/*',
      '*/',
      '//',
      '<!--',
      '-->',
      '<?php ',
      '{{',
      '}}',
    ];
    const words = [
      'function ',
      'class ',
      'return ',
      'begin ',
      'end ',
      '#include ',
      '\r\n',
      '<script>',
      '</a>',
      '"""',
      '=== ',
    ];
    const code = fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 60 });
    const known = [
      'comment',
      'constant',
      'deleted',
      'function',
      'inserted',
      'keyword',
      'link',
      'parameter',
      'punctuation',
      'string',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...hljs.listLanguages()), code, async (lang, drawn) => {
        const lines = await nodesOf(drawn.join(''), lang);
        expect(lines.map((line) => line.map(textOf).join(''))).toEqual(drawn.join('').split(/\r?\n/));
        expect(known.map((kind) => `tok-${kind}`)).toEqual(
          expect.arrayContaining(lines.flat().flatMap(classesOf)),
        );
      }),
      { numRuns: 3000 },
    );
  });
});
