import { describe, expect, it } from 'vitest';
import { recordLink } from '../../src/pages/blocks/tree.ts';
import { bullets, FIXED, heading, htmlOf, paragraph, table, text } from './documents.ts';

describe('renderHtml', () => {
  it('leaves the title out and gives every other heading an anchor', async () => {
    const { html, headings } = await htmlOf(
      heading(1, 'Fix'),
      heading(2, 'Fix'),
      heading(3, 'Äpfel & `x`'),
      heading(2, '!!'),
    );
    expect(html).toBe(
      '<div class="fb-heading" data-depth="2"><h2 id="fix-1">Fix</h2><a class="fb-anchor" href="#fix-1" aria-label="Link to section “Fix”"></a></div>\n' +
        '<div class="fb-heading" data-depth="3"><h3 id="äpfel--x">Äpfel &#x26; `x`</h3><a class="fb-anchor" href="#äpfel--x" aria-label="Link to section “Äpfel &#x26; &#x60;x&#x60;”"></a></div>\n' +
        '<h2>!!</h2>',
    );
    expect(headings).toEqual([
      { depth: 2, slug: 'fix-1', text: 'Fix' },
      { depth: 3, slug: 'äpfel--x', text: 'Äpfel & `x`' },
    ]);
  });

  it('slugs a heading with a badge as GitHub slugs its Markdown, and names it without', async () => {
    const { headings } = await htmlOf(heading(1, 'T'), heading(2, 'Serial run ', FIXED));
    expect(headings).toEqual([{ depth: 2, slug: 'serial-run--fixed', text: 'Serial run' }]);
  });

  it('has one title: a second one is a section', async () => {
    expect((await htmlOf(heading(1, 'T'), heading(1, 'U'))).headings).toEqual([
      { depth: 2, slug: 'u', text: 'U' },
    ]);
  });

  it('folds a long block, and shows a short one', async () => {
    const code = (lines: number) => ({ type: 'code' as const, lang: 'text', value: 'x\n'.repeat(lines - 1) });
    const long = (await htmlOf(code(41))).html;
    expect(long).toMatch(/^<details class="fb-data"><summary>41 lines<\/summary><pre/);
    expect((await htmlOf(code(40))).html).toMatch(/^<pre/);
  });

  it('shows raw HTML as text', async () => {
    const html = { type: 'html' as const, value: '<img src=x onerror=y>' };
    expect((await htmlOf(html, paragraph('a ', html))).html).toBe(
      '<p class="fb-literal">&#x3C;img src=x onerror=y></p>\n<p>a &#x3C;img src=x onerror=y></p>',
    );
  });

  it('keeps harmless links, and the text of others', async () => {
    const link = (url: string) => ({ type: 'link' as const, url, children: [text('a')] });
    const { html } = await htmlOf(paragraph(link('https://b.c/'), link('javascript:x'), link('../d.md')));
    expect(html).toBe('<p><a href="https://b.c/">a</a>a<a href="../d.md">a</a></p>');
  });

  it('leads to a part of its own page only where something heads it', async () => {
    const to = (part: string, route = 'issues/ds-flaky-003') => ({ ...recordLink(route, 'a'), part });
    const { html } = await htmlOf(
      heading(1, 'T'),
      paragraph(to('b c'), to('b-c'), to('b-c', 'issues/A-2')),
      heading(2, 'B c'),
    );
    expect(html).toContain('<p>a<a href="#b-c">a</a><a href="/book/issues/A-2/">a</a></p>');
  });

  it('follows no link by reference, of which a record has none once it is read', async () => {
    const nodes = [
      { type: 'definition' as const, identifier: 'a', url: 'data:x' },
      paragraph({ type: 'linkReference', identifier: 'a', referenceType: 'full', children: [text('a')] }),
    ];
    expect((await htmlOf(...nodes)).html).toBe('<p>a</p>');
  });

  it('asks nobody for pictures', async () => {
    const image = { type: 'image' as const, url: 'https://a.b/c.png', alt: 'chart' };
    const link = { type: 'link' as const, url: 'https://d.e', children: [image] };
    expect((await htmlOf(paragraph(image, link))).html).toBe('<p>chart<a href="https://d.e">chart</a></p>');
  });

  it('puts each table into a region of its own name', async () => {
    const { html } = await htmlOf(table(['A', ''], ['1', '2']), table(['A', '']));
    expect(html).toBe(
      '<div class="fb-table" tabindex="0" role="group" aria-label="Table 1: A"><table><thead><tr><th scope="col">A</th><td></td></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>\n' +
        '<div class="fb-table" tabindex="0" role="group" aria-label="Table 2: A"><table><thead><tr><th scope="col">A</th><td></td></tr></thead></table></div>',
    );
  });

  it('names the box of a task', async () => {
    const list = bullets([paragraph('a')], [paragraph('b')]);
    if (list.type === 'list') for (const [i, item] of list.children.entries()) item.checked = i === 0;
    expect((await htmlOf(list)).html).toBe(
      '<ul class="contains-task-list">\n' +
        '<li class="task-list-item"><span class="fb-check" role="img" aria-label="done">☑</span> a</li>\n' +
        '<li class="task-list-item"><span class="fb-check" role="img" aria-label="to do">☐</span> b</li>\n</ul>',
    );
  });

  it('renders code that can be scrolled by keyboard', async () => {
    expect((await htmlOf({ type: 'code', lang: 'go', value: 'return\nx' })).html).toBe(
      '<pre class="fb-code" tabindex="0" data-lang="go"><code><span class="tok-keyword">return</span>\nx</code></pre>',
    );
  });
});

