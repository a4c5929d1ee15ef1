import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { textAsHtml } from '../../render/write-html.ts';

/** Mends what Starlight has worked out for a page. */
export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const { entry, head, sidebar, siteTitle } = locals.starlightRoute;

  // Starlight prints the content of tags in the head as HTML, and titles come from records.
  for (const tag of head) {
    if (tag.tag !== 'title') continue;
    const { title } = entry.data;
    tag.content = textAsHtml(title === siteTitle ? title : `${title} | ${siteTitle}`);
  }

  // The sidebar lists sections only: on a page inside one, that section is marked.
  for (const link of sidebar) {
    if (link.type !== 'link' || link.isCurrent || link.label === 'Home') continue;
    if (url.pathname.startsWith(link.href)) link.attrs = { ...link.attrs, 'data-section': '' };
  }
});
