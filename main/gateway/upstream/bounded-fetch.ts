const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Fetches, and breaks off a body in which one message grows beyond the limit: the whole of a JSON answer, or one
 * event of a stream. `onTooLarge` hears of it first.
 */
export function createBoundedFetch(base: Fetch, maxMessageBytes: number, onTooLarge: (bytes: number) => void): Fetch {
  return async (url, init) => {
    const response = await base(url, init);
    if (response.body === null || !response.ok) return response;
    const isStream = response.headers.get('content-type')?.includes('text/event-stream') === true;
    const bound = boundMessages(maxMessageBytes, isStream, onTooLarge);
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(bound), { status, statusText, headers });
  };
}

function boundMessages(limit: number, isStream: boolean, onTooLarge: (bytes: number) => void) {
  let bytes = 0;
  let lineIsEmpty = true;
  const count = (chunk: Uint8Array) => {
    if (!isStream) {
      bytes += chunk.length;
      return;
    }
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const lineEnd = end > from && chunk[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      // An empty line ends an event.
      bytes = lineIsEmpty && lineEnd === from ? 0 : bytes + end - from + 1;
      lineIsEmpty = true;
      from = end + 1;
    }
    if (from >= chunk.length) return;
    bytes += chunk.length - from;
    lineIsEmpty = false;
  };
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      count(chunk);
      if (bytes <= limit) return controller.enqueue(chunk);
      onTooLarge(bytes);
      controller.error(new RangeError(`A message of more than ${limit} bytes`));
    },
  });
}
