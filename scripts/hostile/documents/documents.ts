import { Tinypool } from 'tinypool';
import type { Failure, Outcome, Part, Trials } from '../part.ts';
import { type Chunk, type ChunkResult, tryChunk } from './worker.ts';

/** Documents that a thread tries before it reports. */
const CHUNK = 1000;
/** What a thread may hold more than after its first thousand documents, in MiB. */
const GROWTH_MB = 40;

/** Documents drawn from the schemas, with damage to them, read alone and as books. */
export const documents: Part = {
  counts: { long: 1_000_000, short: 1000 },
  async run(trials) {
    const chunks = chunksOf(trials);
    const results: ChunkResult[] = [];
    let done = 0;
    for await (const result of trials.threads > 1 ? onThreads(chunks, trials.threads) : inTurn(chunks)) {
      results.push(result);
      done += result.documents;
      if (done % (50 * CHUNK) === 0)
        trials.progress?.(`${done} documents, ${sumOf(results, 'exceptions')} exceptions`);
    }
    return summary(results);
  },
};

function chunksOf({ seed, count }: Trials): Chunk[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => ({
    seed: seed + i * CHUNK,
    count: Math.min(CHUNK, count - i * CHUNK),
  }));
}

async function* inTurn(chunks: readonly Chunk[]): AsyncGenerator<ChunkResult> {
  for (const chunk of chunks) yield await tryChunk(chunk);
}

async function* onThreads(chunks: readonly Chunk[], threads: number): AsyncGenerator<ChunkResult> {
  const pool = new Tinypool({
    filename: new URL('worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    const results = chunks.map((chunk): Promise<ChunkResult> => pool.run(chunk, { name: 'tryChunk' }));
    for (const result of results) yield await result;
  } finally {
    await pool.destroy();
  }
}

function summary(results: readonly ChunkResult[]): Outcome {
  const worst = results.reduce((a, b) => (b.worstMs > a.worstMs ? b : a));
  const heaps = results.map(({ heapMb }) => heapMb);
  const grown = Math.max(...heaps) - (heaps[0] ?? 0);
  const slow = results.flatMap((result) => result.slow);
  const broken = results.flatMap((result) => result.broken);
  const growth: Failure[] =
    grown > GROWTH_MB ? [{ seed: 'memory', says: `memory grew by ${Math.round(grown)} MiB` }] : [];
  const cpuMs = sumOf(results, 'cpuMs');
  return {
    figures: {
      documents: sumOf(results, 'documents'),
      'bytes each': Math.round(sumOf(results, 'bytes') / sumOf(results, 'documents')),
      findings: sumOf(results, 'findings'),
      'pages made': sumOf(results, 'pages'),
      exceptions: sumOf(results, 'exceptions'),
      'laws broken': broken.length,
      slow: slow.length,
      'CPU seconds': Math.round(cpuMs / 1000),
      'worst document': `${(worst.worstMs / 1000).toFixed(2)} s (seed ${worst.worstSeed})`,
      'memory in MiB': `${Math.round(Math.min(...heaps))} to ${Math.round(Math.max(...heaps))}`,
    },
    failures: [...broken, ...slow, ...growth],
  };
}

function sumOf(
  results: readonly ChunkResult[],
  key: 'documents' | 'exceptions' | 'bytes' | 'cpuMs' | 'findings' | 'pages',
): number {
  return results.reduce((sum, result) => sum + result[key], 0);
}
