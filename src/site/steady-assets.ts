import type { AstroIntegration } from 'astro';

const ASSETS = '\0astro:assets';

/**
 * Lets a build take over the pages that the one before it finished. Astro does so while all code behind a page is the
 * same, and its module of images says where the output goes: a staging folder, which each build has its own of. Only a
 * server that makes images as they are asked for reads that, so here it is the same place each time. Where a later Astro
 * says it elsewhere, pages are made again, and are as right.
 */
export function steadyAssets(): AstroIntegration {
  return {
    name: 'flakebook:steady-assets',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command !== 'build') return;
        const { href } = config.outDir;
        const plugin = {
          name: 'flakebook:steady-assets',
          transform: (code: string, id: string) =>
            id === ASSETS ? { code: code.replaceAll(href, 'file:///'), map: null } : undefined,
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}
