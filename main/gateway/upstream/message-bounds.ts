import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import { type JsonLimits, type JsonMeasure, measureJsonText, measureJsonValue } from '../limits/json-limits';

/** How large and how complex one message of a server may be. What exceeds that is counted, and fails its request alone. */
export interface MessageBounds {
  readonly maxBytes: number;
  /** What a call gets whose answer was larger than the server may send. */
  tooLarge(bytes: number): GatewayError;
  excessOfText(text: string): GatewayError | undefined;
  /** For what was parsed by somebody else. */
  excessOfValue(value: unknown): GatewayError | undefined;
}

export interface MessageBoundsNeeds {
  readonly server: ServerName;
  readonly maxBytes: number;
  readonly limits: () => JsonLimits;
  readonly counters: Counters;
}

export function createMessageBounds({ server, maxBytes, limits, counters }: MessageBoundsNeeds): MessageBounds {
  const refusal = ({ excess }: JsonMeasure): GatewayError | undefined => {
    if (excess === undefined) return undefined;
    counters.count('answer_too_complex', server);
    return new GatewayError('answer_too_complex', `${server} sent a message that ${excess}`, { server });
  };
  return {
    maxBytes,
    tooLarge(bytes) {
      counters.count('answer_too_large', server);
      const message = `${server} sent ${inMegabytes(bytes)} MB in one message; the limit is ${inMegabytes(maxBytes)} MB`;
      return new GatewayError('protocol_violated', message, { server, bytes, limitBytes: maxBytes });
    },
    excessOfText: (text) => refusal(measureJsonText(text, limits())),
    excessOfValue: (value) => refusal(measureJsonValue(value, limits())),
  };
}

const inMegabytes = (size: number): string => (size / 1024 / 1024).toFixed(1).replace(/\.0$/, '');
