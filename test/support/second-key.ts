import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { TestHouse } from './test-house';

/** Another key of the same project and user. */
export async function addKey(
  house: TestHouse,
  more: object = {},
): Promise<{ readonly id: string; readonly text: string }> {
  const { id, hash, text } = createGatewayKey();
  await house.edit((config) => {
    const entry = { hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z', ...more };
    Object.assign(config.keys, { [id]: entry });
  });
  return { id, text };
}
