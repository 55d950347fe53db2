import { describe, expect, it } from 'vitest';
import { refusedSwitches } from '../../../../main/electron/refused-switches';

const never = (): boolean => false;

describe('switches that a packaged desktop refuses', () => {
  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    '/remote-debugging-port=9222',
    '--Remote-Debugging-Port=1',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--no-sandbox',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--load-extension=/tmp/x',
    '--require',
    '-r',
  ])('%s', (written) => {
    expect(refusedSwitches(['--hidden', written], never)).toEqual([written.split('=')[0]]);
  });

  it('are all named, also those that Chromium alone knows of', () => {
    const seen = (name: string): boolean => name === 'no-sandbox';
    expect(refusedSwitches(['--inspect=1', '--hidden'], seen)).toEqual(['--inspect', '--no-sandbox']);
    expect(refusedSwitches(['--no-sandbox'], seen)).toEqual(['--no-sandbox']);
  });

  it.each([
    '--hidden',
    '--headless',
    'mcpgateway://v1/inspect',
    '--data-dir=/home/inspect',
    '--ozone-platform=wayland',
    '',
  ])('are not %s', (word) => {
    expect(refusedSwitches([word], never)).toEqual([]);
  });
});
