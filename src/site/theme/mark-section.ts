import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/** The sidebar lists sections only: on a page inside one, that section is marked. */
export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  for (const entry of locals.starlightRoute.sidebar) {
    if (entry.type !== 'link' || entry.isCurrent || entry.label === 'Home') continue;
    if (url.pathname.startsWith(entry.href)) entry.attrs = { ...entry.attrs, class: 'fb-section' };
  }
});
