import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from './check-lock.mjs';

/** A package whose code goes into the bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Licences of code that we hand on as ours: they ask for their text, and for nothing of our own code. */
export const BUNDLED_LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Licence texts of packages that come without one. */
const TEXTS = new URL('./licences/', import.meta.url);

/**
 * The packages of some modules, sorted.
 * @throws Error for a licence that we do not know, and for one without its text.
 */
export function bundledPackages(modules: readonly string[]): Bundled[] {
  const folders = modules.flatMap(
    (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll('\\', '/'))?.[0] ?? [],
  );
  return [...new Set(folders)].sort().map(bundled);
}

function bundled(folder: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const own = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const kept = new URL(`${name}.txt`, TEXTS);
  const file = own === undefined ? (existsSync(kept) ? kept : undefined) : join(folder, own);
  if (!BUNDLED_LICENCES.includes(license))
    throw new Error(`May we bundle ${name}? Its licence is ${license}: see scripts/third-party.ts.`);
  if (file === undefined) throw new Error(`Put the licence of ${name} into scripts/licences/${name}.txt.`);
  return { name, version, license, text: readFileSync(file, 'utf8').trim() };
}

/** The licences ask that their text goes where the code goes. */
export function notice(packages: readonly Bundled[]): string {
  return packages
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
    .join('\n\n');
}

/** The parts of CycloneDX that are read here: https://cyclonedx.org/docs/1.5/json/ */
interface Sbom {
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly metadata: { readonly component: object };
}

/**
 * The bill of materials of the published package, as CycloneDX: what is bundled, and what is installed with it. It is the
 * same for the same lock.
 */
export function billOfMaterials(root: string, name: string, packages: readonly Bundled[]): string {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(lock.packages).flatMap(([path, { version, dev, link }]) =>
    dev || link
      ? []
      : [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`],
  );
  const refs = new Set([...installed, ...packages.map((one) => `${one.name}@${one.version}`)]);
  const shell = process.platform === 'win32';
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, shell });
  const { components, dependencies, metadata, ...all } = JSON.parse(text) as Sbom & { serialNumber: string };
  const { serialNumber: _, ...rest } = all;
  const bill = {
    ...rest,
    metadata: { component: { ...metadata.component, name } },
    components: components.filter((one) => refs.has(one['bom-ref'])),
    dependencies: dependencies.flatMap(({ ref, dependsOn }) =>
      refs.has(ref) ? [{ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }] : [],
    ),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
