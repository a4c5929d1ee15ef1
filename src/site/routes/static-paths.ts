import type { Route } from '../../pages/document.ts';

/** Pages as a route of Astro lists them: home has no name. */
export function staticPaths(routes: readonly Route[]) {
  return routes.map((route) => ({ params: { route: route === '' ? undefined : route } }));
}
