import type { AutostartState } from '../../../shared/contract/desktop-facts';
import type { Autostart } from './autostart';

/** What was read last, for those who show it often: to read it means a file, or a question to the system, that is waited for. */
export interface KeptAutostart extends Autostart {
  /** Read at the making, by `look`, and after every change. */
  state(): AutostartState;
  /** Reads it anew. */
  look(): AutostartState;
}

export function keepAutostart(autostart: Autostart): KeptAutostart {
  let kept = autostart.state();
  const look = (): AutostartState => (kept = autostart.state());
  return {
    state: () => kept,
    look,
    set(isOn) {
      try {
        autostart.set(isOn);
      } finally {
        look();
      }
    },
  };
}
