import type { Book } from '../records/book/book.ts';
import type { RunReader } from '../runs/merge/measure-run.ts';
import type { RunToIngest } from './ingest/run-head.ts';
import type { Jobs } from './pool.ts';

/** Content files that are checked together: enough of them that handing over costs nothing. */
export interface FilesToRead {
  /** The real path of the content folder. */
  readonly content: string;
  readonly files: readonly string[];
  readonly book: Book;
}

export interface RunInCheckout {
  readonly run: RunToIngest;
  /** The checkout in which the tests ran. */
  readonly root: string;
  /** Where relative paths of result files begin. */
  readonly cwd: string;
}

// Each job loads what it needs when it begins: who measures runs never pays for the checkers' parsers.

export const readFiles: Jobs['readFiles'] = async ({ content, files, book }) => {
  const [{ leaveOut, readFile }, { readContent }] = await Promise.all([
    import('./read-file.ts'),
    import('./content-files.ts'),
  ]);
  return files.flatMap((file) => {
    const bytes = readContent(content, file);
    if (bytes instanceof Uint8Array) return [readFile(file, bytes, book)];
    return bytes.ruleId === 'file-too-large' ? [leaveOut(file, bytes, book)] : [];
  });
};

/** Kept from run to run: it remembers names, and runs after one another mostly have the same tests. */
let known: { readonly root: string; readonly reader: RunReader } | undefined;

export const measureRun: Jobs['measureRun'] = async ({ run, root, cwd }) => {
  const [{ RunReader }, { measureFiles }] = await Promise.all([
    import('../runs/merge/measure-run.ts'),
    import('./results/result-files.ts'),
  ]);
  if (known?.root !== root) known = { root, reader: new RunReader(root) };
  return measureFiles(known.reader, run, cwd);
};
