import type { AutostartState } from '../../../shared/contract/desktop-facts';

/** The part of the system that starts programs at log-in. */
export interface Autostart {
  /** Read anew each time. */
  state(): AutostartState;
  /** Throws where the system does not let us. */
  set(isOn: boolean): void;
}
