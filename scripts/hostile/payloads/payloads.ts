import { renderHtml } from '../../../src/render/html.ts';
import { siteLinks } from '../../../src/render/links.ts';
import { fragment } from '../../../src/render/page.ts';
import { writeHtml } from '../../../src/render/write-html.ts';
import { dataFiles } from '../../../src/site/data-files.ts';
import { openTestBook, renderDocs } from '../../../test/support/book.ts';
import type { Failure, Part } from '../part.ts';
import { FIELD_COUNT, hostileBook, PAYLOADS, type Where } from './hostile-book.ts';
import { judgeData } from './judge-data.ts';
import { judgeHtml } from './judge-html.ts';
import { judgeMarkdown } from './judge-markdown.ts';

const WHERE: readonly Where[] = ['shown', 'names'];

/** Every payload in every text of every kind of record and of runs, on all pages, whatever `check` would say of them. */
export const payloads: Part = {
  counts: { long: PAYLOADS.length * WHERE.length, short: 2 },
  async run({ seed, count, progress }) {
    const failures: Failure[] = [];
    const pages = { docs: 0, html: 0, data: 0 };
    for (let turn = seed; turn < seed + count; turn += 1) {
      const where = WHERE[turn % WHERE.length] ?? 'shown';
      const book = openTestBook(hostileBook(Math.floor(turn / WHERE.length), where));
      const found = new Set<string>();
      for (const [file, text] of renderDocs(book)) {
        pages.docs += 1;
        for (const what of judgeMarkdown(text)) found.add(`docs/${file}: ${what}`);
      }
      for (const spec of book.pages('site')) {
        pages.html += 1;
        const { body, rail } = await renderHtml(book.page(spec), siteLinks('/'));
        for (const what of judgeHtml(writeHtml(fragment([...body, ...rail]))))
          found.add(`site/${spec.route}: ${what}`);
      }
      for (const [file, text] of dataFiles(book.now, [])) {
        pages.data += 1;
        for (const what of judgeData(file, text)) found.add(`site/${file}: ${what}`);
      }
      failures.push(...[...found].map((says) => ({ seed: turn, says })));
      if ((turn - seed) % 20 === 19) progress?.(`${turn - seed + 1} books, ${failures.length} failures`);
    }
    const figures = {
      payloads: PAYLOADS.length,
      'text fields': FIELD_COUNT,
      books: count,
      'docs judged': pages.docs,
      'pages judged': pages.html,
      'data files judged': pages.data,
      failures: failures.length,
    };
    return { figures, failures };
  },
};
