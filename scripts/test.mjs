// `npm test`: every check in turn. All of them run, so that one failure does not hide another; any failure fails all.
// `--fast`, as in `npm run check:fast`, leaves out what takes long: sites, commands, and what takes seconds alone.
import { spawnSync } from 'node:child_process';
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

const more = process.argv.slice(2);
const isFast = more[0] === '--fast';

run('tsc --noEmit');
run('biome check .');
if (!isFast) {
  run('astro check --tsconfig tsconfig.astro.json');
  run('knip');
}
run('vitest run', isFast ? ['--project', 'unit', ...more.slice(1)] : more);

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
