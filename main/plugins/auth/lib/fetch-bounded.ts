const MAX_BYTES = 1_000_000;

/** Fetches without following anybody elsewhere, and reads no more than a megabyte. */
export async function fetchBounded(url: string, init: object): Promise<Response> {
  // Where a redirect leads, nobody configured: it is an answer like any other that is not 200.
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > MAX_BYTES) throw new RangeError(`The answer has more than ${MAX_BYTES} bytes`);
    parts.push(part);
  }
  const { status, headers } = response;
  return new Response(bytes === 0 ? null : Buffer.concat(parts), { status, headers });
}
