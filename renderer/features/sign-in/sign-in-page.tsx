import { useState, type SyntheticEvent } from 'react';
import { Notice } from '../../components/notice';

interface SignInPageProps {
  readonly token: 'missing' | 'wrong';
  readonly onToken: (token: string) => void;
}

/** Asks for the admin token, and says where to find it. */
export function SignInPage({ token, onToken }: SignInPageProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onToken(typed.trim());
  };
  return (
    <>
      <Notice
        tone={token === 'missing' ? 'quiet' : 'bad'}
        title={token === 'missing' ? 'This page needs the admin token' : 'This is not the admin token of this gateway'}
      >
        <p>Open the console address that the gateway printed when it started, or paste the token here.</p>
      </Notice>
      <form onSubmit={submit}>
        <label htmlFor="token">Admin token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit">Open the console</button>
      </form>
    </>
  );
}
