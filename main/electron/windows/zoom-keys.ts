import type { Input, WebContents } from 'electron';

/** Levels are those of Electron: each is a fifth more than the one before, so 4 is about twice the size. */
const LARGEST = 6;
const SMALLEST = -3;

/**
 * Has Ctrl with +, - and 0 make a page larger, smaller and as it was, as a browser does. Where there is no menu, as on
 * Windows and Linux, nobody else heeds these keys.
 */
export function heedZoomKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const change = zoomChangeOf(input);
    if (change === undefined) return;
    event.preventDefault();
    const level = change === 'reset' ? 0 : contents.getZoomLevel() + change;
    contents.setZoomLevel(Math.min(Math.max(level, SMALLEST), LARGEST));
  });
}

type Keys = Pick<Input, 'type' | 'key' | 'control' | 'alt' | 'meta'>;

/** What keys ask for; `undefined` for all others. */
export function zoomChangeOf({ type, key, control, alt, meta }: Keys): 1 | -1 | 'reset' | undefined {
  if (type !== 'keyDown' || !control || alt || meta) return undefined;
  switch (key) {
    // Where + is above =, people press the key without Shift.
    case '+':
    case '=':
      return 1;
    case '-':
    case '_':
      return -1;
    case '0':
      return 'reset';
    default:
      return undefined;
  }
}
