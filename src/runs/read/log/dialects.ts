import type { Named } from '../sink.ts';

type Groups = Readonly<Record<string, string | undefined>>;

/** How a tool prints a failure for people: a line that begins it, what follows, and what it is no more. */
export interface Dialect {
  readonly begins: RegExp;
  /** A line behind the failure. Any beginning ends it, too. */
  readonly ends: RegExp;
  /** Only in a part of the log that such a line opens. */
  readonly within?: RegExp;
  /** The failure is all in its first line. */
  readonly isOneLine?: true;
  /** It is of a program with tests of its own: it failed by those that are told of within it. */
  readonly isOfMany?: true;
  /** Most tools say last how many tests failed. */
  readonly sumsUpFirst?: true;
  /**
   * @param text the lines below the first.
   * @returns the test; a suite alone where none of its tests ran; nothing where it only sums up others.
   */
  readonly named: (groups: Groups, text: string, file: string) => Named | undefined;
  /** The lines below the first that say why; all of them if left out. */
  readonly message?: (text: string, groups: Groups) => string;
}

/** `shop.CartTest.adds(int)`: a class, and a name. */
function ofClass(full: string): Named {
  const [path = full] = full.split('(');
  const at = path.lastIndexOf('.');
  return { suite: [], classname: full.slice(0, Math.max(0, at)), name: full.slice(at + 1) };
}

function ofPath(path: string, separator: RegExp, file = '', line = 0): Named {
  const steps = path.split(separator).map((step) => step.trim());
  return { suite: steps.slice(0, -1), name: steps.at(-1) ?? '', file, line };
}

/** mocha: each suite on a line of its own, further and further in, and the test with a colon. */
function mochaName(first: string, text: string): { readonly steps: string[]; readonly rest: string } {
  const lines = text.split('\n');
  const steps = [first];
  let at = 0;
  while (!steps.at(-1)?.endsWith(':') && at < Math.min(lines.length, 20)) {
    steps.push((lines[at] ?? '').trim());
    at += 1;
  }
  if (!steps.at(-1)?.endsWith(':')) return { steps: [first], rest: text };
  return {
    steps: steps.filter(Boolean).map((step) => step.replace(/:$/, '')),
    rest: lines.slice(at).join('\n'),
  };
}

