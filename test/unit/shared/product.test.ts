import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRODUCT } from '../../../shared/product';

it('the product carries the name and version of its package', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(manifest).toMatchObject({ name: PRODUCT.name, version: PRODUCT.version });
});
