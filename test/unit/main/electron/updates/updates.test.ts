import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whyNoUpdates } from '../../../../../main/electron/updates/update-mode';
import type { UpdaterEvent } from '../../../../../main/electron/updates/updater-door';
import { openUpdates } from '../../../../../main/electron/updates/updates';
import { recordingLogger } from '../../../../support/recording-logger';

const HOUR_MS = 3_600_000;
const DOWNLOADED: UpdaterEvent = { kind: 'downloaded', version: '1.4.0', notes: 'Faster.' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Updates whose updater does what the test tells. */
async function open({ isBusy = false, anyway = false } = {}) {
  let tell: (event: UpdaterEvent) => void = () => undefined;
  const facts = { isBusy };
  const steps: string[] = [];
  const check = vi.fn(async () => undefined);
  const updates = openUpdates({
    openDoor: async (hear) => {
      tell = hear;
      return { check, install: () => void steps.push('install') };
    },
    isBusy: () => facts.isBusy,
    askAnyway: async () => {
      steps.push('ask');
      return anyway;
    },
    stop: async () => void steps.push('stop'),
    startAgain: () => void steps.push('start again'),
    onChange: () => undefined,
    now: () => 0,
    log: recordingLogger([]),
  });
  await vi.advanceTimersByTimeAsync(1);
  return {
    updates,
    check,
    steps,
    facts,
    tell: (event: UpdaterEvent) => tell(event),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

describe('updates', () => {
  it('are looked for at the start, every six hours and on demand, but not twice at once', async () => {
    const { updates, check, tell, pass } = await open();
    expect(check).toHaveBeenCalledTimes(1);
    await updates.check();
    expect(check).toHaveBeenCalledTimes(1);
    tell({ kind: 'none' });
    expect(updates.state()).toEqual({ kind: 'current', checkedAt: 0 });
    await updates.check();
    expect(check).toHaveBeenCalledTimes(2);
    tell({ kind: 'none' });
    await pass(6 * HOUR_MS);
    expect(check).toHaveBeenCalledTimes(3);
    updates.dispose();
    tell({ kind: 'none' });
    await pass(12 * HOUR_MS);
    expect(check).toHaveBeenCalledTimes(3);
  });

  it('stop the gateway before anything is put in', async () => {
    const { updates, steps, tell, pass } = await open();
    updates.install();
    expect(steps).toEqual([]);
    tell({ kind: 'found', version: '1.4.0' });
    expect(updates.state()).toEqual({ kind: 'downloading', version: '1.4.0' });
    tell(DOWNLOADED);
    expect(updates.state()).toEqual({ kind: 'ready', version: '1.4.0', notes: 'Faster.' });
    updates.install();
    updates.install();
    await pass(0);
    expect(steps).toEqual(['stop', 'install']);
  });

  it('wait for calls under way', async () => {
    const { updates, steps, tell, facts, pass } = await open({ isBusy: true });
    tell(DOWNLOADED);
    updates.install();
    await pass(30_000);
    updates.look();
    expect([updates.state().kind, steps]).toEqual(['waiting', []]);
    facts.isBusy = false;
    updates.look();
    await pass(60_000);
    expect(steps).toEqual(['stop', 'install']);
  });

  it.each([
    [true, ['ask', 'stop', 'install'], 'waiting'],
    [false, ['ask'], 'ready'],
  ])('ask after a minute whether to go on anyway: %s', async (anyway, expected, state) => {
    const { updates, steps, tell, pass } = await open({ isBusy: true, anyway });
    tell(DOWNLOADED);
    updates.install();
    await pass(59_999);
    expect(steps).toEqual([]);
    await pass(1);
    expect(steps).toEqual(expected);
    expect(updates.state().kind).toBe(state);
  });

  it('start the program again where nothing could be put in', async () => {
    const steps: string[] = [];
    const updates = openUpdates({
      openDoor: async (tell) => {
        tell(DOWNLOADED);
        return {
          check: async () => undefined,
          install() {
            throw new Error('The disk is full');
          },
        };
      },
      isBusy: () => false,
      askAnyway: async () => false,
      stop: async () => void steps.push('stop'),
      startAgain: () => void steps.push('start again'),
      onChange: () => undefined,
      now: () => 0,
      log: recordingLogger([]),
    });
    updates.install();
    await vi.advanceTimersByTimeAsync(1);
    expect(steps).toEqual(['stop', 'start again']);
  });

  it('keep what was downloaded when a later look fails', async () => {
    const { updates, tell } = await open();
    tell(DOWNLOADED);
    tell({ kind: 'failed', why: 'no network' });
    expect(updates.state().kind).toBe('ready');
  });
});

describe('a copy that is updated by other means', () => {
  const appImage = { isPackaged: true, platform: 'linux' as const, env: { APPIMAGE: '/x' }, hasFeed: true };
  it.each([
    [appImage, undefined],
    [{ ...appImage, isPackaged: false }, 'It runs from its sources'],
    [{ ...appImage, packageType: 'deb' }, 'The package manager updates it'],
    [{ ...appImage, packageType: 'rpm' }, 'The package manager updates it'],
    [{ ...appImage, env: {} }, 'It was installed by other means than its AppImage'],
    [{ ...appImage, hasFeed: false }, 'This build does not say where newer versions are to be had'],
    [{ ...appImage, platform: 'win32' as const, env: {} }, undefined],
    [
      { ...appImage, platform: 'win32' as const, env: { PORTABLE_EXECUTABLE_FILE: 'x' } },
      'The portable program is replaced by hand',
    ],
    [{ ...appImage, platform: 'darwin' as const, env: {} }, undefined],
  ])('%o: %s', (installation, why) => {
    expect(whyNoUpdates(installation)?.why).toBe(why);
  });

  it('says the command that does it', () => {
    expect(whyNoUpdates({ ...appImage, packageType: 'deb' })?.command).toContain('apt install');
  });
});
