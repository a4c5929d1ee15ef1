import type { Cache, Part } from './cache.ts';
import { digestText } from './digest.ts';

/**
 * Digests of sets of parts that can be brought up to date without looking at all of the set: the sum of the digests of
 * its members, so that one that changes is taken out and put in again. The members of a set are told apart by file.
 */
export class Sums {
  readonly #cache: Cache;
  readonly #changed = new Map<string, bigint>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** @param before the digest of the part until now. @param after the digest from now on. Absent where there is no such part. */
  change(part: Part | 'file', file: string, before: string | undefined, after: string | undefined): void {
    if (before === after) return;
    for (const set of setsOf(part, file)) {
      const sum = this.#changed.get(set) ?? read(this.#cache, set);
      this.#changed.set(set, mask(sum - memberOf(file, before) + memberOf(file, after)));
    }
  }

  save(): void {
    for (const [set, sum] of this.#changed) this.#cache.setMeta(keyOf(set), sum.toString(16));
  }
}

/** The digest of a set: `links`, `runs:data-storage`, `rosters`, `file` for the bytes of all files. */
export function sumOf(cache: Cache, set: string): string {
  return cache.meta(keyOf(set)) ?? '0';
}

/** Records of the run history are no part of the other records: they have far more bytes, and change far more often. */
function setsOf(part: Part | 'file', file: string): string[] {
  const [, suite] = /^runs\/suite=([^/]+)\//.exec(file) ?? [];
  if (part !== 'record' || suite === undefined) return [part];
  return file.endsWith('/tests.jsonl') ? [`runs:${suite}`, 'rosters'] : [`runs:${suite}`];
}

function keyOf(set: string): string {
  return `sum:${set}`;
}

function read(cache: Cache, set: string): bigint {
  return BigInt(`0x${sumOf(cache, set)}`);
}

/** The digest tells the content, the file whose it is: two files may say the same. */
function memberOf(file: string, digest: string | undefined): bigint {
  if (digest === undefined) return 0n;
  return BigInt(`0x${digestText(`${file}\n${digest}`)}`);
}

function mask(sum: bigint): bigint {
  return BigInt.asUintN(160, sum);
}