describe('own nodes in HTML', () => {
  it('recordLink and badge', async () => {
    const link = { type: 'recordLink' as const, to: 'patterns/x', anchor: 'cure', children: [text('a')] };
    expect((await htmlOf(paragraph(link, ' ', FIXED))).html).toBe(
      '<p><a href="/book/patterns/x/#cure">a</a> <span class="fb-badge" data-tone="good" data-mark="tick">Fixed</span></p>',
    );
  });

  it('figureCards', async () => {
    const cards = [
      { label: 'Fixed', value: '3', note: 'of 8', tone: 'good' as const, to: 'issues', share: 2 },
      { label: 'Open', value: '5', note: 'of 8', share: Number.NaN },
    ];
    expect((await htmlOf({ type: 'figureCards', cards })).html).toBe(
      '<dl class="fb-cards">' +
        '<div class="fb-card" data-tone="good"><dt><a href="/book/issues/">Fixed</a></dt><dd class="fb-value">3</dd>' +
        '<dd class="fb-share" aria-hidden="true"><svg viewBox="0 0 100 4" preserveAspectRatio="none" focusable="false"><rect class="fb-track" width="100" height="4"></rect><rect class="fb-fill" width="100" height="4"></rect></svg></dd>' +
        '<dd class="fb-note">of 8</dd></div>' +
        '<div class="fb-card"><dt>Open</dt><dd class="fb-value">5</dd><dd class="fb-note">of 8</dd></div></dl>',
    );
  });

  it('snippetPair: a choice of views, each with its panel, the first one chosen', async () => {
    const pair = {
      type: 'snippetPair' as const,
      told: 'marked' as const,
      lang: '',
      before: 'a\nb',
      after: 'a\n\nc',
    };
    const { html } = await htmlOf(pair, { ...pair, whole: 'a\nb\n\n\na\n\nc' });
    expect(html.match(/<input[^>]*>/g)).toEqual([
      '<input type="radio" class="fb-view" data-view="diff" name="fb:1" id="fb:1:diff" checked>',
      '<input type="radio" class="fb-view" data-view="sides" name="fb:1" id="fb:1:sides">',
      '<input type="radio" class="fb-view" data-view="diff" name="fb:2" id="fb:2:diff" checked>',
      '<input type="radio" class="fb-view" data-view="sides" name="fb:2" id="fb:2:sides">',
      '<input type="radio" class="fb-view" data-view="whole" name="fb:2" id="fb:2:whole">',
    ]);
    expect(html).toContain('<label for="fb:2:whole">As written</label>');
    expect(html).toContain(
      '<code><span class="fb-line" data-n="1">a\n</span><span class="fb-hunk"><del class="fb-line" data-n="2">b\n</del>' +
        '<ins class="fb-line" data-n="2">\n</ins><ins class="fb-line" data-n="3">c\n</ins></span></code>',
    );
    expect(html.match(/<code>a\nb\n\n\na\n\nc<\/code>/g)).toHaveLength(1);
  });
});
