import type { RESULT_RULES } from '../../../src/runs/read/rules.ts';
import type { Examples } from '../example-kinds.ts';

/** A result file by its name. */
export type ResultsExample = Readonly<Record<string, string>>;

const SOUND = '<testsuite name="shop"><testcase name="adds an item"/></testsuite>\n';

const EVENT = '{"Action":"pass","Package":"shop","Test":"TestAdd"}\n';

const END = '{"Action":"pass","Package":"shop"}\n';

export const RESULT_EXAMPLES = {
  'unknown-results': {
    wrong: { 'results.txt': 'FAIL: 3 tests failed\n' },
    right: { 'results.xml': SOUND },
  },
  'cut-off-results': {
    wrong: { 'results.xml': SOUND.slice(0, -13) },
    right: { 'results.xml': SOUND },
  },
  'broken-results': {
    wrong: { 'results.json': `${EVENT}{"Action":"fail"\n${END}` },
    right: { 'results.json': `${EVENT}{"Action":"fail","Package":"shop","Test":"TestPay"}\n${END}` },
  },
  'missing-results': {
    wrong: { 'results.xml': SOUND.replace('name="shop"', 'name="shop" tests="2" failures="1"') },
    right: { 'results.xml': SOUND.replace('name="shop"', 'name="shop" tests="1" failures="0"') },
  },
  'strange-results': {
    wrong: { 'results.json': '{"results":{"tests":[{"name":"adds an item","status":"fine"}]}}\n' },
    right: { 'results.json': '{"results":{"tests":[{"name":"adds an item","status":"passed"}]}}\n' },
  },
  'garbled-results': {
    wrong: { 'results.xml': SOUND.replace('an item', '\u001b[1man item') },
    right: { 'results.xml': SOUND },
  },
} satisfies Examples<typeof RESULT_RULES, ResultsExample>;
