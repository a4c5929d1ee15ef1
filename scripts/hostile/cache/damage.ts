import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { PAGE_BYTES as PAGE } from '../../../src/host/cache-database.ts';
import type { Random } from '../../bench/book.ts';

/** The file of a cache, and its log where it has one. */
interface Damaged {
  readonly path: string;
  readonly random: Random;
}

/** Harms a cache in one way. @returns false where there is nothing of that kind to harm. */
type Damage = (damaged: Damaged) => boolean;

/** Changes rows behind the back of the checksums. */
function inRows(table: string, sql: (rows: readonly number[], random: Random) => string): Damage {
  return ({ path, random }) => {
    const db = new DatabaseSync(path);
    try {
      const ids = db
        .prepare(`SELECT rowid AS id FROM ${table}`)
        .all()
        .map(({ id }) => Number(id));
      if (ids.length < 2) return false;
      db.exec(sql(ids, random));
      return true;
    } finally {
      db.close();
    }
  };
}

function any(sql: string): Damage {
  return ({ path }) => {
    const db = new DatabaseSync(path);
    try {
      db.exec(sql);
      return true;
    } finally {
      db.close();
    }
  };
}

/** Two rows of a table change columns. */
function swapped(table: string, ...columns: readonly string[]): Damage {
  return inRows(table, (ids, random) => {
    const [a, b] = [random.pick(ids), random.pick(ids)];
    const other = (column: string) =>
      `${column} = (SELECT ${column} FROM old WHERE old.id = CASE rowid WHEN ${a} THEN ${b} ELSE ${a} END)`;
    return `CREATE TEMP TABLE old AS SELECT rowid AS id, * FROM ${table} WHERE rowid IN (${a}, ${b});
      UPDATE ${table} SET ${columns.map(other).join(', ')} WHERE rowid IN (${a}, ${b});`;
  });
}

/** Writes bytes over some of a file, at places that are drawn. */
function over(
  suffix: '' | '-wal',
  make: (random: Random) => Buffer,
  times: (random: Random) => number,
): Damage {
  return ({ path, random }) => {
    const size = statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0;
    if (size === 0) return false;
    const file = openSync(path + suffix, 'r+');
    for (let i = times(random); i > 0; i -= 1) {
      const bytes = make(random);
      const at = random.below(Math.max(1, size - bytes.length));
      writeSync(file, bytes, 0, bytes.length, bytes.length === PAGE ? at - (at % PAGE) : at);
    }
    closeSync(file);
    return true;
  };
}

function flipped(suffix: '' | '-wal', times: (random: Random) => number): Damage {
  return ({ path, random }) => {
    const size = statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0;
    if (size === 0) return false;
    const bytes = readFileSync(path + suffix);
    for (let i = times(random); i > 0; i -= 1) {
      const at = random.below(size);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    writeFileSync(path + suffix, bytes);
    return true;
  };
}

function cut(suffix: '' | '-wal'): Damage {
  return ({ path, random }) => {
    const size = statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0;
    if (size === 0) return false;
    const at = random.below(size);
    truncateSync(path + suffix, random.below(2) === 0 ? at : at - (at % PAGE));
    return true;
  };
}

/** A page of the file takes the place of another one. */
const movedPage: Damage = ({ path, random }) => {
  const bytes = readFileSync(path);
  const pages = bytes.length / PAGE;
  const [from, to] = [random.below(pages), random.below(pages)];
  bytes.copy(bytes, to * PAGE, from * PAGE, (from + 1) * PAGE);
  writeFileSync(path, bytes);
  return true;
};

const one = () => 1;
const some = (random: Random) => 1 + random.below(12);
const zeroes = () => Buffer.alloc(PAGE);
const noise = (random: Random) => Buffer.from(Array.from({ length: 200 }, () => random.below(256)));
const letters = (random: Random) => Buffer.from('x'.repeat(1 + random.below(6)));

/** Ways in which a cache has come to harm, or could. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'a bit flipped': flipped('', one),
  'bits flipped': flipped('', some),
  'bits of a page or more flipped': flipped('', (random) => 200 + random.below(400)),
  'a page zeroed': over('', zeroes, one),
  'pages zeroed': over('', zeroes, some),
  'noise written over it': over('', noise, some),
  'letters written over it': over('', letters, some),
  'cut off': cut(''),
  'a page moved': movedPage,
  'a bit of the log flipped': flipped('-wal', one),
  'bits of the log flipped': flipped('-wal', some),
  'a page of the log zeroed': over('-wal', zeroes, one),
  'noise written over the log': over('-wal', noise, some),
  'the log cut off': cut('-wal'),
  'the log lost': ({ path }) => {
    rmSync(`${path}-wal`, { force: true });
    return true;
  },
  'the log of a copy of itself': ({ path }) => {
    copyFileSync(path, `${path}-wal`);
    return true;
  },
  'answers swapped': swapped('answers', 'value'),
  'digests of answers swapped': swapped('answers', 'digest'),
  'traces swapped': swapped('answers', 'trace'),
  'whole answers swapped': swapped('answers', 'digest', 'trace', 'value', 'sum'),
  'texts of files swapped': swapped('parts', 'value'),
  'digests of files swapped': swapped('parts', 'digest'),
  'what files say swapped': swapped('parts', 'digest', 'value', 'sum'),
  'a word altered in answers': any("UPDATE answers SET value = replace(value, 'the', 'teh')"),
  'a word altered in traces': any("UPDATE answers SET trace = replace(trace, 'a', 'b')"),
  'a word altered in what files say': any("UPDATE parts SET value = replace(value, 'the', 'teh')"),
  'a date altered': any("UPDATE files SET newest = '2026-03-01'"),
  'the digest of files altered': any("UPDATE files SET digest = replace(digest, 'a', 'b')"),
  'the settings altered': any("UPDATE meta SET value = replace(value, 'Harbour', 'Airport')"),
  'the newest date altered': any("UPDATE meta SET value = replace(value, '2026-03-2', '2026-02-2')"),
  'findings lost': any("DELETE FROM parts WHERE part = 'findings'"),
  'some of what files say lost': inRows(
    'parts',
    (ids, random) => `DELETE FROM parts WHERE rowid = ${random.pick(ids)}`,
  ),
  'some answers lost': any('DELETE FROM answers WHERE rowid % 3 = 0'),
  'files lost': any("DELETE FROM files WHERE file LIKE 'issues/%'"),
  'texts that are none': any(
    'UPDATE parts SET value = NULL WHERE rowid % 2 = 0; UPDATE answers SET value = 5',
  ),
  'numbers that are none': any("UPDATE files SET size = 'x', sum = 9223372036854775807"),
  'bytes for texts': any("UPDATE answers SET trace = x'00ff', digest = x'01'"),
  'the head lost': any("DELETE FROM meta WHERE key = 'head'"),
  'a table lost': any('DROP TABLE answers'),
  'a table of another kind': any('DROP TABLE parts; CREATE TABLE parts (part, file)'),
  'a view for a table': any('DROP TABLE files; CREATE VIEW files AS SELECT 1 AS file'),
  'no database': ({ path }) => {
    writeFileSync(path, 'no database at all\n'.repeat(1000));
    return true;
  },
  'an empty file': ({ path }) => {
    truncateSync(path);
    return true;
  },
  'a folder': ({ path }) => {
    rmSync(path);
    mkdirSync(path);
    return true;
  },
};
