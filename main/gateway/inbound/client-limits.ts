import type { GatewayConfig } from '../../../shared/config/gateway-config';

/** How many requests of a key may be under way at once. */
export function requestsOf(keyId: string, { keys, limits }: GatewayConfig): number {
  return keys[keyId]?.limits?.requests ?? limits.requestsPerClient;
}

/** How many requests each key has under way. */
export interface ClientLimits {
  /** Takes a place and returns how to leave it; `undefined` when all are taken. */
  enter(keyId: string, limit: number): (() => void) | undefined;
}

export function createClientLimits(): ClientLimits {
  const active = new Map<string, number>();
  return {
    enter(keyId, limit) {
      const count = active.get(keyId) ?? 0;
      if (count >= limit) return undefined;
      active.set(keyId, count + 1);
      return () => {
        const left = (active.get(keyId) ?? 1) - 1;
        if (left === 0) active.delete(keyId);
        else active.set(keyId, left);
      };
    },
  };
}
