import { useState, type SyntheticEvent } from 'react';
import { Notice } from '../../components/notice';

interface SignInPageProps {
  readonly problem: string;
  readonly onToken: (token: string) => void;
}

/** Asks for the admin token, and says where to find it. */
export function SignInPage({ problem, onToken }: SignInPageProps) {
  const [token, setToken] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (token.trim() !== '') onToken(token.trim());
  };
  return (
    <>
      <Notice tone="bad" title="This page needs the admin token">
        <p>{problem}.</p>
        <p>Open the console address that the gateway printed when it started, or paste the token here.</p>
      </Notice>
      <form onSubmit={submit}>
        <label htmlFor="token">Admin token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
        <button type="submit">Open the console</button>
      </form>
    </>
  );
}
