// `npm test`: every check in turn. All of them run, so that one failure does not hide another; any failure fails all.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const env = {
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
};

/** @type {string[]} */
const failed = [];

run('tsc --noEmit');
run('biome check .');
// `astro check` is for .astro files; without one it has nothing to look at.
if (hasAstroFile()) run('astro check --tsconfig tsconfig.astro.json');
else console.log('\n> astro check: skipped, there is no .astro file under src');
run('vitest run', process.argv.slice(2));

if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/**
 * @param {string} command
 * @param {string[]} [more] further arguments
 */
function run(command, more = []) {
  console.log(`\n> ${[command, ...more].join(' ')}`);
  const [program = '', ...args] = command.split(' ');
  const options = { cwd: root, env, stdio: /** @type {const} */ ('inherit') };
  const { error, status } = spawnSync(program, [...args, ...more], {
    ...options,
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status !== 0) failed.push(command);
}

function hasAstroFile() {
  const source = join(root, 'src');
  return (
    existsSync(source) &&
    readdirSync(source, { recursive: true }).some((name) => String(name).endsWith('.astro'))
  );
}
