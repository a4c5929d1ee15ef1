declare module 'virtual:flakebook/book' {
  export const book: import('./site-book.ts').SiteBook;
}
