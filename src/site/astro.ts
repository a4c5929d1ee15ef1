// The door for Astro sites: a book beside the pages that a site has. Its types stand here whole, as those of `index.ts` do.
import type { AstroIntegration } from 'astro';
import { mountBook } from './integration.ts';

export interface FlakebookOptions {
  /** The folder with `book.yaml`, from the folder of the site; unless given, the one that Flakebook's commands find there. */
  readonly content?: string | undefined;
  /**
   * The path of the book's home below that of the site: `/flaky` unless given. With `/`, the book is the whole site, with its
   * own page for 404 and, where the site has an address, a sitemap.
   */
  readonly prefix?: string | undefined;
  /** The date to read the book at: `2026-01-04`, or `today`; unless given, that of its newest entry. */
  readonly asOf?: string | undefined;
  /** The commit of the content, to show at the foot of each page in Flakebook's own frame. */
  readonly commit?: string | undefined;
}

/**
 * The pages of a book, in Flakebook's own frame. It adds pages below its prefix, and changes nothing else of a site.
 * A build fails where the book has errors; `astro dev` follows its files.
 */
export default function flakebook(options: FlakebookOptions = {}): AstroIntegration {
  return mountBook({ prefix: '/flaky', ...options });
}
