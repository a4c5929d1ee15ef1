import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFolder } from '../golden/make.ts';
import { faultsInBrowser } from '../site/page-checks.ts';
import { violationsOn } from '../support/accessibility.ts';
import { ROOT } from '../support/book.ts';
import { openBrowser, withPage } from '../support/browser.ts';
import { serveFolder } from '../support/serve.ts';

const MEGABYTE = 1_000_000;
/** A Starlight site is one fixture of ours; Flakebook itself never installs Starlight. */
const STARLIGHT = '@astrojs/starlight@0.42.4';
const ASTRO = `astro@${JSON.parse(readFileSync(join(ROOT, 'node_modules/astro/package.json'), 'utf8')).version}`;
const shell = process.platform === 'win32';

/** Projects of other people, in which `npm install` puts Flakebook from git and from the packed archive. */
describe('a project that installs Flakebook', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-hosts-'));
  const tarball = join(folder, 'flakebook-0.1.0.tgz');
  const host = (name: string) => join(folder, name);
  /** Why nothing can be installed here; undefined where it can. */
  let offline: string | undefined;

  beforeAll(() => {
    copyCheckout(join(folder, 'repository'));
    makeProject('git', {});
    const { status, stderr } = install('git', `git+${pathToFileURL(join(folder, 'repository')).href}`);
    if (
      status !== 0 &&
      !process.env.CI &&
      /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENOTCACHED/.test(stderr)
    )
      offline = 'npm has no network';
    else {
      expect({ status, stderr }).toMatchObject({ status: 0 });
      const made = join(host('git'), 'node_modules/flakebook');
      execFileSync('npm', ['pack', '--silent', '--ignore-scripts', made], { cwd: folder, shell });
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** What git has of this checkout, as a repository of its own. */
  function copyCheckout(target: string): void {
    const git = (cwd: string, ...args: readonly string[]) =>
      execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 100 * MEGABYTE });
    const files = git(ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
    for (const file of files.filter((path) => path !== '' && existsSync(join(ROOT, path))))
      cpSync(join(ROOT, file), join(target, file));
    git(target, 'init', '--quiet');
    git(target, 'add', '--all');
    git(target, '-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'all');
  }

  function makeProject(name: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(host(name), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(host(name), path)), { recursive: true });
      writeFileSync(join(host(name), path), text);
    }
  }

  function install(name: string, ...packages: readonly string[]) {
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    return run(name, 'npm', 'install', ...flags, ...packages);
  }

  function run(name: string, program: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: host(name),
      encoding: 'utf8',
      shell,
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        NODE_ENV: undefined,
        VITEST: undefined,
        // Vitest sets these for itself, and Vite would take them for the site's own.
        ...{ BASE_URL: undefined, DEV: undefined, MODE: undefined, PROD: undefined, SSR: undefined },
        ASTRO_TELEMETRY_DISABLED: '1',
        XDG_CACHE_HOME: join(folder, 'cache'),
      },
    });
    return { status, stdout, stderr };
  }

  /** Installs, and runs what has to work. */
  function expectToRun(name: string, ...lines: readonly (readonly string[])[]): void {
    for (const [program = '', ...args] of lines) {
      const { status, stdout, stderr } = run(name, program, ...args);
      expect({ line: [program, ...args], status, said: status === 0 ? '' : stdout + stderr }).toEqual({
        ...{ line: [program, ...args], status: 0, said: '' },
      });
    }
  }

  const site = (name: string) => readFolder(join(host(name), 'dist'));

  test('from git: the commands run', ({ skip }) => {
    if (offline) return skip(offline);
    expectToRun('git', ['npx', 'flakebook', 'init', '--yes'], ['npx', 'flakebook', 'build', '--docs']);
    expect(existsSync(join(host('git'), 'dist/docs/README.md'))).toBe(true);
  });

  test('in an empty folder: it is light, and says what a site needs', ({ skip }) => {
    if (offline) return skip(offline);
    makeProject('empty', {});
    expectToRun('empty', ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball]);
    expectToRun('empty', ['npx', 'flakebook', 'init', '--yes']);
    const { status, stderr } = run('empty', 'npx', 'flakebook', 'build');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'flakebook: The site needs Astro: run `npm install --save-dev astro`. `flakebook build --docs` makes the Markdown docs without it.\n',
    });
    expect(existsSync(join(host('empty'), 'dist'))).toBe(false);
    const modules = join(host('empty'), 'node_modules');
    const manifests = globSync('**/node_modules/{*,@*/*}/package.json', { cwd: host('empty') });
    // Itself, and the fonts of a site.
    expect(manifests).toHaveLength(3);
    const bytes = globSync('**', { cwd: modules })
      .map((file) => statSync(join(modules, file)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
    expect(bytes).toBeLessThanOrEqual(12 * MEGABYTE);
  });

  describe('with a site in Astro', () => {
    const home = '<html lang="en"><head><title>Host</title></head><body>The home of the host</body></html>\n';
    const missing = home.replace('The home of the host', 'The 404 of the host');
    const isFlakebook = (html: string | undefined) => html?.includes('Made by Flakebook') === true;

    beforeAll(() => {
      if (offline) return;
      makeProject('astro', {
        'package.json': '{ "private": true }',
        'src/pages/index.astro': home,
        'src/pages/404.astro': missing,
        'src/middleware.ts':
          'export const onRequest = async (_: unknown, next: () => Promise<Response>) => next();\n',
        'astro.config.mjs': `
          import { defineConfig } from 'astro/config';
          import flakebook from 'flakebook/astro';
          export default defineConfig({
            site: 'https://example.org',
            base: '/docs',
            security: { csp: true },
            integrations: [flakebook({ prefix: '/flaky' })],
          });`,
      });
      expect(install('astro', ASTRO, tarball)).toMatchObject({ status: 0 });
      expectToRun('astro', ['npx', 'flakebook', 'init', '--yes'], ['npx', 'astro', 'build']);
    });

    test('the book has its pages below the prefix, and the host keeps all of its own', ({ skip }) => {
      if (offline) return skip(offline);
      const files = site('astro');
      expect(files.get('index.html')).toContain('The home of the host');
      expect(files.get('404.html')).toContain('The 404 of the host');
      expect(files.has('sitemap.xml')).toBe(false);
      const ours = [...files].filter(([, text]) => isFlakebook(text)).map(([path]) => path);
      expect(ours).toContain('flaky/index.html');
      expect(ours.length).toBeGreaterThan(10);
      expect(ours.filter((path) => !path.startsWith('flaky/'))).toEqual([]);
      expect([...files.keys()]).toEqual(
        expect.arrayContaining(['flaky/search/pages.json', 'flaky/feed.xml', 'flaky/data/v1/issues.json']),
      );
    });

    test('each link of the book leads to a page, under the base of the host', ({ skip }) => {
      if (offline) return skip(offline);
      const files = site('astro');
      const links = [...files]
        .filter(([path, text]) => path.endsWith('.html') && isFlakebook(text))
        .flatMap(([, text]) => [...text.matchAll(/ (?:href|src)="(\/[^"#?]*)/g)].map(([, to = '']) => to));
      expect(links.length).toBeGreaterThan(100);
      const broken = [...new Set(links)].filter((to) => {
        const path = decodeURIComponent(to.replace(/^\/docs\//, ''));
        return !files.has(path.endsWith('/') ? `${path}index.html` : path);
      });
      expect(broken).toEqual([]);
    });

    test('the policy of the host lets the pages of the book do what they do, and no others', ({ skip }) => {
      if (offline) return skip(offline);
      const files = site('astro');
      const policyOf = (path: string) => /script-src [^;]*/.exec(files.get(path) ?? '')?.[0] ?? '';
      expect(policyOf('flaky/index.html').split(' ').length).toBe(
        policyOf('index.html').split(' ').length + 1,
      );
    });

    test('its pages are sound in a browser, under the policy of the host', async ({ skip }) => {
      const browser = offline ? undefined : await openBrowser();
      if (browser === undefined) return skip(offline ?? 'there is no browser');
      const server = await serveFolder(join(host('astro'), 'dist'), '/docs/');
      const pages = [...site('astro').keys()].flatMap(
        (path) => /^(flaky\/issues\/[^/]+\/)index\.html$/.exec(path)?.[1] ?? [],
      );
      const paths = ['flaky/', 'flaky/issues/', ...pages.slice(0, 1), 'flaky/patterns/'];
      expect(paths).toHaveLength(4);
      const faults = await faultsInBrowser(browser, server.url, paths);
      // The host decides how fonts are shown: where a late one takes its place, text may move.
      expect(faults.filter((fault) => !fault.includes(': moved by '))).toEqual([]);
      expect(server.missing).toEqual([]);
      await browser.close();
      await server.close();
    });

    test('a host without a policy is warned of none', ({ skip }) => {
      if (offline) return skip(offline);
      const config = join(host('astro'), 'astro.config.mjs');
      const written = readFileSync(config, 'utf8');
      writeFileSync(config, written.replace('security: { csp: true },', ''));
      const { status, stdout, stderr } = run('astro', 'npx', 'astro', 'build');
      writeFileSync(config, written);
      expect(status).toBe(0);
      expect(stdout + stderr).not.toMatch(/csp/i);
    });

    test('a book with errors fails the build with its findings, and no stack', ({ skip }) => {
      if (offline) return skip(offline);
      makeProject('astro', { 'content/issues/BAD-1.md': '---\ntitle: 1\n---\n' });
      const { status, stdout, stderr } = run('astro', 'npx', 'astro', 'build');
      rmSync(join(host('astro'), 'content/issues/BAD-1.md'));
      expect(status).toBe(1);
      expect(stdout + stderr).toMatch(/BAD-1\.md/);
      expect(stdout + stderr).toMatch(/The site was not built: .*content has errors\./);
      expect(stdout + stderr).not.toMatch(/^\s+at /m);
    });

    test.for([
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const)(
      'a program in TypeScript has types of all doors: %s, %s',
      ([module, moduleResolution], { skip }) => {
        if (offline) return skip(offline);
        const compilerOptions = {
          ...{ target: 'es2024', module, moduleResolution, lib: ['es2024', 'dom'], types: [], noEmit: true },
          ...{
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            skipLibCheck: true,
          },
        };
        makeProject('astro', {
          'tsconfig.json': JSON.stringify({ compilerOptions, files: ['program.mts'] }),
          'program.mts': `
          import type { AstroIntegration } from 'astro';
          import { openBook } from 'flakebook';
          import flakebook from 'flakebook/astro';
          import plugin, { type StarlightPlugin } from 'flakebook/starlight';
          import schema from 'flakebook/schemas/issue.json' with { type: 'json' };
          const integration: AstroIntegration = flakebook({ content: 'flaky', prefix: '/flaky' });
          const starlight: StarlightPlugin = plugin();
          const title: string = (await openBook('content')).title;
          // @ts-expect-error There is no such option.
          flakebook({ path: '/flaky' });
          // @ts-expect-error A title is text.
          const length: number = (await openBook('content')).title;
          export { integration, length, schema, starlight, title };
        `,
        });
        const { status, stdout } = run(
          'astro',
          process.execPath,
          join(ROOT, 'node_modules/typescript/bin/tsc'),
          '--resolveJsonModule',
        );
        expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      },
    );

    test('in the frame of Starlight, the book stands in the sidebar and in the search of the site', async ({
      skip,
    }) => {
      if (offline) return skip(offline);
      cpSync(join(host('astro'), 'node_modules'), join(host('starlight'), 'node_modules'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      cpSync(join(host('astro'), 'content'), join(host('starlight'), 'content'), { recursive: true });
      makeProject('starlight', {
        'package.json': '{ "private": true }',
        'astro.config.mjs': `
          import { defineConfig } from 'astro/config';
          import starlight from '@astrojs/starlight';
          import flakebook from 'flakebook/starlight';
          export default defineConfig({ base: '/docs', integrations: [starlight({ title: 'Our docs', plugins: [flakebook()] })] });`,
        'src/content.config.mjs': `
          import { defineCollection } from 'astro:content';
          import { docsLoader } from '@astrojs/starlight/loaders';
          import { docsSchema } from '@astrojs/starlight/schema';
          export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
        'src/content/docs/index.md': '---\ntitle: Welcome\n---\nHello.\n',
        'src/content/docs/guides/one.md': '---\ntitle: The first guide\n---\nHello.\n',
      });
      expect(install('starlight', STARLIGHT, ASTRO, tarball)).toMatchObject({ status: 0 });
      expectToRun('starlight', ['npx', 'astro', 'build']);
      const files = site('starlight');
      for (const path of [
        'index.html',
        'guides/one/index.html',
        'flaky/index.html',
        'flaky/issues/index.html',
      ]) {
        const html = files.get(path) ?? '';
        const sidebar = /<nav class="sidebar[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
        expect({ path, sidebar }).toEqual({ path, sidebar: expect.stringContaining('The first guide') });
        expect(sidebar).toContain('href="/docs/flaky/issues/"');
        const current = [...sidebar.matchAll(/<a href="([^"]*)" aria-current="page"/g)].map(([, to]) => to);
        expect(current).toEqual([`/docs/${path.replace('index.html', '')}`]);
      }
      const issue = [...files.keys()].find((path) => /^flaky\/issues\/[^/]+\/index\.html$/.test(path)) ?? '';
      expect(files.get(issue)).toMatch(/data-pagefind-body/);
      expect(files.get(issue)).toMatch(/data-pagefind-filter="[^"]+\[data-value\]"/);
      expect(files.get('index.html')).toContain('Hello.');
      expect(files.has('flaky/search/pages.json')).toBe(false);
      expect(files.has('pagefind/pagefind.js')).toBe(true);

      const browser = await openBrowser();
      if (browser === undefined) return;
      const server = await serveFolder(join(host('starlight'), 'dist'), '/docs/');
      const found: string[] = [];
      for (const screen of [
        { width: 1280, theme: 'light' },
        { width: 400, theme: 'dark' },
      ] as const)
        await withPage(browser, screen, async (page, problems) => {
          for (const path of ['flaky/', 'flaky/issues/', issue.replace('index.html', '')]) {
            await page.goto(server.url + path);
            // The button of Starlight's own search has another name than what it shows.
            const ours = (await violationsOn(page)).filter(
              (violation) => !violation.includes('data-open-modal'),
            );
            found.push(...ours.map((violation) => `${path}: ${violation}`));
            const targets = await page.evaluate(() =>
              [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')]
                .filter(({ origin }) => origin === location.origin)
                .map(({ pathname }) => pathname.replace('/docs/', '')),
            );
            for (const target of targets.map(decodeURIComponent))
              if (!files.has(target) && !files.has(`${target}index.html`))
                found.push(`${path}: leads to ${target}`);
          }
          found.push(...problems);
        });
      await browser.close();
      await server.close();
      expect(found).toEqual([]);
      expect(server.missing).toEqual([]);
    });
  });

  test('publint and attw find nothing wrong with the package', async ({ skip }) => {
    if (offline) return skip(offline);
    const pkgDir = join(host('git'), 'node_modules/flakebook');
    expect((await publint({ pkgDir, strict: true, pack: false })).messages).toEqual([]);
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(tarball)), {
      excludeEntrypoints: [/^\.\/schemas\//],
    });
    if (!checked.types) throw new Error('attw found no types');
    // As the profile `esm-only` of attw: the package has ECMAScript modules only, which each Node that it accepts can `require`.
    const seen = checked.problems.filter(
      (problem) => !('resolutionKind' in problem && /^node10$|cjs$/.test(problem.resolutionKind)),
    );
    expect(seen).toEqual([]);
    expect(Object.keys(checked.entrypoints)).toEqual(expect.arrayContaining(['.', './astro', './starlight']));
  });
});
