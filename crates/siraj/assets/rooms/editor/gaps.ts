// A caret between two blocks that hold none, such as two pictures. The module knows no right-to-left:
// its arrow keys are turned round where the text is.

import { GapCursor, gapCursor } from 'prosemirror-gapcursor';
import type { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

const OTHER: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

export function gaps(): Plugin {
  const plugin = gapCursor();
  const theirs = plugin.props.handleKeyDown;
  plugin.props.handleKeyDown = function handleKeyDown(view, event) {
    const other = OTHER[event.key];
    if (!other || !isRightToLeft(view)) return theirs?.call(plugin, view, event) ?? false;
    // Within text it would take the key for the other edge; the keys up and down lead there too.
    if (!(view.state.selection instanceof GapCursor)) return false;
    return theirs?.call(plugin, view, new KeyboardEvent('keydown', { key: other, shiftKey: event.shiftKey })) ?? false;
  };
  return plugin;
}

/** Whether what is drawn at the selection runs from right to left. */
export function isRightToLeft(view: EditorView): boolean {
  const { node } = view.domAtPos(view.state.selection.from);
  const element = node instanceof Element ? node : node.parentElement;
  return element !== null && getComputedStyle(element).direction === 'rtl';
}
