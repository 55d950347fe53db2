/** One way in which a secret may stand in a text. */
export interface Needle {
  readonly text: string;
  readonly name: string;
  /** Characters in front of it and behind it that hold a part of the secret, and a part of what stands beside it. */
  readonly before: number;
  readonly after: number;
}

/** The value as it is, and in base64, base64url (RFC 4648 §4, §5) and hexadecimal, wherever in what is encoded it begins. */
export function secretNeedles(name: string, value: string): readonly Needle[] {
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  const whole = [value, hex, hex.toUpperCase()].map((text) => ({ text, name, before: 0, after: 0 }));
  const encoded = [0, 1, 2].flatMap((shift) =>
    (['base64', 'base64url'] as const).map((alphabet) => encodedAt(shift, alphabet, { name, bytes })),
  );
  const texts = new Set<string>();
  return [...whole, ...encoded].filter(({ text }) => !texts.has(text) && texts.add(text));
}

/** So much of the encoded form as depends on the secret alone. */
function encodedAt(
  shift: number,
  alphabet: 'base64' | 'base64url',
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Needle {
  const length = shift + bytes.length;
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString(alphabet)
    .replace(/=+$/, '');
  const isShared = length % 3 !== 0;
  return {
    text: text.slice(shift === 0 ? 0 : shift + 1, isShared ? -1 : undefined),
    name,
    before: shift === 0 ? 0 : 1,
    after: isShared ? 1 : 0,
  };
}
