// The sheet of keys that are in effect, opened by `?`.

import { useEffect, useRef } from "react";
import { useAllKeys } from "../parts/keys";
import { useWords } from "../words";
import { SHELL } from "../words/shell";

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(SHELL);
  const keys = useAllKeys();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) sheet.current?.showModal();
    else sheet.current?.close();
  }, [open]);
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{words.keys}</h2>
      <dl>
        {keys.map(({ key, does }) => (
          <div key={`${key} ${does}`}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        {words.close}
      </button>
    </dialog>
  );
}
