// The one search box. It keeps what was typed, and asks for a token where the service wants one.

import { type FormEvent, type Ref, useEffect, useState } from "react";
import { token, useToken } from "../api/token";
import { useWords } from "../words";
import { SHELL } from "../words/shell";

interface Props {
  // What was asked last; the box shows it when it changes.
  asked: string;
  label: string;
  // Called with the words, without space around them.
  onAsk: (words: string) => void;
  box?: Ref<HTMLInputElement>;
}

export function SearchBox({ asked, label, onAsk, box }: Props) {
  const words = useWords(SHELL);
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text) onAsk(text);
  };
  return (
    <search className="search">
      <form onSubmit={submit}>
        <label className="quiet" htmlFor="question">
          {words.question}
        </label>
        <div className="search-row">
          <input
            id="question"
            ref={box}
            type="search"
            autoComplete="off"
            maxLength={2000}
            required
            placeholder={words.placeholder}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="primary">
            {label}
          </button>
        </div>
        <TokenRow />
      </form>
    </search>
  );
}

function TokenRow() {
  const words = useWords(SHELL);
  const held = useToken();
  return (
    <label className="quiet token-row" hidden={!held.asked && held.value === ""}>
      {words.token}
      <input
        type="password"
        autoComplete="off"
        value={held.value}
        onChange={(event) => token.set(event.target.value)}
      />
    </label>
  );
}
