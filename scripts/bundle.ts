// `npm pack` and `npm publish` run this first: one bundle of the command line and its workers, in `lib`, with the patterns and
// the sources of the site's pages, which Astro compiles. Astro and the fonts stay packages of their own: only a site needs them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { transpileDeclaration } from 'typescript';
import { astroVersion, type SiteSettings } from '../src/host/run-astro.ts';
import { SOURCE_KINDS } from '../src/records/fields/read-record.ts';
import { jsonSchemaOf } from '../src/records/json-schema.ts';
import { readShells, type ShippedShells } from '../src/site/shells.ts';
import { billOfMaterials, bundledPackages, notice } from './third-party.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const OUT = join(ROOT, 'lib');
/** What other programs import: `flakebook`, `flakebook/astro`, `flakebook/starlight`. */
const DOORS = { index: 'src/index.ts', astro: 'src/site/astro.ts', starlight: 'src/site/starlight.ts' };

/** The pages of the site, their styles and pictures; what they import from elsewhere becomes a part of the bundle. */
const pages = globSync(['src/**/*.astro', 'src/**/*.css', 'src/**/*.svg'], { cwd: ROOT }).sort();
const IMPORT = /^(\s*import (?:(?!type ).* from )?'(\.[^'?]+))\.ts(\?worker&url)?';$/gm;
const imported = pages.flatMap((file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map(([, , path = '', query]) => ({
    path: join(dirname(file), path),
    isWorker: query !== undefined,
  })),
);
const entries = (isWorker: boolean) =>
  Object.fromEntries(
    imported.filter((one) => one.isWorker === isWorker).map(({ path }) => [path, `${path}.ts`]),
  );

const { dependencies, name, peerDependencies, version } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  name: string;
  version: string;
};

const bundle = await rolldown({
  cwd: ROOT,
  input: {
    ...DOORS,
    'src/site/starlight-sidebar': 'src/site/starlight-sidebar.ts',
    main: 'src/cli/main.ts',
    worker: 'src/host/worker.ts',
    // tinypool starts its threads with this file, which it looks for beside its own.
    'entry/worker': fileURLToPath(new URL('./entry/worker.js', import.meta.resolve('tinypool'))),
    site: 'src/site/main.ts',
    ...entries(false),
  },
  platform: 'node',
  // Its build for Node looks into the environment at each token.
  resolve: {
    alias: {
      yaml: fileURLToPath(
        import.meta.resolve('yaml/package.json').replace('package.json', 'browser/index.js'),
      ),
    },
  },
  preserveEntrySignatures: 'allow-extension',
  // What the package depends on is installed with it; all else is bundled.
  external: (id) => /^(?:astro|virtual):/.test(id) || isDependency(id),
  // gray-matter has an `eval` for front matter in JavaScript, which `src/text/front-matter.ts` refuses.
  checks: { eval: false, ineffectiveDynamicImport: false },
});
rmSync(OUT, { recursive: true, force: true });

/** Tells the modules that each command loads and no page of a site: a page has no Node. */
async function startOfCommands(): Promise<(id: string) => boolean> {
  const { output } = await bundle.generate();
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const modulesBehind = (names: readonly string[], isWhole: boolean): Set<string> => {
    const seen = new Set(names);
    for (const name of seen) {
      const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
      for (const next of [...imports, ...(isWhole ? dynamicImports : [])]) seen.add(next);
    }
    return new Set([...seen].flatMap((name) => chunks.get(name)?.moduleIds ?? []));
  };
  const ofPages = modulesBehind(
    Object.keys(entries(false)).map((name) => `${name}.js`),
    true,
  );
  const ofCommands = modulesBehind(['main.js'], false);
  return (id) => ofCommands.has(id) && !ofPages.has(id);
}

const { output } = await bundle.write({
  dir: OUT,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  // Every command reads all of this, and one file takes less time than thirty.
  codeSplitting: {
    groups: [{ name: 'start', test: await startOfCommands(), includeDependenciesRecursively: false }],
  },
});
await bundle.close();

