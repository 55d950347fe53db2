import { KeychainRequest, type KeychainAnswer } from '../keychain-request';

const describe = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));

async function answer(request: unknown): Promise<KeychainAnswer> {
  const { service, account, action, text = '' } = KeychainRequest.parse(request);
  const native = await import('@napi-rs/keyring').catch((failure: unknown) => describe(failure));
  if (typeof native === 'string') return { failure: native, isLoaded: false };
  try {
    // Pinned on Linux: otherwise the kernel’s key ring may be taken, which is empty after the next start of the machine.
    const entry = new native.AsyncEntry(service, account, { linux: { store: 'secret-service' } });
    if (action === 'get') return { value: await entry.getPassword() };
    if (action === 'delete') return { value: await entry.deletePassword() };
    await entry.setPassword(text);
    return { value: true };
  } catch (failure) {
    return { failure: describe(failure), isLoaded: true };
  }
}

// One request, one answer, over the channel to whoever started us; without them there is nothing to do.
process.once('disconnect', () => process.exit(0));
process.once('message', (request) => {
  void answer(request).then((said) => process.send?.(said, () => process.exit(0)));
});
