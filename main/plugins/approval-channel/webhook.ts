import { z } from 'zod';
import { APPROVAL_SCOPES } from '../../../shared/model/approval';
import { definePlugin } from '../../gateway/ports/plugin';
import { resolveAll, ServiceKey, ServiceUrl } from '../lib/service-options';
import { signBody } from '../lib/sign-body';

const Options = z.strictObject({
  url: ServiceUrl,
  /** Signs what is sent. Required: a question about a call is worth faking. */
  secret: ServiceKey,
  headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'not a header name'), z.string()).default({}),
});

const Answer = z.strictObject({
  /** Of the question, so that no answer is taken for another’s. */
  id: z.string(),
  verdict: z.enum(['allow', 'deny']),
  scope: z.enum(APPROVAL_SCOPES).optional(),
  note: z.string().max(500).optional(),
  by: z.string().max(100).optional(),
});

const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Asks people behind a service of your own: it is posted the call, secrets masked, and answers when somebody has decided,
 * at the latest at `deadline`. The header `x-signature` is that of the guardrail of the same name.
 */
export const approvalWebhook = definePlugin({
  kind: 'approval-channel',
  name: 'webhook',
  title: 'A service of your own',
  options: Options,
  async create({ url, secret, headers }, { resolve, now }) {
    const key = await resolve(secret);
    const sent = await resolveAll(headers, resolve);
    return {
      name: 'webhook',
      async ask({ id, client, server, method, tool, reasons, direction, content, deadline, scopes }, signal) {
        const body = JSON.stringify({
          id,
          deadline,
          client,
          server,
          method,
          tool,
          reasons,
          direction,
          content,
          scopes,
        });
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...sent, 'x-signature': signBody(body, key, now()) },
          body,
          // Where it leads, nobody configured.
          redirect: 'error',
          signal,
        });
        if (!response.ok) throw new Error(`The approval webhook answered with status ${response.status}`);
        const { id: answered, scope, note, by, verdict } = Answer.parse(JSON.parse(await readBounded(response)));
        if (answered !== id) throw new Error('The approval webhook answered another question');
        return {
          verdict,
          ...(scope === undefined ? {} : { scope }),
          ...(note === undefined ? {} : { note }),
          ...(by === undefined ? {} : { by }),
        };
      },
    };
  },
});

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_BYTES) throw new Error('The answer of the approval webhook is too long');
  }
  return text + decoder.decode();
}
