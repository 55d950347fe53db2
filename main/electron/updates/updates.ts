import type { Logger } from '../../gateway/ports/logger';
import type { UpdateState } from '../../../shared/contract/desktop-facts';
import type { UpdaterDoor, UpdaterEvent } from './updater-door';

const CHECK_EVERY_MS = 6 * 60 * 60 * 1_000;
/** Calls under way may take so long before the person is asked whether to wait on. */
const WAIT_MS = 60_000;

interface UpdateNeeds {
  /** Opens what updates; it is opened once. */
  readonly openDoor: (tell: (event: UpdaterEvent) => void) => Promise<UpdaterDoor>;
  /** A call waits for a person, or calls are under way. */
  readonly isBusy: () => boolean;
  /** The person says whether to go on although calls are under way. */
  readonly askAnyway: (version: string) => Promise<boolean>;
  /** Stops the gateway in good order. */
  readonly stop: () => Promise<void>;
  /** What was to be put in could not be: start the program again as it is. */
  readonly startAgain: () => void;
  readonly onChange: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Newer versions of the program: looked for at once, every six hours and on demand, put in when nothing is disturbed by it. */
export interface Updates {
  state(): UpdateState;
  /** Resolves when it is known whether there is one. */
  check(): Promise<void>;
  /** Puts in what was downloaded as soon as no call is under way. */
  install(): void;
  /** Calls may have begun or ended. */
  look(): void;
  dispose(): void;
}

export function openUpdates(needs: UpdateNeeds): Updates {
  let state: UpdateState = { kind: 'idle' };
  let ready: Extract<UpdateState, { readonly kind: 'ready' }> | undefined;
  let patience: NodeJS.Timeout | undefined;
  let isInstalling = false;
  const door = needs.openDoor(hear);

  function set(next: UpdateState): void {
    state = next;
    needs.onChange();
  }

  function hear(event: UpdaterEvent): void {
    switch (event.kind) {
      case 'none':
        return set({ kind: 'current', checkedAt: needs.now() });
      case 'found':
        return set({ kind: 'downloading', version: event.version });
      case 'downloaded':
        ready = { kind: 'ready', version: event.version, notes: event.notes };
        return set(ready);
      case 'failed':
        needs.log.warn('Looking for a newer version came to nothing', { why: event.why });
        if (isInstalling) return needs.startAgain();
        // What is here already is still good.
        return set(ready ?? { kind: 'failed', why: event.why });
    }
  }

  async function check(): Promise<void> {
    if (ready !== undefined || state.kind === 'checking' || state.kind === 'downloading') return;
    set({ kind: 'checking' });
    try {
      await (await door).check();
    } catch (failure) {
      hear({ kind: 'failed', why: failure instanceof Error ? failure.message : String(failure) });
    }
  }

  async function ask(): Promise<void> {
    if (ready === undefined || state.kind !== 'waiting') return;
    if (await needs.askAnyway(ready.version)) return installNow();
    if (!isInstalling) set(ready);
  }

  async function installNow(): Promise<void> {
    if (isInstalling) return;
    isInstalling = true;
    clearTimeout(patience);
    try {
      const opened = await door;
      await needs.stop();
      opened.install();
    } catch (failure) {
      needs.log.error('The newer version was not put in', { cause: String(failure) });
      needs.startAgain();
    }
  }

  const timer = setInterval(() => void check(), CHECK_EVERY_MS).unref();
  // Not in this turn: whoever is told of it is still being made.
  setImmediate(() => void check());
  return {
    state: () => state,
    check,
    install() {
      if (ready === undefined || isInstalling || state.kind === 'waiting') return;
      if (!needs.isBusy()) return void installNow();
      set({ kind: 'waiting', version: ready.version });
      patience = setTimeout(() => void ask(), WAIT_MS).unref();
    },
    look() {
      if (state.kind === 'waiting' && !needs.isBusy()) void installNow();
    },
    dispose() {
      clearInterval(timer);
      clearTimeout(patience);
      // Whoever quits is not brought back by an update that waited for calls.
      if (!isInstalling && ready !== undefined) state = ready;
    },
  };
}

/** For a copy that is updated by other means. */
export function noUpdates(state: Extract<UpdateState, { readonly kind: 'off' }>): Updates {
  const nothing = (): void => undefined;
  return { state: () => state, check: async () => undefined, install: nothing, look: nothing, dispose: nothing };
}
