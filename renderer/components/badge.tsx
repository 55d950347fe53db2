export type Tone = 'good' | 'busy' | 'bad' | 'quiet';

/** A state in one word. The colour repeats the word; it never stands alone. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
