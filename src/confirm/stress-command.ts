import { parseLocator } from '../core/test-locator.ts';
import { escapeRegex, shellWord } from '../core/text.ts';

/** Test files that tell which tool runs them, and how that runs one test many times. */
const TOOLS: readonly (readonly [file: RegExp, command: (test: StressedTest) => string])[] = [
  [
    /_test\.go$/,
    ({ folder, path, times }) =>
      `go test ${quote(`./${folder}`)} -run ${quote(path.map((step) => `^${escapeRegex(step)}$`).join('/'))} -count ${times}`,
  ],
  // With the plugin pytest-repeat.
  [/\.py$/, ({ file, path, times }) => `pytest ${quote([file, ...path].join('::'))} --count ${times}`],
];

interface StressedTest {
  readonly file: string;
  readonly folder: string;
  readonly path: readonly string[];
  readonly times: number;
}

/**
 * The command that repeats a test, for a shell; undefined where its name does not tell the tool.
 * @param name as in the record or in the runs.
 */
export function stressCommand(name: string, times: number): string | undefined {
  const { scope: file, path } = parseLocator(name);
  const tool = TOOLS.find(([files]) => files.test(file));
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  return tool?.[1]({ file, folder, path, times });
}

function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : shellWord(word);
}
