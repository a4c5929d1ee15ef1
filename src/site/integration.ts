import starlight from '@astrojs/starlight';
import type { AstroIntegration } from 'astro';
import { hasErrors } from '../rules/rules.ts';
import { bookModule } from './book-module.ts';
import { describeFindings } from './describe-findings.ts';
import { followContent } from './live-preview.ts';
import { SiteBook } from './site-book.ts';
import { starlightOptions } from './starlight-options.ts';

export interface FlakebookOptions {
  /** The content folder. */
  readonly content: string;
  /** The date to read the book at; without it, the newest dated entry. */
  readonly asOf?: string;
}

/** A book as a site. Ours stands before Starlight, which takes its title from the book that ours has read. */
export function flakebook(options: FlakebookOptions): AstroIntegration[] {
  const shelf: Shelf = {};
  return [bookIntegration(options, shelf), starlight(starlightOptions(() => shelf.book?.title))];
}

/** Holds the book once it is read. `astro preview` serves files only, and never reads one. */
interface Shelf {
  book?: SiteBook;
}

function bookIntegration({ content, asOf }: FlakebookOptions, shelf: Shelf): AstroIntegration {
  return {
    name: 'flakebook',
    hooks: {
      'astro:config:setup': async ({ command, config, injectRoute, logger, updateConfig }) => {
        if (command !== 'build' && command !== 'dev') return;
        shelf.book?.close();
        const book = new SiteBook(content, {
          live: command === 'dev',
          asOf,
        });
        shelf.book = book;
        book.base = config.base;
        const findings = await book.load();
        if (findings.length > 0) logger.warn(describeFindings(findings, book.content));
        if (command === 'build' && hasErrors(findings)) {
          throw new Error(`The site was not built: ${book.content} has errors.`);
        }
        injectRoute({
          pattern: '[...route]',
          entrypoint: new URL('./routes/page.astro', import.meta.url),
          prerender: true,
        });
        injectRoute({
          pattern: '404',
          entrypoint: new URL('./routes/not-found.astro', import.meta.url),
          prerender: true,
        });
        updateConfig({ vite: { plugins: [bookModule(book)] } });
      },
      'astro:server:setup': ({ server, logger }) => {
        if (shelf.book) followContent(shelf.book, server, logger);
      },
      'astro:server:done': () => shelf.book?.close(),
      'astro:build:done': () => shelf.book?.close(),
    },
  };
}
