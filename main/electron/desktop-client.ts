import type { AdminClient } from '../../shared/contract/contract';
import { contract } from '../../shared/contract/contract';
import { createContractClient } from '../../shared/contract/client';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import type { House } from '../open-house';

/** Whoever sits at this machine’s screen is the owner of the gateway; the record calls that `desktop`. */
export const OWNER: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };

/** What the program does by itself, such as to connect anew after sleep: the record calls that `desktop`, too, and it is nobody’s wish. */
export const PROGRAM: Caller = { id: 'program', scopes: new Set(['read', 'write']) };

/** Every operation of the contract, in the name of the person at the screen or of the program. */
export const clientFor = (caller: Caller, { dispatch }: Pick<House, 'dispatch'>): AdminClient =>
  createContractClient(contract, (name, _, input) => dispatch(name, input, caller));
