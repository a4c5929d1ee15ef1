import { stepsOfPath } from '../../../core/path.ts';

/** Where continuous integration puts a checkout, with what it names after the project; forward slashes. */
const CHECKOUTS: readonly RegExp[] = [
  // GitHub Actions: hosted, in a container, in an action of its own, on Windows.
  /^\/(?:home|Users)\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^[A-Za-z]:\/a\/[^/]+\/[^/]+\//,
  // Own runners of GitHub Actions and agents of Azure Pipelines.
  /^.*?\/_work\/[^/]+\/[^/]+\//,
  /^\/home\/vsts\/work\/\d+\/[^/]+\//,
  // GitLab: shell runners, then containers.
  /^.*?\/builds\/[\w-]{8,}\/\d+\/[^/]+\/[^/]+\//,
  /^\/builds\/[^/]+\/[^/]+\//,
  // Jenkins: `/var/jenkins_home/workspace/job@2/`, `/home/jenkins/agent/workspace/job/`, …
  /^.*?\/\.?jenkins[^/]*\/(?:(?:agent|home|\.jenkins)\/)?workspace\/[^/]+\//i,
  // CircleCI, Travis, Bitbucket, Buildkite, Drone, AWS CodeBuild, Google Cloud Build, AppVeyor.
  /^\/(?:home\/circleci|root)\/(?:project|repo)\//,
  /^\/(?:home|Users)\/travis\/build\/[^/]+\/[^/]+\//,
  /^\/opt\/atlassian\/pipelines\/agent\/build\//,
  /^.*?\/buildkite-agent\/builds\/[^/]+\/[^/]+\/[^/]+\//,
  /^\/drone\/src\//,
  /^\/codebuild\/output\/src\d+\/src\/(?:[^/]+\.[^/]+\/[^/]+\/[^/]+\/)?/,
  /^\/workspace\//,
  /^[A-Za-z]:\/projects\/[^/]+\//,
];

/**
 * A path as it is in every checkout: forward slashes, no `./`, relative to `root` when it lies inside, else without a
 * checkout of continuous integration that is known. One that lies elsewhere stays absolute.
 */
export function tidyPath(path: string, root: string): string {
  const tidy = resolved(path);
  if (!isAbsolute(tidy)) return tidy;
  const base = `${resolved(root)}/`;
  if (base.length > 1 && isWithin(tidy, base)) return tidy.slice(base.length);
  for (const checkout of CHECKOUTS) {
    const found = checkout.exec(tidy);
    if (found && found[0].length < tidy.length) return tidy.slice(found[0].length);
  }
  return tidy;
}

export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** Windows knows no letter case in paths, and its tools write the drive in either. */
function isWithin(path: string, base: string): boolean {
  if (!/^[A-Za-z]:/.test(base)) return path.length > base.length && path.startsWith(base);
  return path.length > base.length && path.toLowerCase().startsWith(base.toLowerCase());
}

function resolved(path: string): string {
  const slashed = path
    .trim()
    .replace(/^file:\/\/(?:localhost)?/, '')
    .replaceAll('\\', '/')
    .replace(/^\/(?=[A-Za-z]:\/)/, '');
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(slashed)) return slashed;
  const start = /^(?:[A-Za-z]:)?\//.exec(slashed)?.[0] ?? '';
  const steps = stepsOfPath(slashed.slice(start.length));
  // Nothing lies above a root.
  return start + steps.filter((step) => start === '' || step !== '..').join('/');
}

const SOURCE_FILE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|pyi?|rb|go|rs|java|kts?|groovy|scala|php|cs|fs|vb|cc|cpp|cxx|c|m|mm|swift|dart|exs?|erl|pl|t|sh|bats|robot|feature|ps1|lua|jl|hs|clj|cljs|elm|r)$/i;

/** Whether a suite or class is in truth a file of the tests. */
export function looksLikeFile(text: string): boolean {
  if (!SOURCE_FILE.test(text)) return false;
  return !/\s/.test(text) || isAbsolute(text) || /^\.{1,2}[\\/]/.test(text);
}

/** Whether two paths can be one file: one ends with the other, at a folder. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}
