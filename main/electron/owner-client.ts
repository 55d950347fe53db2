import type { AdminClient } from '../../shared/contract/contract';
import { contract } from '../../shared/contract/contract';
import { createContractClient } from '../../shared/contract/client';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import type { House } from '../open-house';

/** Whoever sits at this machine’s screen is the owner of the gateway; the record calls that `desktop`. */
export const OWNER: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };

/** Every operation of the contract, in the name of the person at the screen. */
export const ownerClient = ({ dispatch }: Pick<House, 'dispatch'>): AdminClient =>
  createContractClient(contract, (name, _, input) => dispatch(name, input, OWNER));
