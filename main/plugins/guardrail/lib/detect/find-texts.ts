/** Where something stands in a JSON value; its pointer is put together when somebody asks for it. */
export class Place {
  readonly parent: Place | undefined;
  readonly token: string | number;
  #pointer: string | undefined;
  /** The member that holds it, across the items of a list. */
  readonly member: string | undefined;

  constructor(parent: Place | undefined, token: string | number) {
    this.parent = parent;
    this.token = token;
    this.member = isIndex(token) ? parent?.member : token;
  }

  /** JSON Pointer (RFC 6901). */
  get at(): string {
    if (this.#pointer !== undefined) return this.#pointer;
    const tokens = [`/${escaped(this.token)}`];
    for (let place = this.parent; place !== undefined; place = place.parent) tokens.push(`/${escaped(place.token)}`);
    this.#pointer = tokens.reverse().join('');
    return this.#pointer;
  }
}

/** Items of a list, and members that are named like them. */
function isIndex(token: string | number): token is number {
  return typeof token === 'number' || /^\d+$/.test(token);
}

function escaped(token: string | number): string {
  if (typeof token === 'number') return String(token);
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

export interface FoundText {
  readonly text: string;
  readonly isKey: boolean;
  /** `undefined` where the text is the whole content. */
  readonly place: Place | undefined;
}

interface Pending {
  readonly value: unknown;
  readonly place: Place | undefined;
}

/** Every string of a JSON value at any depth that may say something, member names included; `everyName`: plain words too. */
export function* findTexts(content: unknown, { everyName = false } = {}): Generator<FoundText> {
  // A stack of our own, so that deeply nested content cannot exhaust the call stack.
  const pending: Pending[] = [{ value: content, place: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, place } = next;
    if (typeof value === 'string') {
      if (value.length >= SHORTEST) yield { text: value, isKey: false, place };
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) push(pending, value[index], place, index);
    } else if (typeof value === 'object' && value !== null) {
      const members = value as Readonly<Record<string, unknown>>;
      const names = Object.keys(members);
      for (let index = names.length - 1; index >= 0; index -= 1) {
        const name = names[index]!;
        if (everyName || !isOrdinaryName(name)) yield { text: name, isKey: true, place: new Place(place, name) };
        push(pending, members[name], place, name);
      }
    }
  }
}

/** Shorter strings say nothing. */
const SHORTEST = 3;

function push(pending: Pending[], value: unknown, parent: Place | undefined, token: string | number): void {
  const isWorth = typeof value === 'string' ? value.length >= SHORTEST : typeof value === 'object' && value !== null;
  if (isWorth) pending.push({ value, place: new Place(parent, token) });
}

/** Plain words as names of members say nothing; they are most of what a message consists of. */
function isOrdinaryName(name: string): boolean {
  return name.length < SHORTEST || (name.length <= 32 && /^[A-Za-z][A-Za-z$-]*(?:_[A-Za-z$-]+)*$/.test(name));
}
