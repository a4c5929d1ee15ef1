import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { PACKAGE_FOLDER } from '../host/code-version.ts';

/**
 * Lets Astro write into the folder that it was told is its root, and find its packages and ours from the package's own
 * folder, into which nothing may be written. Astro takes what it writes beside the code of a site, its folder `.astro`, from
 * the root that it has at first; everything else from the root that it has when it has asked its integrations.
 */
export function workFolder(): AstroIntegration {
  return {
    name: 'flakebook:work-folder',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        findPackagesFor(config.root.href);
        updateConfig({ root: pathToFileURL(join(PACKAGE_FOLDER, '/')) });
      },
    },
  };
}

/** Astro writes code into its work folder, and runs it there. */
function findPackagesFor(work: string): void {
  registerHooks({
    resolve: (name, context, next) =>
      next(
        name,
        context.parentURL?.startsWith(work) && isPackage(name)
          ? { ...context, parentURL: import.meta.url }
          : context,
      ),
  });
}

function isPackage(name: string): boolean {
  return /^[@\w]/.test(name) && !URL.canParse(name);
}
