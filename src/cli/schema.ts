import { join } from 'node:path';
import { UserError } from '../host/user-error.ts';
import { writeWhole } from '../host/write-file.ts';
import { SOURCE_KINDS } from '../records/fields/read-record.ts';
import { jsonSchemaOf } from '../records/json-schema.ts';
import { type Io, pathOf, shown } from './io.ts';
import { EXIT } from './session.ts';

/** `flakebook schema [KIND]`: the JSON Schema of a kind of record, or those of all as files. */
export async function schema(
  word: string | undefined,
  { out }: { readonly out?: string },
  io: Io,
): Promise<number> {
  const kind = SOURCE_KINDS.find((known) => known === word);
  const all = SOURCE_KINDS.join(', ');
  if (word !== undefined && kind === undefined)
    throw new UserError(`There is no kind of record \`${word}\`: use one of ${all}.`);
  if (out !== undefined) {
    for (const one of kind === undefined ? SOURCE_KINDS : [kind]) {
      const path = join(pathOf(io, out), `${one}.json`);
      writeWhole(path, `${JSON.stringify(jsonSchemaOf(one), undefined, 2)}\n`, { label: shown(io, path) });
      io.out.say(`Wrote ${shown(io, path)}`);
    }
  } else if (kind === undefined) throw new UserError(`Name one of ${all}, or write all with --out DIR.`);
  else io.out.data(jsonSchemaOf(kind));
  return EXIT.clean;
}
