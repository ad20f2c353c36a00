import { Popover } from "radix-ui";
import { NavLink, useLocation } from "react-router";
import { type Preferences, prefer, usePreferences } from "../theme/preferences";
import { VIEWS } from "../views";
import { useWords } from "../words";
import { SHELL } from "../words/shell";

export function Header({ onKeys }: { onKeys: () => void }) {
  const words = useWords(SHELL);
  const { search } = useLocation();
  return (
    <header className="head">
      <NavLink className="brand" to="/" end>
        Reelgraph
      </NavLink>
      <nav aria-label={words.views}>
        <ul>
          {VIEWS.map(({ name, path }) => (
            <li key={name}>
              <NavLink to={{ pathname: path, search }} end>
                {words[name]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Settings onKeys={onKeys} />
    </header>
  );
}

function Settings({ onKeys }: { onKeys: () => void }) {
  const words = useWords(SHELL);
  const held = usePreferences();
  return (
    <Popover.Root modal={false}>
      <Popover.Trigger asChild>
        <button type="button" className="plain">
          {words.settings}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover settings" align="end" sideOffset={4}>
          <Choice
            name="room"
            label={words.room}
            options={[
              ["view", words.roomView],
              ["reading", words.roomReading],
              ["screening", words.roomScreening],
            ]}
          />
          <Choice
            name="density"
            label={words.density}
            options={[
              ["comfortable", words.comfortable],
              ["compact", words.compact],
            ]}
          />
          <Choice
            name="language"
            label={words.language}
            options={[
              ["en", "English"],
              ["cy", "Cymraeg"],
            ]}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={held.keys}
              onChange={(event) => prefer({ keys: event.target.checked })}
            />
            {words.oneLetterKeys}
          </label>
          <Popover.Close asChild>
            <button type="button" onClick={onKeys}>
              {words.keysHelp}
            </button>
          </Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice<Name extends "room" | "density" | "language">(props: {
  name: Name;
  label: string;
  options: readonly (readonly [Preferences[Name], string])[];
}) {
  const held = usePreferences();
  return (
    <label className="choice">
      {props.label}
      <select
        value={held[props.name]}
        onChange={(event) => prefer({ [props.name]: event.target.value })}
      >
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
