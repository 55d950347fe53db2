import { EventEmitter } from 'node:events';

type Source = 'system' | 'light' | 'dark';

export class StandInNativeTheme extends EventEmitter {
  #source: Source = 'system';
  /** Of the system; tests change it with `setSystem`. */
  #system: 'light' | 'dark' = 'light';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.scheme() === 'dark';
  }

  readonly shouldUseHighContrastColors = false;

  scheme(): 'light' | 'dark' {
    return this.#source === 'system' ? this.#system : this.#source;
  }

  setSystem(scheme: 'light' | 'dark'): void {
    this.#system = scheme;
    this.emit('updated');
  }
}

export const nativeTheme = new StandInNativeTheme();
