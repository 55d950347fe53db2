import { describe, expect, it } from 'vitest';
import { zoomChangeOf } from '../../../../main/electron/windows/zoom-keys';

const pressed = (key: string, more: object = {}) =>
  zoomChangeOf({ type: 'keyDown', key, control: true, alt: false, meta: false, ...more });

describe('the keys for zoom', () => {
  it.each([
    ['+', 1],
    ['=', 1],
    ['-', -1],
    ['_', -1],
    ['0', 'reset'],
    ['k', undefined],
    ['1', undefined],
  ] as const)('Ctrl %s asks for %s', (key, change) => {
    expect(pressed(key)).toBe(change);
  });

  it('are none without Ctrl, with more than Ctrl, or when they are let go', () => {
    expect(pressed('+', { control: false })).toBeUndefined();
    expect(pressed('+', { alt: true })).toBeUndefined();
    expect(pressed('+', { meta: true })).toBeUndefined();
    expect(pressed('+', { type: 'keyUp' })).toBeUndefined();
  });
});
