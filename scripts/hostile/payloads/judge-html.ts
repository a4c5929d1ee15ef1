import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { isOwnAddress, isSafeAddress, unsafeCharacter } from './unsafe.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** All that a page of ours consists of. What is not here came in with somebody's text. */
const ELEMENTS = words(
  'a abbr b blockquote br button caption circle code dd del desc details div dl dt em fieldset figcaption figure g h1 h2 h3 h4 h5 h6 hr i img input ins label legend li line nav ol option p path pre rect s section select small span strong sub summary sup svg table tbody td text th thead time title tr tspan ul',
);
const ATTRIBUTES = words(
  'alt aria-describedby aria-hidden aria-label aria-labelledby aria-pressed autocomplete checked class cx cy d data-asked data-depth data-home data-issue data-kind data-label data-mark data-n data-footnote-backref data-footnote-ref data-footnotes data-lang data-name data-pagefind-ignore data-panel data-scope data-sign data-tone data-view datetime dir disabled dx dy enterkeyhint fill fill-rule focusable font-size font-variant for height hidden href id name open placeholder preserveaspectratio preserveAspectRatio r role rx scope spellcheck src start stroke stroke-linecap stroke-linejoin stroke-opacity stroke-width tabindex text-anchor title transform type value viewBox width x x1 x2 y y1 y2',
);
/** An input that only shows something, one that filters a list, and a button that copies. */
const INPUTS = words('radio checkbox search button');

/** What is live in a piece of HTML and should be text. */
export function judgeHtml(html: string): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeName === '#comment') found.push('a comment');
    if ('value' in node) found.push(...judgeText(node.value));
    if ('tagName' in node) found.push(...judgeElement(node));
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
    if ('content' in node) walk(node.content);
  };
  walk(parseFragment(html));
  return found;
}

function judgeElement({ tagName, attrs }: Element): string[] {
  const found = ELEMENTS.has(tagName) ? [] : [`<${tagName}>`];
  for (const { name, value } of attrs) {
    if (!ATTRIBUTES.has(name)) found.push(`<${tagName} ${name}="${value}">`);
    if (name === 'href' && !isSafeAddress(value)) found.push(`a link to ${JSON.stringify(value)}`);
    if (name === 'src' && !isOwnAddress(value)) found.push(`<${tagName} src="${value}">`);
    if (name === 'type' && !INPUTS.has(value)) found.push(`<${tagName} type="${value}">`);
    found.push(...judgeText(value));
  }
  return found;
}

function judgeText(text: string): string[] {
  const raw = unsafeCharacter(text);
  const found = raw === undefined ? [] : [`a raw ${raw}`];
  if (/\bundefined\b|\[object /.test(text)) found.push(`a word of the machine: ${text.slice(0, 80)}`);
  return found;
}
