import { parentPort } from 'node:worker_threads';
import { toRow } from './check-row.ts';
import type { WorkerTask } from './check-workers.ts';
import { readContent } from './content-files.ts';

parentPort?.on('message', ({ content, files, book }: WorkerTask) => {
  const rows = files.flatMap((file) => {
    const bytes = readContent(content, file);
    return bytes instanceof Uint8Array ? [toRow(file, bytes, book)] : [];
  });
  parentPort?.postMessage(rows);
});
