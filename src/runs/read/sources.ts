import { Unreadable } from './unreadable.ts';

/** Bytes that are read as one result file. */
export interface Source {
  /** What messages call it. */
  readonly label: string;
  /** @throws Unreadable, or an error of the system. */
  pieces(): AsyncIterable<Uint8Array>;
}

export interface ArchivedFile {
  readonly name: string;
  /** @throws Unreadable */
  pieces(): AsyncIterable<Uint8Array>;
}

/** Names of files in a folder or archive that may be reports; a log is only read where somebody names it. */
const REPORT = /\.(?:xml|trx|json|jsonl|ndjson|tap)(?:\.gz)?$/i;
const ARCHIVE = /\.zip$/i;

export function isReport(name: string): boolean {
  return REPORT.test(name);
}

export function isArchive(name: string): boolean {
  return ARCHIVE.test(name);
}

/** Whether bytes begin as a zip archive does, be it an empty one. @param start of at least four bytes. */
export function beginsZip(start: Uint8Array): boolean {
  const [p, k, ...sign] = start;
  return p === 0x50 && k === 0x4b && ['3,4', '5,6'].includes(sign.slice(0, 2).join());
}

/** Files of an archive; more are a bomb. */
export const MAX_ENTRIES = 100_000;

export const TOO_MANY = new Unreadable(`it holds more than ${MAX_ENTRIES} files`);
export const NO_REPORT = new Unreadable('there is no test report in it');
export const DAMAGED = new Unreadable('the archive is damaged, or was cut off');

/** The reports among the files of an archive. @param archive what messages call it. */
export function reportsIn(archive: string, files: readonly ArchivedFile[]): Source[] {
  return files.flatMap(({ name, pieces }) => {
    const label = `${archive}/${name}`;
    if (isArchive(name)) return [unreadable(label, new Unreadable('it is an archive in an archive'))];
    return isReport(name) ? [{ label, pieces }] : [];
  });
}

/** Tells why when it is asked for its bytes, as any other file does. */
export function unreadable(label: string, why: Unreadable): Source {
  return {
    label,
    pieces: () => {
      throw why;
    },
  };
}

/** Allure writes a file for each execution of a test. */
const ALLURE = /(?:^|[\\/])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}-result\.json$/i;

export function isOfAllure(path: string): boolean {
  return ALLURE.test(path);
}

/** Results of Allure in one folder are one report: a test has as many files as attempts. */
export function grouped(sources: readonly Source[]): Source[] {
  const [results, others] = split(sources, ({ label }) => isOfAllure(label));
  const folders = Map.groupBy(results, ({ label }) => label.replace(/[^\\/]*$/, ''));
  const groups = [...folders].map(
    ([folder, list]): Source => ({
      label: `${folder}*-result.json`,
      pieces: async function* () {
        for (const source of list) {
          yield* source.pieces();
          yield NEWLINE;
        }
      },
    }),
  );
  return [...groups, ...others];
}

const NEWLINE = new Uint8Array([10]);

export function split<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}
