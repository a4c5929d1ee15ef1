/** Writes what the book of `test/golden` gives, for a reader to look through with `git diff`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXPECTED, makeGolden, readFolder } from '../test/golden/make.ts';

const before = readFolder(EXPECTED);
const made = await makeGolden();
rmSync(EXPECTED, { recursive: true, force: true });
for (const [file, text] of made) {
  const path = join(EXPECTED, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const changed = [...new Set([...before.keys(), ...made.keys()])].filter(
  (file) => before.get(file) !== made.get(file),
);
for (const file of changed) process.stdout.write(`test/golden/expected/${file}\n`);
process.stdout.write(`${made.size} files, ${changed.length} of them changed: read \`git diff\`.\n`);
