import { expect, it, vi } from 'vitest';
import type { Autostart } from '../../../../../main/electron/autostart/autostart';
import { keepAutostart } from '../../../../../main/electron/autostart/kept-autostart';

it('reads the start at login when it is made, when somebody looks, and after a change, also one that failed', () => {
  let isOn = false;
  const system = {
    state: vi.fn<Autostart['state']>(() => ({ kind: isOn ? 'on' : 'off' })),
    set: vi.fn<Autostart['set']>((wanted) => void (isOn = wanted)),
  };
  const kept = keepAutostart(system);
  for (let turn = 0; turn < 5; turn += 1) expect(kept.state()).toEqual({ kind: 'off' });
  expect(system.state).toHaveBeenCalledTimes(1);
  kept.set(true);
  expect(kept.state()).toEqual({ kind: 'on' });
  isOn = false;
  expect(kept.state()).toEqual({ kind: 'on' });
  expect(kept.look()).toEqual({ kind: 'off' });
  system.set.mockImplementation(() => {
    isOn = true;
    throw new Error('read-only');
  });
  expect(() => kept.set(true)).toThrow('read-only');
  expect(kept.state()).toEqual({ kind: 'on' });
});
