// Runs before `npm run build`, `npm test` and the like, in whatever Node there is (14 or later): installs what is
// missing, so that a fresh clone needs no step of its own. On Linux the install brings Node 24 (scripts/node).
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const locked = join(root, 'package-lock.json');
const installed = join(root, 'node_modules/.package-lock.json');
const bundledNode = join(root, 'node_modules/.bin/node');

process.exitCode = setUp();

/** @returns {number} the exit code */
function setUp() {
  const bringsNode = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
  if (!isNewEnough(process.versions.node) && !bringsNode) return refuseOldNode();

  if (isStale()) {
    const status = install();
    if (status !== 0) return status;
  }
  if (!isNewEnough(process.versions.node) && !existsSync(bundledNode)) return refuseOldNode();
  return 0;
}

function isStale() {
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs;
}

/** @returns {number} */
function install() {
  console.error('flakebook: installing dependencies (npm ci)');
  // The Node that runs npm, not the one in node_modules: `npm ci` deletes that one first.
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath || process.execPath;
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit') };
  const result =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(node, [npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], options)
      : spawnSync('npm ci --include=dev --no-audit --no-fund', { ...options, shell: true });
  if (result.error) {
    console.error(`flakebook: cannot run npm: ${result.error.message}`);
    return 2;
  }
  return result.status === null ? 2 : result.status;
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function refuseOldNode() {
  console.error(`flakebook: Node ${process.versions.node} is too old here, install Node 22.18 or later.`);
  return 2;
}
