// The door for Starlight sites: a book in the frame of the site. Starlight itself is no package of ours, so its types are not here.
import type { AstroIntegration } from 'astro';
import type { FlakebookOptions } from './astro.ts';
import { mountBook, siteCode } from './integration.ts';

/** As much of Starlight's own type of plugins as this one uses. */
export interface StarlightPlugin {
  name: string;
  hooks: { 'config:setup'(site: StarlightSetup): void };
}

export interface StarlightSetup {
  addIntegration(integration: AstroIntegration): void;
  addRouteMiddleware(middleware: { entrypoint: string }): void;
}

/** Shows a book below its prefix, and its sections at the end of the sidebar. The search of the site finds its pages. */
export default function flakebook(options: FlakebookOptions = {}): StarlightPlugin {
  return {
    name: 'flakebook',
    hooks: {
      'config:setup'({ addIntegration, addRouteMiddleware }) {
        addIntegration(mountBook({ prefix: '/flaky', ...options, frame: 'starlight' }));
        addRouteMiddleware({ entrypoint: siteCode('starlight-sidebar') });
      },
    },
  };
}
