import { makeBook } from './book/make-book.ts'; import { readPatterns } from './book-folder.ts';
import { unified } from 'unified'; import remarkParse from 'remark-parse'; import remarkGfm from 'remark-gfm';
const p = unified().use(remarkParse).use(remarkGfm).freeze();
const p2 = unified().use(remarkParse).freeze();
const texts = [...makeBook(600, readPatterns())].filter(([f]) => f.startsWith('issues/')).map(([, t]) => String(t));
const split = texts.map((t) => { const i = t.indexOf('\n---\n', 4) + 5; return [t.slice(0, i).split('\n').length - 1, t.slice(i)] as const; });
console.log('avg size', texts.reduce((a, t) => a + t.length, 0) / texts.length, 'front lines', split.reduce((a, [n]) => a + n, 0) / split.length);
for (const [name, f] of [['prefix', ([n, b]) => p.parse('\n'.repeat(n) + b)], ['plain', ([, b]) => p.parse(b)], ['no gfm', ([, b]) => p2.parse(b)]] as [string, (x: readonly [number, string]) => unknown][]) for (let r = 0; r < 3; r++) { const t = performance.now(); for (const s of split) f(s); console.log(name, ((performance.now() - t) / split.length).toFixed(3)); }
