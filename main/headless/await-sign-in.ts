import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError, asGatewayError } from '../../shared/errors/gateway-error';
import type { SignIn } from '../../shared/model/oauth';
import type { OAuthAdmin } from '../admin/oauth-admin';
import type { Io } from './io';
import { awaitStopSignal } from './signals';

const LOOK_EVERY_MS = 300;

export interface SignInWait {
  readonly oauth: OAuthAdmin;
  readonly begun: SignIn;
  /** Take the address that the browser ended at from stdin. */
  readonly takesAddress: boolean;
}

/** Waits until a sign-in is over; throws why it failed. Interrupted, it takes the sign-in back. */
export async function awaitSignIn({ oauth, begun, takesAddress }: SignInWait, io: Io): Promise<SignIn> {
  const stop = awaitStopSignal(io);
  let isStopped = false;
  void stop.asked.then(() => (isStopped = true));
  const lines = takesAddress ? createInterface({ input: io.stdin, terminal: false }) : undefined;
  lines?.on('line', (line) => {
    if (line.trim() === '') return;
    oauth.complete(begun.id, { address: line.trim() }).catch((failure: unknown) => {
      io.stderr.write(`${asGatewayError(failure).message}\n`);
    });
  });
  try {
    for (;;) {
      const now = await oauth.signIn(begun.id);
      if (now.state === 'connected') return now;
      if (now.state === 'failed') throw new GatewayError('sign_in_failed', now.problem ?? 'The sign-in failed');
      if (isStopped) {
        await oauth.cancel(begun.id);
        throw new GatewayError('cancelled', 'The sign-in was taken back');
      }
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    lines?.close();
    stop.release();
  }
}
