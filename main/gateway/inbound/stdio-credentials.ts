import type { Credentials } from '../ports/auth-provider';

export interface StdioIdentity {
  readonly key?: string | undefined;
  readonly projectId?: string | undefined;
  readonly userId?: string | undefined;
}

/** Identity of a stdio client, from the environment that its configuration gives it. */
export function identityFrom(env: NodeJS.ProcessEnv): StdioIdentity {
  return {
    key: env['ENKRYPT_GATEWAY_KEY'] || env['SECURE_MCP_GATEWAY_KEY'] || undefined,
    projectId: env['ENKRYPT_PROJECT_ID'] || undefined,
    userId: env['ENKRYPT_USER_ID'] || undefined,
  };
}

export function stdioCredentials({ key, projectId, userId }: StdioIdentity): Credentials {
  return {
    transport: 'stdio',
    presented: key === undefined ? [] : [{ source: 'environment', value: key }],
    remoteAddress: 'stdio',
    ...(projectId === undefined ? {} : { projectId }),
    ...(userId === undefined ? {} : { userId }),
  };
}
