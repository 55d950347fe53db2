import { MOST_SCOPES } from './sound-scopes';

/** A person is asked so often for the same scopes before it is taken for what it is: a server that is never content. */
const MOST_ASKED = 3;

/** What calls turned out to need beyond what was granted, and what became of asking for it. */
export class ScopeRequests {
  #wanted: readonly string[] = [];
  readonly #asked = new Map<string, number>();
  readonly #denied = new Set<string>();

  /** Asked for with the next sign-in. */
  get wanted(): readonly string[] {
    return this.#wanted;
  }

  /** Adds what a server wants to what there is, unless asking for it is of no use. */
  want(granted: readonly string[], challenged: readonly string[]): 'asked' | 'denied' | 'in-vain' {
    const union = [...new Set([...granted, ...this.#wanted, ...challenged])];
    // A server that always thinks of more would have it grow without an end.
    if (union.length > MOST_SCOPES) return 'in-vain';
    const key = keyOf(union);
    if (this.#denied.has(key)) return 'denied';
    const asked = this.#asked.get(key) ?? 0;
    if (asked >= MOST_ASKED) return 'in-vain';
    if (keyOf(this.#wanted) !== key) this.#asked.set(key, asked + 1);
    this.#wanted = union;
    return 'asked';
  }

  granted(): void {
    this.#wanted = [];
  }

  denied(): void {
    if (this.#wanted.length > 0) this.#denied.add(keyOf(this.#wanted));
    this.#wanted = [];
  }

  forget(): void {
    this.#wanted = [];
    this.#asked.clear();
    this.#denied.clear();
  }
}

const keyOf = (scopes: readonly string[]): string => [...scopes].sort().join(' ');
