import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modernRequest, openTestHouse, type TestHouse } from '../../../../support/test-house';

const CHAT = 'https://chat.example.com';
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({ config: { listen: { allowedOrigins: [CHAT] } } });
});

afterAll(() => house.stop());

const preflight = (origin: string) =>
  fetch(house.url(), {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  });

describe('answers to web pages', () => {
  it('tells a page of a configured origin what it may send, before it has a key', async () => {
    const answer = await preflight(CHAT);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(CHAT);
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
  });

  it('refuses a page of any other origin', async () => {
    const answer = await preflight('https://evil.example.com');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets the configured page read answers and refusals alike', async () => {
    const { body, headers } = modernRequest('tools/list');
    const answer = await house.post(body, { headers: { ...headers, origin: CHAT } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, CHAT]);
    const refusal = await house.post(body, { headers: { ...headers, origin: CHAT, authorization: '' } });
    expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([401, CHAT]);
  });

  it('says nothing of the kind to everybody else', async () => {
    const { body, headers } = modernRequest('tools/list');
    const answer = await house.post(body, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
