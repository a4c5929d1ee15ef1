import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plural } from '../core/text.ts';
import { listContent } from '../host/content-files.ts';
import { writeWhole } from '../host/write-file.ts';
import { formatRecord, isFormatted } from '../records/check/format-record.ts';
import { sourceKind } from '../records/check/parse-source.ts';
import { hasErrors } from '../rules/rules.ts';
import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { EXIT, filesOf, withWorkspace } from './session.ts';

/** `flakebook fmt`: the usual order of keys and style of Markdown. A record with an error stays as it is. */
export function fmt(options: Options<'fmt'>, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const { findings } = await workspace.check();
    const broken = new Set(findings.filter((found) => hasErrors([found])).map(({ file }) => file));
    const { pathOf } = filesOf(workspace);
    let records = 0;
    const changed: string[] = [];
    for (const { file, isShipped } of listContent(workspace.content).files) {
      const kind = sourceKind(file)?.kind;
      if (isShipped || kind === undefined || !isFormatted(kind)) continue;
      records += 1;
      if (broken.has(file)) {
        io.err.complain(
          `${pathOf(file)} was left as it is: mend its errors first, which \`flakebook check\` lists.`,
        );
        continue;
      }
      const path = join(workspace.content, file);
      const text = readFileSync(path, 'utf8');
      const formatted = formatRecord(kind, text);
      if (formatted === undefined || formatted === text) continue;
      changed.push(file);
      if (!options.check)
        writeWhole(path, formatted, { label: pathOf(file), may: () => readFileSync(path, 'utf8') === text });
      io.out.say(`${options.check ? 'Not formatted' : 'Formatted'}: ${pathOf(file)}`);
    }
    const some = `${changed.length} of ${plural(records, 'record')}`;
    if (options.check)
      io.out.say(
        changed.length === 0 ? 'All records are formatted.' : `${some} not formatted: run \`flakebook fmt\`.`,
      );
    else io.out.say(`${some} changed.`);
    return broken.size > 0 || (options.check && changed.length > 0) ? EXIT.findings : EXIT.clean;
  });
}
