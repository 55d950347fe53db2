import type { JsonObject } from '../../shared/model/json-rpc';
import type { GatewayTool, GatewayToolCall } from '../gateway/ports/gateway-tool';

interface GatewayToolDraft {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Destructive tools change something or call servers; the others only look. */
  readonly destructive?: boolean;
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
  readonly output: JsonObject;
  call(args: JsonObject, call: GatewayToolCall): Promise<JsonObject>;
}

/** Spells out what the seven tools have in common. */
export function defineGatewayTool(draft: GatewayToolDraft): GatewayTool {
  const destructive = draft.destructive ?? false;
  return {
    definition: {
      name: draft.name,
      title: draft.title,
      description: draft.description,
      annotations: {
        title: draft.title,
        readOnlyHint: !destructive,
        destructiveHint: destructive,
        idempotentHint: !destructive,
        openWorldHint: destructive,
      },
      inputSchema: {
        type: 'object',
        properties: draft.properties ?? {},
        ...(draft.required === undefined ? {} : { required: draft.required }),
        additionalProperties: false,
      },
      outputSchema: { type: 'object', properties: draft.output },
    },
    call: (args, call) => draft.call(args, call),
  };
}

/** An optional string parameter; absent and `null` mean the same. */
export const OPTIONAL_TEXT = { type: ['string', 'null'], default: null } as const;

/** Reads an optional string; the literal `"null"` that some models send means none. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined;
}
