/** Which tests are about a folder of `src`; the more a fault is beside its folder, the more it names tests of its own. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  asof: ['test/asof'],
  audit: ['test/audit'],
  cli: ['test/cli/check.test.ts', 'test/cli/report.test.ts'],
  confirm: ['test/confirm'],
  core: ['test/core', 'test/asof'],
  detect: ['test/detect'],
  host: ['test/host'],
  match: ['test/match'],
  pages: ['test/pages'],
  print: ['test/print'],
  records: ['test/records', 'test/rules'],
  render: ['test/render'],
  rules: ['test/rules'],
  runs: ['test/asof/runs', 'test/results'],
  site: ['test/site'],
  store: ['test/store'],
  text: ['test/text', 'test/records'],
  verify: ['test/verify'],
};

export function testsOf(file: string): readonly string[] {
  const [, folder = ''] = file.split('/');
  return TESTS[folder] ?? [];
}
