declare module 'virtual:flakebook/book' {
  /** What the routes show: the pages of the book, or shells for them. */
  export const pages: import('./site-book.ts').PageSource;
  export const book: import('./site-book.ts').SiteBook;
  export const links: import('../render/page.ts').Links;
  /** The path of the book's home, with a slash at both ends. */
  export const base: string;
  /** What pages of the book need beyond the policy of the site around them; nothing where the site is theirs. */
  export const guestPolicy: import('./content-security-policy.ts').ScriptPolicy;
}

/** As much as `routes/starlight-page.astro` uses: only sites that have Starlight compile it. */
declare module '@astrojs/starlight/components/StarlightPage.astro' {
  const StarlightPage: (props: {
    readonly frontmatter: {
      readonly title: string;
      readonly description: string;
      readonly pagefind: boolean;
      readonly prev: { readonly link: string; readonly label: string } | false;
      readonly next: { readonly link: string; readonly label: string } | false;
      readonly tableOfContents: boolean;
    };
    readonly headings: readonly import('../render/page.ts').PageHeading[];
  }) => unknown;
  export default StarlightPage;
}
