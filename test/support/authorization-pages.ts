import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Grant, Interaction, Provider } from 'oidc-provider';

/** The pages where a person signs in and agrees: forms, as a browser would show them. */
export async function serveInteraction(
  provider: Provider,
  request: IncomingMessage & { body: string },
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const { prompt, params } = interaction;
    const fields = prompt.name === 'login' ? '<input name="account">' : '<input name="decision">';
    const asked = `${String(params['client_id'])} asks for ${String(params['scope'])}`;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>${prompt.name}</title><p>${asked}</p><form method="post">${fields}</form>`);
    return;
  }
  const form = new URLSearchParams(request.body);
  const result =
    form.get('decision') === 'deny'
      ? { error: 'access_denied', error_description: 'The person said no' }
      : interaction.prompt.name === 'login'
        ? { login: { accountId: form.get('account') ?? 'nobody' } }
        : { consent: { grantId: await grantWhatIsMissing(provider, interaction) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

interface Missing {
  readonly missingOIDCScope?: string[];
  readonly missingOIDCClaims?: string[];
  readonly missingResourceScopes?: Readonly<Record<string, string[]>>;
}

/** A scope that both the server itself and a resource know is missing twice, and granted twice. */
async function grantWhatIsMissing(provider: Provider, interaction: Interaction): Promise<string> {
  const { grantId, params, session } = interaction;
  const known: Grant | undefined = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId: session?.accountId, clientId: params['client_id'] as string });
  const missing = interaction.prompt.details as Missing;
  if (missing.missingOIDCScope !== undefined) grant.addOIDCScope(missing.missingOIDCScope.join(' '));
  if (missing.missingOIDCClaims !== undefined) grant.addOIDCClaims(missing.missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missing.missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
}
