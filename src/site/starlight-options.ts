import { fileURLToPath } from 'node:url';
import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { ROUTES } from '../pages/routes.ts';

/** @param bookTitle asked when Astro sets up, after the book was read. */
export function starlightOptions(bookTitle: () => string | undefined): StarlightUserConfig {
  return {
    title: 'Flakebook',
    logo: { src: fileOf('./theme/logo.svg') },
    favicon: '/favicon.svg',
    // Sections only, never records: the sidebar is printed whole on every page.
    sidebar: [
      { label: 'Home', link: '/' },
      { label: 'Issues', link: `/${ROUTES.issues}/` },
      { label: 'Plan', link: `/${ROUTES.plan}/` },
      { label: 'Decisions', link: `/${ROUTES.decisions}/` },
      { label: 'Suites', link: `/${ROUTES.suites}/` },
      { label: 'Patterns', link: `/${ROUTES.patterns}/` },
      { label: 'Reports', link: `/${ROUTES.reports}/` },
      { label: 'What changed', link: `/${ROUTES.changes}/` },
      { label: 'Related documentation', link: `/${ROUTES.references}/` },
    ],
    customCss: [fileOf('../render/styles.css'), fileOf('./theme/theme.css')],
    routeMiddleware: fileOf('./theme/route-data.ts'),
    components: { Footer: fileOf('./theme/Footer.astro'), Search: fileOf('./search/Search.astro') },
    // Code is highlighted in src/render, once per changed block.
    expressiveCode: false,
    pagination: false,
    disable404Route: true,
    plugins: [
      {
        name: 'flakebook-title',
        hooks: {
          'config:setup': ({ updateConfig }) => {
            const title = bookTitle();
            if (title !== undefined) updateConfig({ title });
          },
        },
      },
    ],
  };
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
