/**
 * Encodes a text as HTML forms do (WHATWG URL, application/x-www-form-urlencoded), which RFC 6749 §2.3.1 asks of client
 * credentials. `-`, `.` and `_` stay as they are: servers that decode nothing would not know them otherwise.
 */
export function formEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
