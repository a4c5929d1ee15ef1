import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Failure } from '../part.ts';
import { type Tried, tryDocument } from './try-document.ts';

export interface Chunk {
  readonly seed: number;
  readonly count: number;
}

export interface ChunkResult extends Pick<Tried, 'bytes' | 'cpuMs' | 'findings' | 'pages'> {
  readonly documents: number;
  readonly exceptions: number;
  readonly slow: readonly Failure[];
  readonly worstMs: number;
  readonly worstSeed: number;
  readonly broken: readonly Failure[];
  /** What stays in memory once all of them are forgotten. */
  readonly heapMb: number;
}

/** What a document may cost: it has far less than the mebibyte that may take two seconds. */
const SLOW_MS = 2000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Tries documents one after the other. */
export async function tryChunk({ seed, count }: Chunk): Promise<ChunkResult> {
  const sum = { bytes: 0, cpuMs: 0, findings: 0, pages: 0, exceptions: 0, worstMs: 0, worstSeed: seed };
  const slow: Failure[] = [];
  const broken: Failure[] = [];
  for (let at = seed; at < seed + count; at += 1) {
    const tried = await tryDocument(at);
    for (const key of ['bytes', 'cpuMs', 'findings', 'pages'] as const) sum[key] += tried[key];
    if (tried.hasThrown) sum.exceptions += 1;
    broken.push(...tried.broken.map((says) => ({ seed: at, says })));
    if (tried.cpuMs > SLOW_MS)
      slow.push({ seed: at, says: `${tried.bytes} bytes took ${Math.round(tried.cpuMs)} ms` });
    if (tried.cpuMs > sum.worstMs) Object.assign(sum, { worstMs: tried.cpuMs, worstSeed: at });
  }
  collectGarbage();
  return { ...sum, documents: count, slow, broken, heapMb: process.memoryUsage().heapUsed / 2 ** 20 };
}