/** Of a service message of TeamCity's: https://www.jetbrains.com/help/teamcity/service-messages.html. */
function attributeOf(text: string, key: string): string {
  const [, value = ''] = new RegExp(`(?:^| )${key}='((?:[^|']|\\|.)*)'`).exec(text) ?? [];
  return value.replace(/\|(?:0x([\da-f]{4})|(.))/gi, (_, code?: string, sign = '') =>
    code === undefined
      ? sign === 'n' || sign === 'r'
        ? '\n'
        : sign
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const JS = String.raw`[^\s:]+\.[cm]?[jt]sx?`;

/** A line that names the class, the test, the file and its line. */
const byClassAndPlace: Dialect['named'] = ({ class: classname, test = '', file, line }) => ({
  suite: [],
  classname,
  name: test,
  file,
  line: Number(line),
});

export const DIALECTS: Readonly<Record<string, Dialect>> = {
  playwright: {
    begins: new RegExp(
      String.raw`^\s{0,4}\d{1,5}\) (?:\[[^\]]+\] › )?(?<file>${JS}):(?<line>\d+):\d+ › (?<path>.+?)(?:\s*─+)?$`,
    ),
    ends: /^\s+\d+ (?:failed|flaky|passed|skipped|did not run|interrupted)\b/,
    named: ({ path = '', file, line }) => ofPath(path, / › /, file, Number(line)),
  },
  vitest: {
    begins: new RegExp(String.raw`^\s*FAIL\s+(?:\|[^|]+\|\s+)?(?<file>${JS}) > (?<path>.+)$`),
    ends: /^\s*(?:⎯{3,}|Test Files |Tests )/,
    named: ({ path = '', file }) => ofPath(path, / > /, file),
  },
  jest: {
    begins: /^\s{0,4}● (?!Console)(?<path>\S.*)$/,
    ends: new RegExp(String.raw`^\s*(?:Test Suites:|Tests:|Snapshots:|(?:PASS|FAIL)\s+${JS})`),
    named: ({ path = '' }, _, file) =>
      path === 'Test suite failed to run' ? { suite: [file], name: '' } : ofPath(path, / › /, file),
  },
  gradle: {
    begins: /^(?<class>[\w.$]+(?: > [^>]+)*) > (?<test>[^>]+) FAILED$/,
    ends: /^\S/,
    named: ({ class: classname = '', test = '' }) => ({ suite: [], classname, name: test }),
  },
  surefire: {
    begins:
      /^(?:\[ERROR\]\s+)?(?<test>[\w.$]+(?:\(.*\))?(?:\[.*\])?)\s+(?:--\s+)?Time elapsed: .*<<< (?:FAILURE|ERROR)!$/,
    ends: /^(?:\[(?:INFO|ERROR|WARNING)\]|Running |Tests run:|Results\s*:)/,
    named: ({ test = '' }) => {
      // `adds(shop.CartTest)` before version 3.
      const [, name, classname] = /^([^.(]+)\(([\w.$]+)\)$/.exec(test) ?? [];
      return name === undefined ? ofClass(test) : { suite: [], classname: classname ?? '', name };
    },
  },
  cargo: {
    begins: /^---- (?<test>\S+) std(?:out|err) ----$/,
    ends: /^(?:failures:|test result: )/,
    named: ({ test = '' }) => ofPath(test, /::/),
  },
  nextest: {
    begins:
      /^\s+(?:TRY \d+ )?(?:FAIL|TIMEOUT|SIG[A-Z]+) \[[^\]]*\] (?:\(\s*\d+\/\d+\) )?(?<suite>\S+) (?<test>\S+)$/,
    ends: /^\s+(?:PASS|SKIP|SLOW|Summary) \[|^─+$/,
    named: ({ suite = '', test = '' }) => {
      const { suite: steps, ...rest } = ofPath(test, /::/);
      return { ...rest, suite: [suite, ...steps] };
    },
  },
  dotnet: {
    begins: /^\s{2}Failed (?<test>\S.*?) \[[^\]]*\]$/,
    ends: /^\s{2}(?:Passed|Skipped) |^(?:Failed|Passed)!|^Test Run|^Total tests|^Results File/,
    named: ({ test = '' }) => ofClass(test),
    message: (text) => text.replace(/^\s*(?:Error Message|Stack Trace):\s*$/gm, ''),
  },
  unittest: {
    begins: /^(?:FAIL|ERROR): (?<test>\w+) \((?<class>[\w.]+)\)(?: .*)?$/,
    ends: /^={20,}$|^Ran \d+ tests?/,
    // Python 3.11 and later give the test once more.
    named: ({ test = '', class: path = '' }) => ({
      suite: [],
      classname: path.endsWith(`.${test}`) ? path.slice(0, -test.length - 1) : path,
      name: test,
    }),
    message: (text) => text.replace(/^-{20,}$/gm, ''),
  },
  minitest: {
    begins: /^(?<class>[\w:]+)#(?<test>\S+) \[(?<file>[^\]:]+):(?<line>\d+)\]:$/,
    ends: /^\s*\d+\) (?:Failure|Error|Skipped):$|^\d+ runs, /,
    named: byClassAndPlace,
  },
  exunit: {
    begins: /^\s{1,4}\d+\) (?<test>(?:test|doctest|feature|property) .+) \((?<class>[\w.]+)\)$/,
    ends: /^Finished in /,
    named: ({ class: classname, test = '' }) => ({ suite: [], classname, name: test }),
  },
  phpunit: {
    begins: /^\d+\) (?<class>[\w\\]+)::(?<test>\w+.*)$/,
    ends: /^(?:--$|FAILURES!|ERRORS!|Tests: )/,
    named: ({ class: classname, test = '' }) => ({ suite: [], classname, name: test }),
  },
  rspec: {
    begins: /^\s{2}\d+\) (?<test>\S.*)$/,
    within: /^Failures:$/,
    ends: /^(?:Finished in |Failed examples:)/,
    named: ({ test = '' }, text) => {
      const [, file, line] = /^\s*# \.?\/?(\S+_spec\.rb):(\d+)/m.exec(text) ?? [];
      return { suite: [], name: test, file, line: Number(line ?? 0) };
    },
  },
  mocha: {
    begins: /^\s{2}\d+\) (?<test>\S.*)$/,
    within: /^\s{2}\d+ failing$/,
    sumsUpFirst: true,
    ends: /^npm |^\s*error Command failed/,
    named: ({ test = '' }, text) => {
      const { steps } = mochaName(test, text);
      return { suite: steps.slice(0, -1), name: steps.at(-1) ?? '' };
    },
    message: (text, { test = '' }) => mochaName(test, text).rest,
  },
  xctest: {
    begins: /^(?<file>\S+?):(?<line>\d+): error: -?\[?(?<class>[\w.]+)[ .](?<test>\w+)\]? : (?<said>.*)$/,
    ends: /^/,
    isOneLine: true,
    named: byClassAndPlace,
    message: (_, { said = '' }) => said,
  },
  ginkgo: {
    begins: /^• \[(?:FAILED|PANICKED|TIMEDOUT|INTERRUPTED)\] \[(?<seconds>[\d.]+) seconds\]$/,
    ends: /^-{20,}$|^Summarizing \d+ Failure/,
    named: (_, text) => ({ suite: [], name: text.split('\n')[0] ?? '' }),
    message: (text) => text.slice(text.indexOf('\n') + 1),
  },
  robot: {
    begins: /^(?<test>\S.*?) +\| FAIL \|$/,
    ends: /^[-=]{20,}$/,
    // A suite says how many of its tests failed.
    named: ({ test = '' }, text) => (/^\d+ tests?, /.test(text) ? undefined : { suite: [], name: test }),
  },
  dart: {
    begins: /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: (?:(?<file>\S+\.dart): )?(?<test>.+) \[E\]$/,
    ends: /^\d\d:\d\d \+\d+/,
    named: ({ test = '', file }) => ({ suite: [], name: test, file }),
  },
  flutter: {
    begins: /^══╡ EXCEPTION CAUGHT BY (?<by>.*)$/,
    ends: /^═{20,}$|^\d\d:\d\d \+\d+/,
    named: (_, text, file) => {
      const [, test] = /^The test description was:\n\s*(.+)$/m.exec(text) ?? [];
      return test === undefined ? undefined : { suite: [], name: test, file };
    },
  },
  scalatest: {
    begins: /^\s*(?:- )?(?<test>\S.*?) \*{3} (?:FAILED|(?<aborted>ABORTED)) \*{3}(?: \(.*\))?$/,
    ends: /^\S|^\s*- /,
    named: ({ test = '', aborted }, _, suite) =>
      aborted === undefined ? { suite: [suite], name: test } : { suite: [test], name: '' },
  },
  munit: {
    begins: /^==> X (?<class>(?:[\w$]+\.)*?[A-Z][\w$]*)\.(?<test>\S.*?) {1,4}[\d.]+s (?<said>.*)$/,
    ends: /^(?:==> |Failed: |Passed: |Test run |[\w.]+:$)|^\s{0,2}\+ /,
    named: ({ class: classname, test = '' }) => ({ suite: [], classname, name: test }),
    message: (text, { said = '' }) => `${said}\n${text}`,
  },
  teamcity: {
    begins: /^##teamcity\[testFailed (?<said>.*)\]$/,
    ends: /^/,
    isOneLine: true,
    named: ({ said = '' }, _, suite) => ({ suite: [suite], name: attributeOf(said, 'name') }),
    message: (_, { said = '' }) => `${attributeOf(said, 'message')}\n${attributeOf(said, 'details')}`,
  },
  ctest: {
    begins: /^\s*\d+\/\d+ Test +#\d+: (?<test>\S.*?) \.{2,}\s*\*{3}(?!Skipped)(?<said>\S.*?)\s+[\d.]+ sec/,
    ends: /^\s*(?:Start +\d+: |\d+\/\d+ Test +#)|^\d+% tests passed/,
    isOfMany: true,
    named: ({ test = '' }) => ({ suite: [], name: test }),
    message: (text, { said = '' }) => `${said}\n${text}`.trim(),
  },
  bazel: {
    begins: /^={20} Test output for (?<target>(?:@\S*)?\/\/\S+):$/,
    ends: /^={80}$/,
    isOfMany: true,
    named: ({ target = '' }) => ({ suite: [target], name: '' }),
  },
  bazelEnd: {
    begins:
      /^(?<target>(?:@\S*)?\/\/\S+)\s+(?<said>(?:FAILED|TIMEOUT|INCOMPLETE|NO STATUS|REMOTE FAILURE)\b.*)$/,
    ends: /^/,
    isOneLine: true,
    isOfMany: true,
    named: ({ target = '' }) => ({ suite: [target], name: '' }),
    message: (_, { said = '' }) => said,
  },
  tap: {
    begins: /^\s*not ok \d+ (?:- )?(?!.*# (?:TODO|SKIP))(?<test>\S.*)$/i,
    ends: /^\s*ok \d+|^\s*1\.\.\d+$|^# (?:tests|pass) \d+/,
    named: ({ test = '' }) => ({ suite: [], name: test }),
  },
};

/** A line that may begin a failure: most lines of a log do not, and are looked at once. */
export const MAY_BEGIN =
  /^(?:\s{0,4}(?:\d{1,5}\) |● |not ok )|\s*(?:FAIL|TRY|TIMEOUT|SIG)|---- |={20} Test|@?\S*\/\/\S+\s+[A-Z]{2}|\s{2}Failed |ERROR: |══╡ |==> X |##teamcity\[testF)| \*{3} (?:FAIL|ABORT)ED \*{3}| FAILED$|\.\s*\*{3}[A-Z]|<<< (?:FAILURE|ERROR)!$|\]:$|: error: |^• \[| \[E\]$| \| FAIL \|$/;

/** Whether the line is only a heading of a failure, with the name of its test. */
export function isHeading(line: string): boolean {
  return (
    MAY_BEGIN.test(line) && Object.values(DIALECTS).some((one) => !one.isOneLine && one.begins.test(line))
  );
}
