/*
 * Zod tries, when the first schema is made, whether it may make functions of text; the content policy counts that as a breach.
 * This is what zod’s `config({ jitless: true })` sets, without loading zod and, in the same chunk, schemas.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