/** What runs beside a page shares nothing with the command line, and has neither Node nor a document. */
const beside = await rolldown({
  cwd: ROOT,
  input: entries(true),
  platform: 'browser',
  resolve: { conditionNames: ['worker', 'import', 'module', 'default'] },
});
const { output: workers } = await beside.write({
  dir: OUT,
  entryFileNames: '[name].js',
  minify: true,
  codeSplitting: false,
});
await beside.close();

const image = 'src/site/layout/share.png';
mkdirSync(join(OUT, dirname(image)), { recursive: true });
cpSync(join(ROOT, image), join(OUT, image));
for (const file of pages) {
  const source = readFileSync(join(ROOT, file), 'utf8');
  mkdirSync(join(OUT, dirname(file)), { recursive: true });
  writeFileSync(join(OUT, file), source.replaceAll(IMPORT, "$1.js$3';"));
}

// The types of a door stand in its own file, with all that they name but types of Astro and of another door.
const ELSEWHERE = /^import type \{ \w+ \} from '(?:astro|\.\/astro\.js)';\n/gm;
for (const [name, path] of Object.entries(DOORS)) {
  const door = readFileSync(join(ROOT, path), 'utf8');
  const { outputText, diagnostics = [] } = transpileDeclaration(door, { fileName: path });
  const types = outputText.replaceAll(/(from '\.[^']+)\.ts';/g, "$1.js';");
  if (diagnostics.length > 0 || /^import |import\(/m.test(types.replaceAll(ELSEWHERE, '')))
    throw new Error(`A type that ${path} exports must stand in that file, with all that it names.`);
  writeFileSync(join(OUT, `${name}.d.ts`), types);
}

const chunks = [...output, ...workers].filter((file) => file.type === 'chunk');
const hash = createHash('sha1').update(JSON.stringify({ version, dependencies, peerDependencies }));
for (const { fileName, code } of chunks) hash.update(`${fileName}\0${code}\0`);
for (const file of [...pages, image]) hash.update(readFileSync(join(OUT, file)));
const catalogue = join(ROOT, 'content/patterns');
cpSync(catalogue, join(OUT, 'patterns'), { recursive: true });
for (const name of readdirSync(catalogue).sort()) hash.update(readFileSync(join(catalogue, name)));
cpSync(join(ROOT, 'demo'), join(OUT, 'demo'), { recursive: true });
cpSync(join(ROOT, 'docs/rules'), join(OUT, 'rules'), { recursive: true });
mkdirSync(join(OUT, 'schemas'));
for (const kind of SOURCE_KINDS)
  writeFileSync(join(OUT, `schemas/${kind}.json`), `${JSON.stringify(jsonSchemaOf(kind), undefined, 2)}\n`);
const day = execFileSync('git', ['log', '-1', '--format=%cs'], { cwd: ROOT, encoding: 'utf8' }).trim();
writeFileSync(join(OUT, 'digest.txt'), `${hash.digest('hex')} ${day}`);
const bundled = bundledPackages(chunks.flatMap(({ moduleIds }) => moduleIds));
writeFileSync(join(OUT, 'THIRD-PARTY-LICENSES.txt'), notice(bundled));
writeFileSync(join(OUT, 'sbom.cdx.json'), billOfMaterials(ROOT, name, bundled));
writeFileSync(join(OUT, 'shells.json'), JSON.stringify(makeShells()));

/** So that Astro starts only for a site below a path, or beside another Astro. */
function makeShells(): ShippedShells {
  const work = mkdtempSync(join(tmpdir(), 'flakebook-shells-'));
  const settings: SiteSettings = {
    content: '',
    base: '/',
    outFolder: join(work, 'shells'),
    workFolder: work,
    cacheFolder: join(work, 'cache'),
    isForShells: true,
  };
  try {
    execFileSync(process.execPath, [join(OUT, 'site.js'), 'build', JSON.stringify(settings)], {
      cwd: work,
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return { astro: astroVersion(), shells: readShells(settings.outFolder) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function isDependency(id: string): boolean {
  return Object.keys({ ...dependencies, ...peerDependencies }).some(
    (name) => id === name || id.startsWith(`${name}/`),
  );
}
