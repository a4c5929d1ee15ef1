/**
 * What a failure says, without what differs between two runs of it. Small numbers and the names of files stay: they are
 * what the failure says. Texts that are normalised once stay as they are.
 */
export function normalise(text: string): string {
  let last = '';
  let next = plainText(text)
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[“”„‟«»]/g, '"');
  // What is taken out may free what stands beside it. Every round takes digits or paths away, so there is an end.
  while (next !== last) {
    last = next;
    for (const [pattern, word] of VOLATILE) next = next.replace(pattern, word);
  }
  return next;
}

/** One line without colours and other control characters; white space of any kind becomes one space. */
export function plainText(text: string): string {
  return withoutColours(text).replace(UNSEEN, ' ').trim();
}

export function withoutColours(text: string): string {
  return text.replace(COLOUR, '');
}

/** Sequences for a terminal; readers of results show the sign that begins them as a picture. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const COLOUR = /[\u001b\u241b\u009b]+(?:\[?[0-9;?]*[ -/]{0,3}[A-Za-z])?/g;
const UNSEEN = /[\s\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?[AP]M(?!\w))?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT)(?![A-Za-z])(?:[+-]\d{2}:?\d{2})?| ?[+-]\d{2}:?\d{2}(?!\d))?`;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DAY = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?';
const UNIT = '(?:ns|µs|μs|us|ms|s|m|h)';
const UNIT_WORD = '(?:ns|µs|μs|ms|secs?|mins?|(?:nano|micro|milli)?seconds?|minutes?|hours?|days?|s)';
const NUMBER = String.raw`\d+(?:[.,]\d+)?`;
/** Roots below which people, build machines and tools keep their own folders. */
const ROOT = String.raw`(?:file:/{2,3})?(?:/(?:home|Users|root|workspaces?|builds|__w|opt|usr|github/workspace|go/src|var/lib)(?=/)|(?<![A-Za-z])[A-Za-z]:(?=[\\/]))`;
const TEMPORARY = String.raw`(?:file:/{2,3})?(?:(?:/private)?/(?:var/)?tmp|(?:/private)?/var/folders/[^\s/'"]+/[^\s/'"]+(?:/T)?|(?<![A-Za-z])[A-Za-z]:(?:[\\/]{1,2}[^\s\\/:'"<>|]+){0,6}[\\/]{1,2}Te?mp|/dev/shm|/run/user/\d+)`;
const STEP = String.raw`(?:[\\/]+[^\s\\/:'"\`<>|()[\]{},;]+)`;

/** Endings of files that failures name with a line. */
const SOURCE =
  '(?:[cm]?[jt]sx?|py|rb|go|rs|java|kts?|scala|groovy|[cfv][sb]|cc?|cpp|cxx|hp?p?|mm?|swift|php|exs?|erl|cljs?|hs|mli?|lua|p[lm]|dart|vue|svelte|astro|sh|bats|sql|feature|html?|css|json|ya?ml|xml|md|txt|toml)';

/** What stands before a number that says what is wrong: `SQLSTATE 23505`, `error code [1205]`. */
const CODE = String.raw`(?<!\w)(?:(?:[Ss]ql[Ss]tate|SQLSTATE|HRESULT|errno|[Cc]ode|CODE|[Ss]tatus)["']?[ =:([#"']{1,3}|(?:[Ee]rror|ERROR)[ =(#])`;
/** Letters and digits of the names that Kubernetes makes: none that could make a word. */
const POD = '[bcdfghjklmnpqrstvwxz2-9]';

