interface PlainUrl {
  readonly href: string;
}

/** Browsers and Node both have it; what is shared knows the types of neither, and whoever asks gets their own. */
declare const URL: new (text: string) => ParsedUrl;
type ParsedUrl = typeof globalThis extends { readonly URL: new (text: string) => infer Url } ? Url : PlainUrl;

/**
 * A text as an absolute URL (WHATWG URL), `undefined` for what is none. `URL.canParse` cannot be asked: on Node 20, as soon as V8
 * has optimised who asks, it denies every text with a letter between U+0080 and U+00FF.
 */
export function parseUrl(text: string): ParsedUrl | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Whether a text is an absolute URL. */
export const isUrl = (text: string): boolean => parseUrl(text) !== undefined;
