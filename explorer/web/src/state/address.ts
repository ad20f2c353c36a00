// The address is the state: what is shown can be sent to somebody, reloaded and gone back to.

import { useCallback, useMemo } from "react";
import { useLocation, useNavigate } from "react-router";

export interface Address {
  params: URLSearchParams;
  // Edits the address. A step that the back button should undo is pushed; one of a drag replaces.
  change: (edit: (params: URLSearchParams) => void, how?: { replace?: boolean }) => void;
}

export function useAddress(): Address {
  const { search } = useLocation();
  const navigate = useNavigate();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback<Address["change"]>(
    (edit, how = {}) => {
      // Read anew, so that two changes of one moment both hold.
      const next = new URLSearchParams(window.location.search);
      edit(next);
      const text = next.toString();
      if (`?${text}` === window.location.search || text === window.location.search) return;
      // Onto the page that is open now: a view that is still shown while the next one loads must
      // not lead back to itself, as a path left out would.
      const { pathname } = window.location;
      navigate({ pathname, search: text }, { replace: how.replace ?? false });
    },
    [navigate],
  );
  return { params, change };
}

// One value of a view's own, under a key with the view's prefix, such as "map.colour".
export function useAddressValue(
  key: string,
): [string | null, (value: string | null, how?: { replace?: boolean }) => void] {
  const { params, change } = useAddress();
  const set = useCallback(
    (value: string | null, how?: { replace?: boolean }) => {
      change((next) => (value === null ? next.delete(key) : next.set(key, value)), how);
    },
    [change, key],
  );
  return [params.get(key), set];
}