/** In this order: what holds others comes first. A word in their place never has a digit. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Za-z0-9])[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}(?![A-Za-z0-9])/gi, '<uuid>'],
  [
    new RegExp(
      `(?<![\\w.])${TEMPORARY}${STEP}{0,64}[\\\\/]+(?=[\\w.-]*\\.(?<=[A-Za-z][\\w-]{0,100}\\.)[A-Za-z]{1,5}(?![\\w/\\\\.]))`,
      'g',
    ),
    '<temporary>/',
  ],
  [new RegExp(`(?<![\\w.])${TEMPORARY}${STEP}+[\\\\/]*`, 'g'), '<temporary>'],
  [new RegExp(`(?<![\\w.<>])${ROOT}${STEP}*[\\\\/]+(?=[^\\s\\\\/])`, 'g'), '<path>/'],
  [new RegExp(`(?<!\\w)[IWEF]\\d{4} ${CLOCK}`, 'g'), '<time>'],
  [/(?<!\w)\d{8}T\d{6}(?:[.,]\d{1,9})?(?:Z|[+-]\d{4})?(?!\w)/g, '<time>'],
  [/(?<![\w.])1\d{9}(?:\d{3}){0,3}\.\d{1,9}(?![\w.])/g, '<time>'],
  [
    new RegExp(
      `(?<![\\d./])\\d{1,2}([./])\\d{1,2}\\1(?:(?:19|20)\\d{2}|\\d{2}(?= ${CLOCK}))(?:,? ${CLOCK}${ZONE})?(?![\\d./]\\d|\\d)`,
      'g',
    ),
    '<time>',
  ],
  [new RegExp(`(?<!\\d)\\d{4}[-/]\\d{2}[-/]\\d{2}(?:[T ]${CLOCK}${ZONE})?(?!\\d)`, 'g'), '<time>'],
  [
    new RegExp(
      `(?<!\\w)${DAY}${MONTH} \\d{1,2}(?:,? \\d{4})?(?:,? ${CLOCK}${ZONE})?(?: \\d{4})?(?!\\w)`,
      'g',
    ),
    '<time>',
  ],
  [new RegExp(`(?<!\\w)${DAY}\\d{1,2}[ -]${MONTH}[ -]\\d{4}(?:,? ${CLOCK}${ZONE})?(?!\\w)`, 'g'), '<time>'],
  [new RegExp(`(?<![\\d:])${CLOCK}${ZONE}(?!\\d|:\\d)`, 'g'), '<time>'],
  [/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)(?::\d{1,5})?(?!\d)/g, '<address>'],
  [/\[[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:%\w+)?\](?::\d{1,5})?(?!\d)/gi, '<address>'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])/gi, '<address>'],
  [/(?<!\w)(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\w:])/gi, '<address>'],
  [/(?<!\w)ip(?:-\d{1,3}){4}(?!\w)/g, '<address>'],
  [new RegExp(`(?<!${CODE}|[\\w@])@?0x[0-9a-fA-F]{5,}(?!\\w)`, 'g'), '<address>'],
  [/(?<=\s\+)0x[0-9a-f]{1,8}(?!\w)/g, '<address>'],
  [/(?<=\w)@(?=[0-9a-f]*\d)[0-9a-f]{5,16}(?!\w)/gi, '@<address>'],
  [new RegExp(`(?<=[a-z0-9]-)${POD}{8,10}-${POD}{5}(?![\\w-])`, 'g'), '<id>'],
  [new RegExp(`(?<=[a-z0-9]-)(?=[a-z]*\\d[a-z])${POD}{5}(?![\\w-])`, 'g'), '<id>'],
  [/(?<![A-Za-z0-9])(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}(?![A-Za-z0-9])/gi, '<id>'],
  [/(?<![A-Za-z0-9])0[0-9A-HJKMNP-TV-Z]{25}(?![A-Za-z0-9])/g, '<id>'],
  [new RegExp(`(?<![\\w.])(?:${NUMBER}${UNIT})+(?!\\w)`, 'g'), '<duration>'],
  [new RegExp(`(?<![\\w.])${NUMBER} ?${UNIT_WORD}(?!\\w)`, 'g'), '<duration>'],
  [/(?<=(?<!\w)(?:goroutine|thread|pid|process|worker pid|port)[ =:#]{1,2})\d+(?!\w)/gi, '<number>'],
  [/(?<=(?<!\w)(?:pool|thread|worker|exec)-|[([]gw|on transaction |popen-gw)\d+(?!\w)/gi, '<number>'],
  [/(?<=", line |\.cs:line )\d+/g, '<line>'],
  [new RegExp(`(?<=\\.${SOURCE}):\\d{1,7}(?::\\d{1,7})?(?!\\w|:\\d)`, 'gi'), ':<line>'],
  // A number at capitals is a code, and says what is wrong: TS2345, ORA-00942.
  [
    new RegExp(`(?<![\\d.]|[A-Z]|[A-Z]-|0x[\\da-fA-F]{0,15})(?:\\d{6,}|(?<!${CODE})\\d{4,5}(?!\\d))`, 'g'),
    '<number>',
  ],
];

const SMALL_NUMBER = new RegExp(
  String.raw`<[a-z]+>|(?<![\w.]|${CODE})[+-]?\d+(?:\.\d{1,3})?(?![\w.]*\d)|(?<!\w)(?:[Tt]rue|[Ff]alse|null|nil|None|undefined)(?!\w)`,
  'g',
);

/** A text as any test may say it, whatever it counts: only its words, and numbers that are codes or have many digits. */
export function withoutValues(normal: string): string {
  return normal.replace(SMALL_NUMBER, '#');
}
