import { looksLikeFile } from '../read/locate/file-path.ts';
import { withoutGinkgoMarks } from '../read/locate/names.ts';

/** The name of a test, taken apart so that names of several tools can be compared. */
export interface TestName {
  readonly text: string;
  /** As written, but for its file and what stands between its containers. */
  readonly spelling: string;
  /** The path of its file, with forward slashes; empty where it names none. */
  readonly file: string;
  /** The words of the file's path without its ending, then those of the name. Never empty. */
  readonly words: readonly string[];
  /** Where the words of the name begin; 0 without a file. */
  readonly start: number;
  /** Where those of its first container or scope end. */
  readonly afterScope: number;
  /** For each word, whether a container, class or package ends before it. */
  readonly isStep: readonly boolean[];
  /** For each word, whether it goes on what stands before it: `b` of `a_b`. */
  readonly isPart: readonly boolean[];
}

/** What tools and people write between containers: ` :: `, ` > `, `::`, … */
const STEP = /\s+(?:::|[>›»|])\s+|::/;
/** Signs that begin or end a word are part of it: `$a^b$`, `__init__`. */
const WORD_BREAK = /(\s+|(?<=[^\s./\\$#_])[./\\$#_]+(?=[^\s./\\$#_]))/;
/** A break that is no part of a sentence: of packages, classes, Go's subtests. */
const PATH_BREAK = /^[./\\$#]+$/;
/** Words that say nothing of which test it is: separators within a name, and what Ginkgo prints around it. */
const MARK = /^(?:[>›»|:]+|\[(?:It|FAIL|PANICKED!|TIMEDOUT)\])$/;
const POSITION = /(?::\d+(?:-\d+)?){1,2}$/;

/**
 * Takes a printed locator apart, or a name as people write it (`a_test.py::TestA::test_b`, `com.foo.BarTest#create`,
 * `pkg/path.TestA/sub b`). Words end at white space and at what tools put between or instead of it.
 * @param at of a name without a file: where the test stands otherwise (`path:line`), empty where that is not known.
 */
export function readName(text: string, at = ''): TestName {
  const name = withoutGinkgoMarks(unescapeName(text).normalize('NFC').trim());
  const steps = name.split(STEP).filter((step) => step !== '');
  const first = withoutPosition(steps[0] ?? '');
  const hasFile = steps.length > 1 && looksLikeFile(first);
  const file = (hasFile ? first : withoutPosition(at)).replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const words = new Words();
  if (file !== '') words.add(file.replace(/^\/+|\.[^./]*$/g, ''));
  const start = words.texts.length;
  const own = hasFile ? steps.slice(1) : steps;
  let afterScope = start;
  for (const [i, step] of own.entries()) {
    words.add(step);
    if (i === 0 && !hasFile) afterScope = words.texts.length;
  }
  if (words.texts.length === start) words.push(text, true);
  const { texts, isStep, isPart } = words;
  return { text, spelling: own.join(' '), file, words: texts, start, afterScope, isStep, isPart };
}

/** pytest writes letters beyond ASCII as escapes. */
function unescapeName(text: string): string {
  return text.replace(/\\x([\da-f]{2})|\\u([\da-f]{4})/gi, (_, short?: string, long?: string) =>
    String.fromCharCode(Number.parseInt(short ?? long ?? '', 16)),
  );
}

class Words {
  readonly texts: string[] = [];
  readonly isStep: boolean[] = [];
  readonly isPart: boolean[] = [];

  add(step: string): void {
    let isNext = true;
    let before = '';
    for (const [i, piece] of step.split(WORD_BREAK).entries()) {
      const isBreak = i % 2 === 1;
      if (isBreak) {
        isNext ||= PATH_BREAK.test(piece);
        before = piece;
      }
      if (isBreak || piece === '' || MARK.test(piece)) continue;
      // The dot before a digit is that of a number.
      this.push(piece, isNext && (i === 0 || !/^\d/.test(piece)), /^\S/.test(before));
      isNext = false;
    }
  }

  push(word: string, isStep: boolean, isPart = false): void {
    this.texts.push(word);
    this.isStep.push(isStep);
    this.isPart.push(isPart);
  }
}

function withoutPosition(path: string): string {
  return path.replace(POSITION, '');
}
