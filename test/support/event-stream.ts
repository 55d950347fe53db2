export interface StreamEvent {
  readonly id: string | undefined;
  readonly data: string;
}

/** The server-sent events of an answer, as they come; ends with the stream. */
export async function* eventsOf(response: Response): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = readEvent(block);
      if (event !== undefined) yield event;
    }
  }
}

/** `undefined` for a comment. */
function readEvent(block: string): StreamEvent | undefined {
  const fields = block.split('\n').filter((line) => !line.startsWith(':'));
  if (fields.length === 0) return undefined;
  const valueOf = (name: string) =>
    fields
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .replace(/^ /, '');
  return { id: valueOf('id'), data: valueOf('data') ?? '' };
}
