import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf, type Lock } from '../../scripts/check-lock.mjs';

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const lock: Lock = JSON.parse(text);

/** Licences of what is installed with the package or works on it. Those with conditions on our own code are not here. */
const ALLOWED = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['MPL-2.0', 'OFL-1.1', 'Python-2.0', 'Unlicense'],
];

describe('package-lock.json', () => {
  it('has every dependency with its hash, those for other platforms too', () => {
    expect(faultsOf(lock)).toEqual([]);
  });

  it('names no registry, so that it suits every one', () => {
    expect(text).not.toMatch(/"resolved": "https?:/);
  });

  it('has only packages with licences that we know', () => {
    const others = Object.entries(lock.packages).flatMap(([path, { license = '', link }]) => {
      const isKnown = license.split(' OR ').some((one) => ALLOWED.includes(one));
      return !path.includes('node_modules/') || link || isKnown ? [] : [`${path}: ${license}`];
    });
    // Astro resizes images with sharp where its binary is installed: a library of its own, and nothing that we hand on.
    expect(
      others.filter((one) => !/^node_modules\/@img\/sharp-[\w-]+: .*LGPL-3\.0-or-later/.test(one)),
    ).toEqual([]);
  });
});

describe('a lock', () => {
  it('without a dependency is refused', () => {
    const broken: Lock = { packages: { '': { dependencies: { gone: '1.0.0' } } } };
    expect(faultsOf(broken)).toEqual(['gone, wanted by the project, is not in package-lock.json.']);
  });

  it('with an entry without a hash is refused', () => {
    const bare: Lock = {
      packages: {
        '': { dependencies: { a: '1.0.0' } },
        'node_modules/a': {
          version: '1.0.0',
          optionalDependencies: { '@a/linux-x64': '1.0.0' },
          integrity: 'x',
        },
        'node_modules/@a/linux-x64': { version: '1.0.0', optional: true },
      },
    };
    expect(faultsOf(bare)).toEqual(['node_modules/@a/linux-x64 has no hash in package-lock.json.']);
  });

  it('may have a package in the nearest node_modules above', () => {
    const nested: Lock = {
      packages: {
        '': { dependencies: { a: '1.0.0' } },
        'node_modules/a': { version: '1.0.0', dependencies: { '@b/c': '1.0.0' }, integrity: 'x' },
        'node_modules/a/node_modules/@b/c': {
          version: '1.0.0',
          dependencies: { a: '1.0.0' },
          integrity: 'x',
        },
      },
    };
    expect(faultsOf(nested)).toEqual([]);
  });
});
