const kept = new WeakMap<object, Map<unknown, unknown>>();

const get = (key: unknown, target: object): unknown => kept.get(target)?.get(key);

/**
 * The three functions of Reflect that @peculiar/x509 needs to be loaded. Import this file before that package; a
 * polyfill that is there already stays.
 */
if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, {
    getMetadata: get,
    getOwnMetadata: get,
    defineMetadata(key: unknown, value: unknown, target: object) {
      const values = kept.get(target) ?? new Map<unknown, unknown>();
      kept.set(target, values.set(key, value));
    },
  });
}
