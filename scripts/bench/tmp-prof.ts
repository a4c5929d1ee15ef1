import { makeBook } from './book/make-book.ts'; import { readPatterns } from './book-folder.ts';
import { checkFile } from '../../src/check/check-file.ts';
import { bookOf } from '../../src/check/assemble.ts';
import { DEFAULT_BOOK } from '../../src/schema/book.ts';
const files = [...makeBook(600, readPatterns())] as [string, string][];
const enc = new TextEncoder();
const bytes = files.map(([f, t]) => [f, typeof t === 'string' ? enc.encode(t) : t] as const);
const bookBytes = bytes.find(([f]) => f === 'book.yaml')![1];
const book = bookOf(checkFile('book.yaml', bookBytes, DEFAULT_BOOK).record);
for (let round = 0; round < 3; round++) { const t = process.cpuUsage().user; let n = 0; for (const [f, b] of bytes) if (f.startsWith('issues/')) { checkFile(f, b, book); n++; } console.log(n, ((process.cpuUsage().user - t) / n / 1000).toFixed(2), 'ms per record'); }
