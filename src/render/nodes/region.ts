import type { Element, ElementContent } from 'hast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Region } from '../../pages/document.ts';
import { element, type HtmlPage } from '../page.ts';

/** An element around some blocks for style rules to place. What goes beside the text leaves it. */
export function regionToHast(page: HtmlPage) {
  return (state: HastState, node: Region): Element | undefined => {
    if (node.as === 'text') return undefined;
    if (node.as === 'rail' || node.as === 'facets') {
      const properties = node.as === 'facets' ? { className: ['fb-facets'] } : {};
      page.isInRail = true;
      page.rail.push(element('section', properties, flow(state, node)));
      page.isInRail = false;
      return undefined;
    }
    if (node.as === 'explorer') {
      // The field has its room before the script that fills it is there.
      const open =
        node.label === undefined ? [] : [element('button', { type: 'button', hidden: true }, [node.label])];
      const bar = element('div', { className: ['fb-explorer-bar'] }, open);
      return element(
        'div',
        {
          className: ['fb-explorer'],
          dataAsked: node.label === undefined ? null : '',
          dataScope: node.scope ?? '',
          dataHome: page.links.href(page.from, ''),
          dataIssue: page.links.href(page.from, 'issues/ID'),
        },
        [bar, element('div', { className: ['fb-explorer-list'] }, flow(state, node))],
      );
    }
    if (node.as !== 'fold' && node.as !== 'folded')
      return element('div', { className: [`fb-${node.as}`] }, flow(state, node));
    const summary = element('summary', {}, [node.label ?? '']);
    return element('details', { className: ['fb-more'] }, [summary, ...flow(state, node)]);
  };
}

function flow(state: HastState, node: Region): ElementContent[] {
  return state.wrap(state.all(node), true);
}
