/** Browsers and Node both have it; what is shared knows the types of neither. */
declare const URL: new (text: string) => { readonly href: string };

/**
 * Whether a text is an absolute URL (WHATWG URL). `URL.canParse` cannot be asked: on Node 20, as soon as V8 has optimised
 * who asks, it denies every text with a letter between U+0080 and U+00FF.
 */
export function isUrl(text: string): boolean {
  try {
    return new URL(text).href !== '';
  } catch {
    return false;
  }
}
