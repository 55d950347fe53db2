/** What became of one member of what was imported. */
export interface ImportNote {
  /** Where it stands in what was imported, such as `mcpServers.github.env.TOKEN`. */
  readonly place: string;
  /** `taken`: as it stands. `changed`: in other words, or in part. `left`: not, and why. */
  readonly outcome: 'taken' | 'changed' | 'left';
  readonly detail?: string;
}

/** Gathers what became of every member, so that nothing is dropped silently. */
export class ImportReport {
  readonly #notes: ImportNote[] = [];

  get notes(): readonly ImportNote[] {
    return this.#notes;
  }

  taken(place: string): void {
    this.#notes.push({ place, outcome: 'taken' });
  }

  changed(place: string, detail: string): void {
    this.#notes.push({ place, outcome: 'changed', detail });
  }

  left(place: string, detail: string): void {
    this.#notes.push({ place, outcome: 'left', detail });
  }
}
