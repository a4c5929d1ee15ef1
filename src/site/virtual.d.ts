declare module 'virtual:flakebook/book' {
  export const book: import('./site-book.ts').SiteBook;
  export const links: import('../render/page.ts').Links;
  /** The path of the book's home, with a slash at both ends. */
  export const base: string;
  export const hasSitemap: boolean;
}
